package dev.bonafide.escrow.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Debits and credits by currency and kind of account: what was folded, or what was added up on a walk through everything.
 * Has a form as text, so that a walk can be continued by another process.
 */
public final class KindSums {
    private final SortedMap<String, Sides> sums = new TreeMap<>();

    private record Sides(long debitMinor, long creditMinor) {
        private static final Sides NOTHING = new Sides(0, 0);

        private Sides plus(Sides other) {
            return new Sides(
                    Math.addExact(debitMinor, other.debitMinor), Math.addExact(creditMinor, other.creditMinor));
        }

        @Override
        public String toString() {
            return debitMinor + " " + creditMinor;
        }
    }

    /** Reads what {@link #text()} wrote. */
    public static KindSums parse(String text) {
        var sums = new KindSums();
        text.lines()
                .map(line -> line.split(" ", -1))
                .forEach(word -> sums.add(word[0], word[1], Long.parseLong(word[2]), Long.parseLong(word[3])));
        return sums;
    }

    /** Adds what the accounts of one kind come to. */
    public void add(String currency, String kind, long debitMinor, long creditMinor) {
        sums.merge(currency + " " + kind, new Sides(debitMinor, creditMinor), Sides::plus);
    }

    /** Adds all of another. */
    public KindSums plus(KindSums other) {
        other.sums.forEach((name, sides) -> sums.merge(name, sides, Sides::plus));
        return this;
    }

    /** A line per currency and kind. */
    public String text() {
        return sums.entrySet().stream()
                .map(sum -> sum.getKey() + " " + sum.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** What was folded and is not what was added up here. */
    List<LedgerFinding> compare(KindSums folded) {
        var names = new TreeMap<String, Sides>(sums);
        names.putAll(folded.sums);
        var findings = new ArrayList<LedgerFinding>();
        for (Map.Entry<String, Sides> name : names.entrySet()) {
            var summed = sums.getOrDefault(name.getKey(), Sides.NOTHING);
            var kept = folded.sums.getOrDefault(name.getKey(), Sides.NOTHING);
            if (!summed.equals(kept)) {
                var space = name.getKey().indexOf(' ');
                findings.add(LedgerFinding.sum(
                        name.getKey().substring(space + 1),
                        name.getKey().substring(0, space),
                        summed.toString(),
                        kept.toString()));
            }
        }
        return findings;
    }
}
