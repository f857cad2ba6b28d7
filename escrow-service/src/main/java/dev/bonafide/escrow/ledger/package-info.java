/** Held money in double entry: which business fact moves what between which accounts. */
@NullMarked
package dev.bonafide.escrow.ledger;

import org.jspecify.annotations.NullMarked;
