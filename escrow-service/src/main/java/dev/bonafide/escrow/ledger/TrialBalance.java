package dev.bonafide.escrow.ledger;

import java.util.List;

/**
 * The sums of the whole ledger. Debits equal credits in each currency at every moment; anything else is an alarm.
 *
 * @param lines one per currency and kind of account
 * @param currencies one per currency
 */
public record TrialBalance(List<Line> lines, List<CurrencyTotal> currencies) {

    /** The accounts of one kind in one currency, in minor units. */
    public record Line(String currency, AccountKind kind, long debitMinor, long creditMinor) {

        /** Debits less credits: negative for what we owe. */
        public long balanceMinor() {
            return Math.subtractExact(debitMinor, creditMinor);
        }
    }

    /** All accounts in one currency, in minor units. */
    public record CurrencyTotal(String currency, long debitMinor, long creditMinor) {

        /** Debits less credits: zero, always. */
        public long differenceMinor() {
            return Math.subtractExact(debitMinor, creditMinor);
        }
    }

    /** Sums the lines by currency. */
    public static TrialBalance of(List<Line> lines) {
        var currencies = lines.stream()
                .map(Line::currency)
                .distinct()
                .sorted()
                .map(currency -> new CurrencyTotal(currency, sum(lines, currency, true), sum(lines, currency, false)))
                .toList();
        return new TrialBalance(List.copyOf(lines), currencies);
    }

    /** Whether debits equal credits in every currency. */
    public boolean isBalanced() {
        return currencies.stream().allMatch(total -> total.differenceMinor() == 0);
    }

    private static long sum(List<Line> lines, String currency, boolean debits) {
        return lines.stream()
                .filter(line -> line.currency().equals(currency))
                .mapToLong(line -> debits ? line.debitMinor() : line.creditMinor())
                .reduce(0, Math::addExact);
    }
}
