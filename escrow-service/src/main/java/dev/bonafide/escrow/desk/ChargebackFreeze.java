package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.Chargeback.Frozen;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.ParkedFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What keeps the money of a sale from moving while a bank has not decided. An order that holds it is frozen as by a dispute,
 * under the chargeback's id, and the bank's decision is its ruling; what the seller has earned, or will earn, is blocked. The
 * order must be locked throughout.
 */
@ApplicationScoped
class ChargebackFreeze {
    private final OrderDesk desk;
    private final Orders orders;
    private final Earnings earnings;
    private final Chargebacks chargebacks;
    private final ParkedFacts parked;
    private final Clock clock;

    ChargebackFreeze(
            OrderDesk desk,
            Orders orders,
            Earnings earnings,
            Chargebacks chargebacks,
            ParkedFacts parked,
            Clock clock) {
        this.desk = desk;
        this.orders = orders;
        this.earnings = earnings;
        this.chargebacks = chargebacks;
        this.parked = parked;
        this.clock = clock;
    }

    /** Freezes what can be frozen, and says what that was. */
    Uni<Frozen> freeze(Mutiny.Session session, Order order, UUID chargebackId) {
        if (order instanceof Order.Disputed) {
            return Uni.createFrom().item(Frozen.HELD);
        }
        var orderId = order.agreement().orderId();
        return desk.carryOut(session, orderId, new Freeze(chargebackId, clock.instant()))
                .chain(carried -> carried.decision() instanceof Decision.Moved
                        ? Uni.createFrom().item(Frozen.HELD)
                        : block(session, order, chargebackId));
    }

    private Uni<Frozen> block(Mutiny.Session session, Order order, UUID chargebackId) {
        var orderId = order.agreement().orderId();
        if (order instanceof Order.Released) {
            return earnings.block(session, orderId, chargebackId).replaceWith(Frozen.EARNINGS);
        }
        if (!(order instanceof Order.Funded)) {
            return Uni.createFrom().item(Frozen.NOTHING);
        }
        // The seller may be about to send the item: somebody has to speak to them.
        return earnings.block(session, orderId, chargebackId)
                .chain(() -> parked.park(
                        session,
                        "chargeback",
                        chargebackId,
                        orderId,
                        "CHARGEBACK_BEFORE_SHIPPING",
                        "The payment was pulled back while the item has not been sent"))
                .replaceWith(Frozen.EARNINGS);
    }

    /** The bank has decided for us: the sale goes on. */
    Uni<Void> lift(Mutiny.Session session, Chargeback chargeback) {
        return goOn(session, chargeback).chain(() -> unblock(session, chargeback));
    }

    /** What the seller earns by the sale is theirs again. */
    Uni<Void> unblock(Mutiny.Session session, Chargeback chargeback) {
        return earnings.unblock(session, chargeback.orderId(), chargeback.id());
    }

    /**
     * The bank has decided for the buyer. What is held in full for the order becomes a refund that waits, so that the
     * bank's decision settles it.
     */
    Uni<Void> giveUp(Mutiny.Session session, Chargeback chargeback) {
        return orders.find(session, chargeback.orderId()).chain(stored -> {
            var order = Objects.requireNonNull(stored).order();
            if (!chargeback.amount().equals(order.agreement().terms().total())) {
                return goOn(session, chargeback);
            }
            // The buyer has all of it: whoever holds the money by now, there is nothing left to rule about.
            return order instanceof Order.Disputed disputed
                    ? rule(session, chargeback, disputed.dispute(), Ruling.FOR_BUYER)
                    : desk.carryOut(session, chargeback.orderId(), new Freeze(chargeback.id(), clock.instant()))
                            .chain(carried -> carried.decision() instanceof Decision.Moved
                                    ? rule(session, chargeback, chargeback.id(), Ruling.FOR_BUYER)
                                    : Uni.createFrom().voidItem());
        });
    }

    /** An order that this case has frozen goes on: to its end, if the parcel was delivered. */
    private Uni<Void> goOn(Mutiny.Session session, Chargeback chargeback) {
        return orders.find(session, chargeback.orderId()).chain(stored -> {
            var frozenByIt = Objects.requireNonNull(stored).order() instanceof Order.Disputed disputed
                    && disputed.dispute().equals(chargeback.id());
            return frozenByIt
                    ? chargebacks
                            .sale(session, chargeback.orderId())
                            .chain(sale -> sale.deliveredAt() == null
                                    ? notDelivered(session, chargeback)
                                    : rule(session, chargeback, chargeback.id(), Ruling.FOR_SELLER))
                    : Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> notDelivered(Mutiny.Session session, Chargeback chargeback) {
        return parked.park(
                session,
                "chargeback",
                chargeback.id(),
                chargeback.orderId(),
                "CHARGEBACK_OVER_NOT_DELIVERED",
                "The bank has decided, the order is frozen, and the carrier has reported no delivery");
    }

    private Uni<Void> rule(Mutiny.Session session, Chargeback chargeback, UUID dispute, Ruling ruling) {
        return desk.carryOut(session, chargeback.orderId(), new CarryOutRuling(dispute, chargeback.id(), ruling))
                .replaceWithVoid();
    }
}
