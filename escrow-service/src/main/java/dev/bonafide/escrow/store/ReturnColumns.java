package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.ReturnState;
import dev.bonafide.escrow.order.ReturnState.Arrived;
import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.OnTheWay;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.terms.ReturnWindows;
import dev.bonafide.kit.money.Money;
import java.time.Duration;

/** The columns of a return without a reason. */
final class ReturnColumns {
    private enum Progress {
        AWAITED,
        ON_THE_WAY,
        ARRIVED,
        OVER
    }

    private ReturnColumns() {}

    static Returning read(Agreement agreement, Inspection before, OrderRow row) {
        return new Returning(agreement, row.paymentId, row.returnId, before, row.returnSince, state(row));
    }

    private static ReturnState state(OrderRow row) {
        return switch (Progress.valueOf(row.returnProgress)) {
            case AWAITED -> new Awaited(row.returnDueAt);
            case ON_THE_WAY -> new OnTheWay(row.returnDueAt);
            case ARRIVED -> new Arrived(row.returnDueAt);
            case OVER ->
                new Over(new Retained(
                        Money.of(row.returnKeptMinor, row.currency), Money.of(row.returnFreightMinor, row.currency)));
        };
    }

    static void write(Returning order, OrderRow row) {
        row.returnId = order.returnId();
        row.returnSince = order.since();
        row.returnDueAt = order.dueAt();
        row.returnKeptMinor = null;
        row.returnFreightMinor = null;
        switch (order.state()) {
            case Awaited _ -> row.returnProgress = Progress.AWAITED.name();
            case OnTheWay _ -> row.returnProgress = Progress.ON_THE_WAY.name();
            case Arrived _ -> row.returnProgress = Progress.ARRIVED.name();
            case Over(var retained) -> {
                row.returnProgress = Progress.OVER.name();
                row.returnKeptMinor = retained.bySeller().amountMinor();
                row.returnFreightMinor = retained.freight().amountMinor();
            }
        }
    }

    static ReturnWindows windows(OrderRow row) {
        return new ReturnWindows(
                Duration.ofSeconds(row.returnDispatchWithinSeconds),
                Duration.ofSeconds(row.returnArriveWithinSeconds),
                Duration.ofSeconds(row.returnRefundWithinSeconds));
    }

    static void write(ReturnWindows windows, OrderRow row) {
        row.returnDispatchWithinSeconds = windows.dispatchWithin().toSeconds();
        row.returnArriveWithinSeconds = windows.arriveWithin().toSeconds();
        row.returnRefundWithinSeconds = windows.refundWithin().toSeconds();
    }
}
