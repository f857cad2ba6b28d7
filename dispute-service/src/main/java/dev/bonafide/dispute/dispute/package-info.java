/** What a dispute goes through: stages, commands, refusals, and the rules that decide. Plain Java. */
@NullMarked
package dev.bonafide.dispute.dispute;

import org.jspecify.annotations.NullMarked;
