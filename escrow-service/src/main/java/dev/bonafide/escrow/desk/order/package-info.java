/** Orders from placing to their end: lock, decide, save, book and say what follows, in the caller's transaction. */
@NullMarked
package dev.bonafide.escrow.desk.order;

import org.jspecify.annotations.NullMarked;
