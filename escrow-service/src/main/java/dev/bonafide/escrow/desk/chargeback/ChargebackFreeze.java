package dev.bonafide.escrow.desk.chargeback;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.Chargeback.Frozen;
import dev.bonafide.escrow.chargeback.ChargebackRules;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.OrderFreezes;
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
 * under the chargeback's id, until the bank has decided; what the seller has earned, or will earn, is blocked. The order must be
 * locked throughout.
 */
@ApplicationScoped
class ChargebackFreeze {
    private final OrderDesk desk;
    private final Orders orders;
    private final Earnings earnings;
    private final Chargebacks chargebacks;
    private final OrderFreezes freezes;
    private final ParkedFacts parked;
    private final Clock clock;

    ChargebackFreeze(
            OrderDesk desk,
            Orders orders,
            Earnings earnings,
            Chargebacks chargebacks,
            OrderFreezes freezes,
            ParkedFacts parked,
            Clock clock) {
        this.desk = desk;
        this.orders = orders;
        this.earnings = earnings;
        this.chargebacks = chargebacks;
        this.freezes = freezes;
        this.parked = parked;
        this.clock = clock;
    }

    /** Freezes what can be frozen, and says what that was. */
    Uni<Frozen> freeze(Mutiny.Session session, Order order, UUID chargebackId) {
        var orderId = order.agreement().orderId();
        if (order instanceof Order.Disputed) {
            // Somebody else may give it to the seller before the bank has decided.
            return freezes.add(session, orderId, chargebackId, FrozenBy.BANK, clock.instant())
                    .chain(() -> earnings.block(session, orderId, chargebackId))
                    .replaceWith(Frozen.HELD);
        }
        return desk.carryOut(session, orderId, new Freeze(chargebackId, clock.instant(), FrozenBy.BANK))
                .chain(carried -> carried.decision() instanceof Decision.Moved
                        ? earnings.block(session, orderId, chargebackId).replaceWith(Frozen.HELD)
                        : block(session, order, chargebackId));
    }

    /** There is something to freeze that was not there before: the item was sent, or a release was taken back. */
    Uni<Void> freezeHeld(Mutiny.Session session, UUID orderId) {
        return chargebacks.openWithoutHold(session, orderId).chain(open -> {
            Uni<Void> frozen = Uni.createFrom().voidItem();
            for (var chargeback : open) {
                frozen = frozen.chain(() -> orders.find(session, orderId))
                        .map(stored -> Objects.requireNonNull(stored).order())
                        .chain(order -> isHeld(order)
                                ? freeze(session, order, chargeback)
                                        .chain(now -> chargebacks.freeze(session, chargeback, now))
                                : Uni.createFrom().voidItem());
            }
            return frozen;
        });
    }

    private static boolean isHeld(Order order) {
        return order instanceof Order.Shipped
                || order instanceof Order.Inspection
                || order instanceof Returning
                || order instanceof InMilestones
                || order instanceof Order.Disputed;
    }

    private Uni<Frozen> block(Mutiny.Session session, Order order, UUID chargebackId) {
        var orderId = order.agreement().orderId();
        if (ChargebackRules.released(order).isPositive()) {
            return earnings.block(session, orderId, chargebackId).replaceWith(Frozen.EARNINGS);
        }
        if (!(order instanceof Order.Cancellable)) {
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
                    ? rule(session, chargeback, disputed.dispute(), new Ruling.ForBuyer())
                    : desk.carryOut(
                                    session,
                                    chargeback.orderId(),
                                    new Freeze(chargeback.id(), clock.instant(), FrozenBy.BANK))
                            .chain(carried -> carried.decision() instanceof Decision.Moved
                                    ? rule(session, chargeback, chargeback.id(), new Ruling.ForBuyer())
                                    : Uni.createFrom().voidItem());
        });
    }

    /** An order that this case has frozen goes on from where it stood, unless somebody else freezes it too. */
    private Uni<Void> goOn(Mutiny.Session session, Chargeback chargeback) {
        return orders.find(session, chargeback.orderId()).chain(stored -> {
            var frozenByIt = Objects.requireNonNull(stored).order() instanceof Order.Disputed disputed
                    && disputed.dispute().equals(chargeback.id());
            return frozenByIt
                    ? desk.carryOut(session, chargeback.orderId(), new Resume(chargeback.id()))
                            .replaceWithVoid()
                    : freezes.end(session, chargeback.orderId(), chargeback.id(), clock.instant());
        });
    }

    private Uni<Void> rule(Mutiny.Session session, Chargeback chargeback, UUID dispute, Ruling ruling) {
        return desk.carryOut(session, chargeback.orderId(), new CarryOutRuling(dispute, chargeback.id(), ruling))
                .replaceWithVoid();
    }
}
