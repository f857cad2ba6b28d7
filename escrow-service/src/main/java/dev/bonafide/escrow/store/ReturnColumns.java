package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.LateReturn;
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
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a return without a reason. */
final class ReturnColumns {
    private enum Progress {
        AWAITED,
        ON_THE_WAY,
        ARRIVED,
        OVER,
        /** Only after a release: before it, the order has gone on. */
        NOT_SENT
    }

    private ReturnColumns() {}

    static Returning read(Agreement agreement, Inspection before, OrderRow row) {
        return new Returning(agreement, row.paymentId, row.returnId, before, row.returnSince, state(row));
    }

    /** The return of an order that had been released; null if there is none. */
    static @Nullable LateReturn late(OrderRow row) {
        if (!row.returnAfterRelease) {
            return null;
        }
        var sent = Progress.valueOf(row.returnProgress) != Progress.NOT_SENT;
        return new LateReturn(row.returnId, row.returnSince, sent ? state(row) : null);
    }

    private static ReturnState state(OrderRow row) {
        return switch (Progress.valueOf(row.returnProgress)) {
            case AWAITED -> new Awaited(row.returnDueAt);
            case ON_THE_WAY -> new OnTheWay(row.returnDueAt);
            case ARRIVED -> new Arrived(row.returnDueAt);
            case OVER ->
                new Over(new Retained(
                        Money.of(row.returnKeptMinor, row.currency), Money.of(row.returnFreightMinor, row.currency)));
            case NOT_SENT -> throw new IllegalStateException("A return that was not sent is at no state");
        };
    }

    static void write(Returning order, OrderRow row) {
        write(order.returnId(), order.since(), order.state(), row);
    }

    /** Writes the return of an order that had been released, or that there is none. */
    static void write(@Nullable LateReturn back, OrderRow row) {
        if (back != null) {
            row.returnAfterRelease = true;
            write(back.returnId(), back.since(), back.state(), row);
        } else if (row.returnAfterRelease) {
            row.returnAfterRelease = false;
            row.returnProgress = null;
        }
    }

    private static void write(UUID returnId, Instant since, @Nullable ReturnState state, OrderRow row) {
        row.returnId = returnId;
        row.returnSince = since;
        row.returnDueAt = state == null ? null : state.dueAt();
        row.returnKeptMinor = null;
        row.returnFreightMinor = null;
        row.returnProgress = switch (state) {
            case null -> Progress.NOT_SENT.name();
            case Awaited _ -> Progress.AWAITED.name();
            case OnTheWay _ -> Progress.ON_THE_WAY.name();
            case Arrived _ -> Progress.ARRIVED.name();
            case Over(var retained) -> {
                row.returnKeptMinor = retained.bySeller().amountMinor();
                row.returnFreightMinor = retained.freight().amountMinor();
                yield Progress.OVER.name();
            }
        };
    }

    static ReturnWindows windows(OrderRow row) {
        return new ReturnWindows(
                Duration.ofSeconds(row.returnAskWithinSeconds),
                Duration.ofSeconds(row.returnDispatchWithinSeconds),
                Duration.ofSeconds(row.returnArriveWithinSeconds),
                Duration.ofSeconds(row.returnRefundWithinSeconds));
    }

    static void write(ReturnWindows windows, OrderRow row) {
        row.returnAskWithinSeconds = windows.askWithin().toSeconds();
        row.returnDispatchWithinSeconds = windows.dispatchWithin().toSeconds();
        row.returnArriveWithinSeconds = windows.arriveWithin().toSeconds();
        row.returnRefundWithinSeconds = windows.refundWithin().toSeconds();
    }
}
