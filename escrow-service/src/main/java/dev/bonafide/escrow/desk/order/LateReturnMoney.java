package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.desk.ruling.ClawBacks;
import dev.bonafide.escrow.desk.ruling.ClawBacks.Why;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.LateReturn;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.ruling.Correction;
import dev.bonafide.escrow.settlement.Hold;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The money of a sale whose item goes back when it is the seller's by now: it is not paid out while the item is on its way, and the
 * buyer has it from there once the item has come back, or is lost. The order must be locked.
 */
@ApplicationScoped
class LateReturnMoney {
    private final IndemnityKeeper indemnities;
    private final ClawBacks clawBacks;
    private final Earnings earnings;
    private final Clock clock;

    LateReturnMoney(IndemnityKeeper indemnities, ClawBacks clawBacks, Earnings earnings, Clock clock) {
        this.indemnities = indemnities;
        this.clawBacks = clawBacks;
        this.earnings = earnings;
        this.clock = clock;
    }

    /** Follows a step of the return; nothing if the order was not released, or somebody claims what was. */
    Uni<Void> follow(Mutiny.Session session, Carried carried) {
        return carried.decision() instanceof Moved moved
                        && moved.to() instanceof Released order
                        && order.back() instanceof LateReturn back
                ? follow(session, order, back)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> follow(Mutiny.Session session, Released order, LateReturn back) {
        var orderId = order.agreement().orderId();
        if (back.isUnderWay()) {
            return earnings.block(session, orderId, back.returnId());
        }
        if (order.claim() != null) {
            return Uni.createFrom().voidItem();
        }
        var paid = back.state() instanceof Over(var retained)
                ? pay(session, order, back.returnId(), retained)
                : Uni.createFrom().voidItem();
        return paid.chain(() -> earnings.unblock(session, orderId, back.returnId()));
    }

    private Uni<Void> pay(Mutiny.Session session, Released order, UUID returnId, Retained retained) {
        var a = order.agreement();
        return indemnities
                .of(session, order)
                .chain(indemnity -> clawBacks
                        .room(session, a)
                        .map(room -> Correction.ofReturn(
                                Hold.of(a.terms()), retained, indemnity.left().min(room))))
                .chain(correction -> clawBacks.give(
                        session,
                        a,
                        returnId,
                        correction,
                        new Why(order.payment(), Reason.PART_RETURNED, null),
                        clock.instant()));
    }
}
