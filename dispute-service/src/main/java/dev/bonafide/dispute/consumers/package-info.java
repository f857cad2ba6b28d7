/** What the escrow service says, turned into our own commands. */
@NullMarked
package dev.bonafide.dispute.consumers;

import org.jspecify.annotations.NullMarked;
