package dev.bonafide.escrow.ledger;

import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.UUID;

/** Occurrences to test with. */
public final class LedgerSamples {
    private static final long WHOLE = 300_000;

    private LedgerSamples() {}

    /** An occurrence in which every part of the fact is something, and the pieces add up to the whole. */
    public static Occurrence occurrence(Fact fact, UUID order, UUID seller, UUID subject) {
        var parts = new EnumMap<Part, Money>(Part.class);
        var pieces = EnumSet.copyOf(fact.parts());
        pieces.remove(Part.TOTAL);
        pieces.forEach(piece -> parts.put(piece, Money.cny(100 + piece.ordinal())));
        var whole = parts.values().stream().mapToLong(Money::amountMinor).sum();
        parts.put(Part.TOTAL, Money.cny(whole == 0 ? WHOLE : whole));
        return new Occurrence(fact, order, seller, subject, parts);
    }
}
