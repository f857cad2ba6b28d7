/** Time speaking: each due timer becomes an ordinary command. */
@NullMarked
package dev.bonafide.escrow.deadline;

import org.jspecify.annotations.NullMarked;
