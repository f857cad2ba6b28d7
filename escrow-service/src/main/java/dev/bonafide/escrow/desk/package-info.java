/** Use cases: lock, decide, save, book and append to the outbox, all in the caller's transaction. */
@NullMarked
package dev.bonafide.escrow.desk;

import org.jspecify.annotations.NullMarked;
