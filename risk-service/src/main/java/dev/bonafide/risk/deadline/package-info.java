/** Restrictions end when their time is over. */
@NullMarked
package dev.bonafide.risk.deadline;

import org.jspecify.annotations.NullMarked;
