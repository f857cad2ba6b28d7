package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.FrozenV1;
import dev.bonafide.escrow.events.said.OrderEvent.ResumedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReturnEndedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReturnStartedV1;
import dev.bonafide.escrow.order.LateReturn;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said when something becomes of an order that was released: a dispute claims it, or the item goes back all the same. */
final class ReleasedSteps {
    private ReleasedSteps() {}

    /** What follows from a step of a released order. The money moves by entries of its own, when a ruling or the item has decided. */
    static Consequences of(Released from, Released to, Instant now) {
        var said = new ArrayList<OrderEvent>();
        var a = to.agreement();
        var claim = to.standstill();
        var before = from.standstill();
        if (claim != null && !claim.cause().equals(cause(before))) {
            said.add(new FrozenV1(
                    a.orderId(),
                    claim.cause(),
                    a.buyerId(),
                    a.sellerId(),
                    null,
                    FrozenV1.Source.AFTER_RELEASE,
                    null,
                    Money.zero(a.terms().price().currency()),
                    now));
        }
        if (before != null && to.claim() == null) {
            said.add(new ResumedV1(
                    a.orderId(),
                    a.listingId(),
                    a.buyerId(),
                    a.sellerId(),
                    before.cause(),
                    null,
                    to.stage().name(),
                    now));
        }
        var back = to.back();
        if (back != null && back.isUnderWay() && !isUnderWay(from.back())) {
            said.add(new ReturnStartedV1(
                    a.orderId(),
                    a.listingId(),
                    a.buyerId(),
                    a.sellerId(),
                    back.returnId(),
                    back.since(),
                    back.dueAt(),
                    now));
        }
        if (back != null && back.state() == null && isUnderWay(from.back())) {
            said.add(new ReturnEndedV1(
                    a.orderId(),
                    a.listingId(),
                    a.buyerId(),
                    a.sellerId(),
                    back.returnId(),
                    to.stage().name(),
                    now));
        }
        return new Consequences(List.copyOf(said), List.of(), null);
    }

    private static @Nullable UUID cause(@Nullable Standstill freeze) {
        return freeze == null ? null : freeze.cause();
    }

    private static boolean isUnderWay(@Nullable LateReturn back) {
        return back != null && back.isUnderWay();
    }
}
