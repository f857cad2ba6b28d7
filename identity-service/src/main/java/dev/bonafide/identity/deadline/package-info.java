/** Time speaking: codes that expire, locks that open, questions to ask again, scores that drift. */
@NullMarked
package dev.bonafide.identity.deadline;

import org.jspecify.annotations.NullMarked;
