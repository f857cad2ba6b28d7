package dev.bonafide.escrow.order;

import dev.bonafide.escrow.settlement.Legs;

/** Who is to have the money of a disputed order. */
public sealed interface Ruling {

    /** The buyer, all of it. */
    record ForBuyer() implements Ruling {}

    /** The seller, as if the sale had succeeded. */
    record ForSeller() implements Ruling {}

    /** Each side some of it; the legs sum to what is held. */
    record Split(Legs legs) implements Ruling {}
}
