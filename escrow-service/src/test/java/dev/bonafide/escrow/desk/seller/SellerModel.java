package dev.bonafide.escrow.desk.seller;

import static java.util.Objects.requireNonNull;

import dev.bonafide.escrow.earning.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a seller must have after a history, worked out again from the words of the rules, in plain numbers. */
final class SellerModel {
    /** A lot; {@code number} is its place among those made at the same time. */
    private static final class Lot {
        final UUID order;
        final boolean reserve;
        final Instant availableAt;
        final long number;
        long open;

        Lot(UUID order, boolean reserve, Instant availableAt, long number, long open) {
            this.order = order;
            this.reserve = reserve;
            this.availableAt = availableAt;
            this.number = number;
            this.open = open;
        }
    }

    private static final Comparator<Lot> IN_ORDER =
            Comparator.comparing((Lot lot) -> lot.availableAt).thenComparing(lot -> lot.number);

    private final List<Lot> lots = new ArrayList<>();
    private final Deque<long[]> debts = new ArrayDeque<>();
    private final Set<UUID> blocked = new HashSet<>();
    private final Map<UUID, List<Lot>> payouts = new HashMap<>();
    private long made;
    private long inTransit;

    void earn(UUID order, long share, long reserveBasisPoints, Instant payableAt, Instant reserveUntil) {
        var kept = Math.ceilDiv(share * reserveBasisPoints, 10_000);
        add(order, false, payableAt, share - kept);
        add(order, true, reserveUntil, kept);
        recover();
    }

    void returnReserves(Instant now) {
        for (var lot : lots.stream().sorted(IN_ORDER).toList()) {
            if (lot.reserve && lot.open > 0 && !lot.availableAt.isAfter(now)) {
                var back = lot.open;
                lot.open = 0;
                add(lot.order, false, now, back);
                recover();
            }
        }
    }

    long available(Instant now) {
        return sum(lot -> !lot.reserve && !lot.availableAt.isAfter(now) && isFree(lot));
    }

    void payOut(UUID payout, long amount, Instant now) {
        var used = take(amount, lot -> !lot.reserve && !lot.availableAt.isAfter(now) && isFree(lot), null);
        payouts.put(payout, used);
        inTransit += amount;
    }

    void settle(UUID payout) {
        inTransit -= total(requireNonNull(payouts.remove(payout)));
    }

    void fail(UUID payout) {
        var used = requireNonNull(payouts.remove(payout));
        inTransit -= total(used);
        used.forEach(lot -> add(lot.order, false, lot.availableAt, lot.open));
        recover();
    }

    /** Returns what is taken from the payable, from the reserve, and what is owed. */
    long[] claim(UUID order, long amount) {
        var ownPayable = Math.min(amount, sum(lot -> !lot.reserve && lot.order.equals(order)));
        var ownReserve = Math.min(amount - ownPayable, sum(lot -> lot.reserve && lot.order.equals(order)));
        var left = amount - ownPayable - ownReserve;
        var payable = Math.min(left, sum(lot -> !lot.reserve && !lot.order.equals(order) && isFree(lot)));
        var reserve = Math.min(left - payable, sum(lot -> lot.reserve && !lot.order.equals(order) && isFree(lot)));
        take(ownPayable + payable, lot -> !lot.reserve && (lot.order.equals(order) || isFree(lot)), order);
        take(ownReserve + reserve, lot -> lot.reserve && (lot.order.equals(order) || isFree(lot)), order);
        var owed = left - payable - reserve;
        if (owed > 0) {
            debts.add(new long[] {owed});
        }
        return new long[] {ownPayable + payable, ownReserve + reserve, owed};
    }

    void owe(long amount) {
        debts.add(new long[] {amount});
        recover();
    }

    void block(UUID order) {
        blocked.add(order);
    }

    void unblock(UUID order) {
        blocked.remove(order);
        recover();
    }

    long owed() {
        return debts.stream().mapToLong(debt -> debt[0]).sum();
    }

    Statement.Position position() {
        return new Statement.Position(sum(lot -> !lot.reserve), sum(lot -> lot.reserve), inTransit, owed());
    }

    private void recover() {
        var payable = Math.min(owed(), sum(lot -> !lot.reserve && isFree(lot)));
        var reserve = Math.min(owed() - payable, sum(lot -> lot.reserve && isFree(lot)));
        take(payable, lot -> !lot.reserve && isFree(lot), null);
        take(reserve, lot -> lot.reserve && isFree(lot), null);
        var left = payable + reserve;
        while (left > 0) {
            var oldest = debts.getFirst();
            var repaid = Math.min(left, oldest[0]);
            oldest[0] -= repaid;
            left -= repaid;
            if (oldest[0] == 0) {
                debts.removeFirst();
            }
        }
    }

    private void add(UUID order, boolean reserve, Instant availableAt, long amount) {
        if (amount > 0) {
            lots.add(new Lot(order, reserve, availableAt, made++, amount));
        }
    }

    private List<Lot> take(long amount, Predicate<Lot> which, @Nullable UUID first) {
        var taken = new ArrayList<Lot>();
        var left = amount;
        var chosen = lots.stream()
                .filter(lot -> lot.open > 0)
                .filter(which)
                .sorted(Comparator.comparing((Lot lot) -> !lot.order.equals(first))
                        .thenComparing(IN_ORDER))
                .toList();
        for (var lot : chosen) {
            var part = Math.min(left, lot.open);
            if (part > 0) {
                lot.open -= part;
                left -= part;
                taken.add(new Lot(lot.order, lot.reserve, lot.availableAt, lot.number, part));
            }
        }
        if (left != 0) {
            throw new AssertionError("The model lacks " + left);
        }
        return taken;
    }

    private boolean isFree(Lot lot) {
        return !blocked.contains(lot.order);
    }

    private long sum(Predicate<Lot> which) {
        return lots.stream().filter(which).mapToLong(lot -> lot.open).sum();
    }

    private static long total(List<Lot> lots) {
        return lots.stream().mapToLong(lot -> lot.open).sum();
    }
}
