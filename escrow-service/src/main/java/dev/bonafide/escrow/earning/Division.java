package dev.bonafide.escrow.earning;

import dev.bonafide.escrow.earning.EarningPolicy.Conditions;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import java.util.EnumMap;

/** Divides what a sale brings its seller into what may be paid out and what is kept for a time. */
public final class Division {
    private Division() {}

    /** Whether the fact brings a seller the share of a sale. */
    public static boolean isOfASale(Occurrence occurrence) {
        var fact = occurrence.fact();
        return (fact == Fact.RELEASED || fact == Fact.SPLIT)
                && occurrence.part(Part.SELLER).isPositive();
    }

    /** The same occurrence with the seller's share divided. Refuses one that somebody has divided already. */
    public static Occurrence divide(Occurrence occurrence, Conditions conditions) {
        if (occurrence.part(Part.RESERVE).isPositive()) {
            throw new IllegalArgumentException(occurrence.fact() + " comes divided: " + occurrence.parts());
        }
        var share = occurrence.part(Part.SELLER);
        var reserve = conditions.reserveOf(share);
        var parts = new EnumMap<>(occurrence.parts());
        parts.put(Part.SELLER, share.minus(reserve));
        parts.put(Part.RESERVE, reserve);
        return new Occurrence(
                occurrence.fact(), occurrence.orderId(), occurrence.sellerId(), occurrence.subject(), parts);
    }

    /** A release that is taken back, divided as what it has brought is there. Refuses one of which something has gone. */
    public static Occurrence takeBack(Occurrence occurrence, Cover.Sources sources) {
        var share = occurrence.part(Part.SELLER);
        if (!sources.ofTheOrder().equals(share)) {
            throw new IllegalStateException("Of " + share + " that order " + occurrence.orderId() + " has brought "
                    + sources.ofTheOrder() + " is left: its release cannot be taken back");
        }
        var parts = new EnumMap<>(occurrence.parts());
        parts.put(Part.SELLER, sources.payableOfTheOrder());
        parts.put(Part.RESERVE, sources.reserveOfTheOrder());
        return new Occurrence(
                occurrence.fact(), occurrence.orderId(), occurrence.sellerId(), occurrence.subject(), parts);
    }
}
