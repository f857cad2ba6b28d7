package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the order has brought its seller, of whom nobody knows anything: what waits, what is paid out, what is owed. */
final class Earned {
    private static final Duration PAYABLE_AFTER = Duration.ofDays(14);
    /** A fifth is kept, for longer than any story waits for it. */
    private static final long KEPT = 5;

    private static final long LEAST = 100;

    private static final class Lot {
        final boolean kept;
        final Instant at;
        long left;

        Lot(boolean kept, Instant at, long left) {
            this.kept = kept;
            this.at = at;
            this.left = left;
        }
    }

    /** How far a payout is. Nobody knows what became of one until the provider says so. */
    enum Outcome {
        UNKNOWN,
        PAID,
        FAILED
    }

    private static final class Payout {
        final List<Lot> used = new ArrayList<>();
        Outcome outcome = Outcome.UNKNOWN;

        long amount() {
            return used.stream().mapToLong(lot -> lot.left).sum();
        }
    }

    private final List<Lot> lots = new ArrayList<>();
    private final List<Payout> payouts = new ArrayList<>();
    long owed;
    /** What the order has brought, less what was taken back of it. */
    long brought;

    void earn(long amount, Instant now) {
        var kept = (amount + KEPT - 1) / KEPT;
        brought += amount;
        lots.add(new Lot(false, now.plus(PAYABLE_AFTER), amount - kept));
        lots.add(new Lot(true, now, kept));
    }

    /** What is there of it. */
    long left() {
        return lots.stream().mapToLong(lot -> lot.left).sum();
    }

    long inTransit() {
        return payouts.stream()
                .filter(payout -> payout.outcome == Outcome.UNKNOWN)
                .mapToLong(Payout::amount)
                .sum();
    }

    int payouts() {
        return payouts.size();
    }

    Outcome outcome(int payout) {
        return payouts.get(payout).outcome;
    }

    long amount(int payout) {
        return payouts.get(payout).amount();
    }

    /** The payout of which nobody knows yet what became of it; -1 if there is none. */
    int unknown() {
        for (int i = 0; i < payouts.size(); i++) {
            if (payouts.get(i).outcome == Outcome.UNKNOWN) {
                return i;
            }
        }
        return -1;
    }

    /** Whether some of it may be paid out by then. */
    boolean isDue(Instant now) {
        return lots.stream().anyMatch(lot -> !lot.kept && lot.left > 0 && !now.isBefore(lot.at));
    }

    /** A release is taken back, whole. */
    void takeBack() {
        lots.clear();
        brought = 0;
    }

    /** So much is the buyer's again: from what is payable, from what is kept, and the rest is owed. */
    void takeFor(long amount) {
        owed += amount - use(amount);
        brought -= amount;
    }

    /** What is owed is repaid from what is there. */
    void repay() {
        owed -= use(owed);
    }

    private long use(long wanted) {
        lots.sort(Comparator.comparing(lot -> lot.kept));
        var left = wanted;
        for (var lot : lots) {
            var taken = Math.min(lot.left, left);
            lot.left -= taken;
            left -= taken;
        }
        return wanted - left;
    }

    /** Whether that much leaves for the bank, or all of it for 0. */
    boolean payOut(long asked, Instant now) {
        var due = lots.stream()
                .filter(lot -> !lot.kept && !now.isBefore(lot.at))
                .sorted(Comparator.comparing(lot -> lot.at))
                .toList();
        var available = due.stream().mapToLong(lot -> lot.left).sum();
        var left = asked == 0 ? available : asked;
        if (left > available || left < LEAST) {
            return false;
        }
        var payout = new Payout();
        for (var lot : due) {
            var used = Math.min(lot.left, left);
            payout.used.add(new Lot(false, lot.at, used));
            lot.left -= used;
            left -= used;
        }
        payouts.add(payout);
        return true;
    }

    /** What the provider says of it; what did not arrive is the seller's as before. */
    void hear(int number, Outcome outcome) {
        var payout = payouts.get(number);
        payout.outcome = outcome;
        if (outcome == Outcome.FAILED) {
            payout.used.forEach(used -> lots.add(new Lot(false, used.at, used.left)));
        }
    }
}
