package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * What its sales have brought the seller, of whom nobody knows anything: what waits, what is paid out, what is owed. Whatever it is
 * has come by the order the story is about, by one of its milestones, or by another sale.
 */
final class Earned {
    /** By the order, and no milestone of it. */
    static final int THE_ORDER = -1;
    /** By another sale, which nobody quarrels about. */
    static final int ANOTHER_SALE = -2;

    private static final Duration PAYABLE_AFTER = Duration.ofDays(14);
    /** A fifth is kept, for longer than any story waits for it. */
    private static final long KEPT = 5;

    private static final long LEAST = 100;

    private static final class Lot {
        /** A milestone by its number, or one of the two others. */
        final int by;

        final boolean kept;
        final Instant at;
        long left;

        Lot(int by, boolean kept, Instant at, long left) {
            this.by = by;
            this.kept = kept;
            this.at = at;
            this.left = left;
        }

        boolean isOfTheOrder() {
            return by != ANOTHER_SALE;
        }
    }

    private static final class Debt {
        /** Whether the compensation pool has it once it is repaid. */
        final boolean toThePool;

        long open;
        final Instant since;
        /** What was repaid of it. */
        long taken;

        Debt(boolean toThePool, long open, Instant since) {
            this.toThePool = toThePool;
            this.since = since;
            this.open = open;
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

    /** Whether nothing keeps where it is what has come by that. */
    private final IntPredicate free;

    private final List<Lot> lots = new ArrayList<>();
    /** The oldest first. */
    private final List<Debt> debts = new ArrayList<>();

    private final List<Payout> payouts = new ArrayList<>();
    /** What the order has brought, less what was taken back of it or is owed for it. */
    long brought;

    Earned(IntPredicate free) {
        this.free = free;
    }

    void earn(int by, long amount, Instant now) {
        var kept = (amount + KEPT - 1) / KEPT;
        brought += by == ANOTHER_SALE ? 0 : amount;
        lots.add(new Lot(by, false, now.plus(PAYABLE_AFTER), amount - kept));
        lots.add(new Lot(by, true, now, kept));
    }

    /** The platform makes up to the seller for what the order had not brought; nothing of it is kept. */
    void makeUp(long amount, Instant now) {
        brought += amount;
        lots.add(new Lot(THE_ORDER, false, now.plus(PAYABLE_AFTER), amount));
    }

    /** What is there of it. */
    long left() {
        return lots.stream().mapToLong(lot -> lot.left).sum();
    }

    /** What is there of what the order has brought. */
    long leftOfTheOrder() {
        return lots.stream()
                .filter(Lot::isOfTheOrder)
                .mapToLong(lot -> lot.left)
                .sum();
    }

    long owed() {
        return debts.stream().mapToLong(debt -> debt.open).sum();
    }

    long owedToThePool() {
        return debts.stream()
                .filter(debt -> debt.toThePool)
                .mapToLong(debt -> debt.open)
                .sum();
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
        return due(now).anyMatch(lot -> lot.left > 0);
    }

    /** A release is taken back, whole. */
    void takeBack() {
        brought -= leftOfTheOrder();
        lots.removeIf(Lot::isOfTheOrder);
    }

    /** So much is the buyer's again: from what the order has brought, from what else the seller has, and the rest is owed. */
    void takeFor(long amount, Instant now) {
        var rest = amount - use(amount, lots.stream().filter(Lot::isOfTheOrder));
        rest -= use(rest, lots.stream().filter(lot -> !lot.isOfTheOrder()));
        owe(false, rest, now);
        brought -= amount;
    }

    /** The pool has paid the buyer so much in the seller's place. */
    void oweThePool(long amount, Instant now) {
        owe(true, amount, now);
        brought -= amount;
    }

    /** How many debts there have been. */
    int debts() {
        return debts.size();
    }

    /** The one that is owed longest, by its number; nothing may be owed for it but if nothing is at all. */
    int owedLongest() {
        for (int i = 0; i < debts.size(); i++) {
            if (debts.get(i).open > 0) {
                return i;
            }
        }
        return 0;
    }

    /** Whether the compensation pool has it once it is repaid. */
    boolean isToThePool(int debt) {
        return debts.get(debt).toThePool;
    }

    long owed(int debt) {
        return debts.get(debt).open;
    }

    Instant owedSince(int debt) {
        return debts.get(debt).since;
    }

    /** What was repaid of that one. */
    long taken(int debt) {
        return debts.get(debt).taken;
    }

    /** The seller owes no more of it; what was still owed. */
    long forgive(int debt) {
        var one = debts.get(debt);
        var open = one.open;
        one.open = 0;
        brought += open;
        return open;
    }

    private void owe(boolean toThePool, long amount, Instant now) {
        if (amount > 0) {
            debts.add(new Debt(toThePool, amount, now));
        }
    }

    /** What is owed is repaid from what is there, the oldest first. */
    void repay() {
        for (var debt : debts) {
            var repaid = use(debt.open, lots.stream().filter(lot -> free.test(lot.by)));
            debt.open -= repaid;
            debt.taken += repaid;
        }
    }

    /** From what is payable, and from what is kept only then. */
    private static long use(long wanted, Stream<Lot> from) {
        var left = wanted;
        for (var lot : from.sorted(Comparator.comparing((Lot one) -> one.kept).thenComparing(one -> one.at))
                .toList()) {
            var taken = Math.min(lot.left, left);
            lot.left -= taken;
            left -= taken;
        }
        return wanted - left;
    }

    private Stream<Lot> due(Instant now) {
        return lots.stream()
                .filter(lot -> !lot.kept && !now.isBefore(lot.at) && free.test(lot.by))
                .sorted(Comparator.comparing(lot -> lot.at));
    }

    /** Whether that much leaves for the bank, or all of it for 0. */
    boolean payOut(long asked, Instant now) {
        var due = due(now).toList();
        var available = due.stream().mapToLong(lot -> lot.left).sum();
        var left = asked == 0 ? available : asked;
        if (left > available || left < LEAST) {
            return false;
        }
        var payout = new Payout();
        for (var lot : due) {
            var used = Math.min(lot.left, left);
            payout.used.add(new Lot(lot.by, false, lot.at, used));
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
            payout.used.forEach(used -> lots.add(new Lot(used.by, false, used.at, used.left)));
        }
    }
}
