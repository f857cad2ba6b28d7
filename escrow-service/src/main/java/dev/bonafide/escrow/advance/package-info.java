/** Buyers compensated at once from a pool: whether it may pay, and what it has paid. */
@NullMarked
package dev.bonafide.escrow.advance;

import org.jspecify.annotations.NullMarked;
