package dev.bonafide.escrow.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the buyer has paid for an order, what goes back of it, and by which way. */
abstract class Ways extends Standing {
    enum Paying {
        PENDING,
        DECLINED,
        KEPT,
        GIVEN_BACK
    }

    final List<Paying> payments = new ArrayList<>();
    /** What each of them was asked for, or has brought. */
    final List<Long> amounts = new ArrayList<>();

    /** What banks have left the buyer of each, beside refunds. */
    final Map<Integer, Long> chargedBack = new HashMap<>();

    final List<Refund> refunds = new ArrayList<>();
    boolean wereRefundsReturned;
    boolean wereRefundsHadTwice;
    /** By payment, in the order in which they came. */
    final Map<Integer, Case> cases = new LinkedHashMap<>();

    Ways(Story.Item item) {
        super(item);
    }

    final boolean isPaying() {
        return pending() >= 0;
    }

    /** The first payment of which nobody knows yet what became of it; -1 if there is none. */
    final int pending() {
        return payments.indexOf(Paying.PENDING);
    }

    /** To the payments that have paid for the order, the newest first, to each what is left of it. */
    final void giveBack(long amount) {
        if (amount > 0) {
            say("RefundIssued");
        }
        var left = amount;
        for (int i = payments.size() - 1; i >= 0 && left > 0; i--) {
            var part = Math.min(left, room(i));
            add(part, i);
            left -= part;
        }
        if (left > 0) {
            throw new IllegalStateException("Paid " + left + " less than is to go back");
        }
    }

    /** What is left of a payment for the order: not on its way back, nor left to the buyer by a bank. */
    final long room(int payment) {
        return payments.get(payment) == Paying.KEPT ? Math.max(0, amounts.get(payment) - gone(payment)) : 0;
    }

    /** What refunds and banks together have given of it, or will, beyond what has come. */
    final long beyond(int payment) {
        return Math.max(0, gone(payment) - amounts.get(payment));
    }

    private long gone(int payment) {
        return chargedBack.getOrDefault(payment, 0L)
                + refunds.stream()
                        .filter(one -> one.payment == payment)
                        .mapToLong(one -> one.amount)
                        .sum();
    }

    /** What may still go back by the way it came. */
    final long room() {
        return IntStream.range(0, payments.size()).mapToLong(this::room).sum();
    }

    /** All of one that the order could not use. */
    final void giveBack(long amount, int payment) {
        say("RefundIssued");
        add(amount, payment);
    }

    /** While a bank has the money, only one of the two gives it to the buyer. */
    private void add(long amount, int payment) {
        if (amount > 0) {
            var one = cases.get(payment);
            refunds.add(new Refund(amount, payment, one != null && one.open));
        }
    }
}
