package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of debits and credits: of one entry, of many, or of a whole ledger. Not bounded, because a ledger grows. */
public final class Totals {
    private final SortedMap<String, Sides> byCurrency = new TreeMap<>();

    /** Both sides of one currency, in minor units. */
    public record Sides(BigInteger debitMinor, BigInteger creditMinor) {
        private static final Sides NOTHING = new Sides(BigInteger.ZERO, BigInteger.ZERO);

        private Sides plus(Sides other) {
            return new Sides(debitMinor.add(other.debitMinor), creditMinor.add(other.creditMinor));
        }

        /** Debits less credits. */
        public BigInteger difference() {
            return debitMinor.subtract(creditMinor);
        }
    }

    /** The sums of an entry's postings; postings that say no amount, currency or side are an {@link IllegalArgumentException}. */
    static Totals of(JsonNode entry) {
        var totals = new Totals();
        for (var posting : entry.path("postings")) {
            var amount = posting.path("amountMinor");
            if (!amount.isIntegralNumber() || amount.bigIntegerValue().signum() <= 0) {
                throw new IllegalArgumentException("a posting of " + amount);
            }
            var minor = amount.bigIntegerValue();
            var sides = switch (posting.path("side").asText()) {
                case "DEBIT" -> new Sides(minor, BigInteger.ZERO);
                case "CREDIT" -> new Sides(BigInteger.ZERO, minor);
                default -> throw new IllegalArgumentException("a posting on side " + posting.path("side"));
            };
            totals.add(posting.path("currency").asText(), sides);
        }
        return totals;
    }

    /** Whether debits equal credits in every currency, and there is something on both sides. */
    boolean balance() {
        return !byCurrency.isEmpty()
                && byCurrency.values().stream()
                        .allMatch(sides -> sides.difference().signum() == 0);
    }

    void add(Totals other) {
        other.byCurrency.forEach(this::add);
    }

    private void add(String currency, Sides sides) {
        byCurrency.merge(currency, sides, Sides::plus);
    }

    /** The sums, by currency. */
    public SortedMap<String, Sides> byCurrency() {
        return new TreeMap<>(byCurrency);
    }

    /** The sums of one currency; nothing on both sides where there is none. */
    public Sides of(String currency) {
        return byCurrency.getOrDefault(currency, Sides.NOTHING);
    }

    @Override
    public String toString() {
        return byCurrency.toString();
    }
}
