/** What must be true of the books, and what is found when it is not. Plain Java. */
@NullMarked
package dev.bonafide.escrow.audit;

import org.jspecify.annotations.NullMarked;
