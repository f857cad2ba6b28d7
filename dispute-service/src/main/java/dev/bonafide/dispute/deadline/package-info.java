/** Time speaking: nobody took the case, no money came. */
@NullMarked
package dev.bonafide.dispute.deadline;

import org.jspecify.annotations.NullMarked;
