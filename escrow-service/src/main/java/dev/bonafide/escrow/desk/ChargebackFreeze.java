package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.Chargeback.Frozen;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.order.Stage;
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
 * What keeps the money of a sale from moving while a bank has not decided. What is held is frozen as by a dispute, under the
 * chargeback's id: no acceptance and no deadline moves it, and the bank's decision is its ruling. What the seller has earned
 * already does not leave. The order must be locked.
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
        var orderId = order.agreement().orderId();
        if (order instanceof Order.Disputed) {
            return frozen(Frozen.HELD);
        }
        return desk.carryOut(session, orderId, new Freeze(chargebackId, clock.instant()))
                .chain(carried -> carried.decision() instanceof Decision.Moved
                        ? frozen(Frozen.HELD)
                        : notFrozen(session, order, chargebackId));
    }

    /** The bank has decided for us: the sale goes on. */
    Uni<Void> lift(Mutiny.Session session, Chargeback chargeback) {
        return ofFrozenByIt(session, chargeback)
                .chain(frozenByIt -> !frozenByIt
                        ? Uni.createFrom().voidItem()
                        : chargebacks.sale(session, chargeback.orderId()).chain(sale -> {
                            if (sale.deliveredAt() == null) {
                                return parked.park(
                                        session,
                                        "chargeback",
                                        chargeback.id(),
                                        chargeback.orderId(),
                                        "CHARGEBACK_WON_NOT_DELIVERED",
                                        "The bank has decided for us, and the carrier has reported no delivery");
                            }
                            return rule(session, chargeback, chargeback.id(), Ruling.FOR_SELLER);
                        }));
    }

    /** The earnings of the sale may leave again, as far as this chargeback kept them. */
    Uni<Void> unblock(Mutiny.Session session, Chargeback chargeback) {
        return chargeback.frozen() == Frozen.EARNINGS
                ? earnings.unblock(session, chargeback.orderId(), chargeback.id())
                : Uni.createFrom().voidItem();
    }

    /**
     * The bank has decided for the buyer. What is held in full for the order becomes a refund that waits, so that the
     * bank's decision settles it.
     */
    Uni<Void> giveUp(Mutiny.Session session, Chargeback chargeback) {
        return orders.find(session, chargeback.orderId()).chain(stored -> {
            var order = Objects.requireNonNull(stored).order();
            if (!chargeback.amount().equals(order.agreement().terms().total())) {
                return lift(session, chargeback);
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

    private Uni<Void> rule(Mutiny.Session session, Chargeback chargeback, UUID dispute, Ruling ruling) {
        return desk.carryOut(session, chargeback.orderId(), new CarryOutRuling(dispute, chargeback.id(), ruling))
                .replaceWithVoid();
    }

    private Uni<Boolean> ofFrozenByIt(Mutiny.Session session, Chargeback chargeback) {
        return orders.find(session, chargeback.orderId())
                .map(stored -> Objects.requireNonNull(stored).order() instanceof Order.Disputed disputed
                        && disputed.dispute().equals(chargeback.id()));
    }

    private Uni<Frozen> notFrozen(Mutiny.Session session, Order order, UUID chargebackId) {
        var orderId = order.agreement().orderId();
        if (order.stage() == Stage.RELEASED) {
            return earnings.block(session, orderId, chargebackId).replaceWith(Frozen.EARNINGS);
        }
        if (order.stage() != Stage.FUNDED) {
            return frozen(Frozen.NOTHING);
        }
        // The seller may be about to send the item: somebody has to speak to them.
        return parked.park(
                        session,
                        "chargeback",
                        chargebackId,
                        orderId,
                        "CHARGEBACK_BEFORE_SHIPPING",
                        "The payment was pulled back while the item has not been sent")
                .replaceWith(Frozen.NOTHING);
    }

    private static Uni<Frozen> frozen(Frozen frozen) {
        return Uni.createFrom().item(frozen);
    }
}
