package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.OrderNews;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.events.said.OrderEvent.FreezeRefusedV1;
import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.FreezeRefusal;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.Grievance;
import dev.bonafide.escrow.order.MilestoneClaimRules;
import dev.bonafide.escrow.order.MilestoneClaimRules.Answer;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByTimer;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.ruling.Matter;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.MilestoneClaims;
import dev.bonafide.escrow.store.MilestoneRows;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.StoredOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A party disputes an order. What is held is frozen; what was released in silence although the dispute had been opened is taken back,
 * as long as the seller has it all; and of what is the seller's by right nothing is paid out until somebody has ruled.
 */
@ApplicationScoped
public class DisputeDesk {
    private final Orders orders;
    private final OrderDesk desk;
    private final MilestoneRows milestones;
    private final MilestoneClaims claimsOfMilestones;
    private final MilestoneClaimDesk claims;
    private final Chargebacks chargebacks;
    private final ChargebackDesk banks;
    private final IndemnityKeeper indemnities;
    private final Earnings earnings;
    private final OrderNews news;
    private final Clock clock;

    DisputeDesk(
            Orders orders,
            OrderDesk desk,
            MilestoneRows milestones,
            MilestoneClaims claimsOfMilestones,
            MilestoneClaimDesk claims,
            Chargebacks chargebacks,
            ChargebackDesk banks,
            IndemnityKeeper indemnities,
            Earnings earnings,
            OrderNews news,
            Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.milestones = milestones;
        this.claimsOfMilestones = claimsOfMilestones;
        this.claims = claims;
        this.chargebacks = chargebacks;
        this.banks = banks;
        this.indemnities = indemnities;
        this.earnings = earnings;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Freezes what can be frozen, and says what that was, or why nothing can be.
     *
     * @param milestone the one that is disputed, by number; null for all that is still held
     */
    public Uni<Carried> opened(
            Mutiny.Session session,
            UUID orderId,
            UUID dispute,
            @Nullable Integer milestone,
            Instant openedAt,
            Grievance grievance) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return desk.carryOut(session, orderId, new Freeze(dispute, openedAt).about(milestone));
            }
            var order = stored.order();
            if (!order.agreement().isInMilestones()) {
                return frozen(session, order, dispute, milestone, openedAt, grievance);
            }
            return milestone == null
                    ? rest(session, stored, dispute, openedAt, grievance)
                    : one(session, stored, dispute, milestone, openedAt, grievance);
        });
    }

    /** A dispute about one milestone, frozen if its money is held, claimed if it had been accepted. */
    private Uni<Carried> one(
            Mutiny.Session session,
            StoredOrder stored,
            UUID dispute,
            int number,
            Instant openedAt,
            Grievance grievance) {
        var order = stored.order();
        return milestones
                .accepted(session, order.agreement().orderId(), number)
                .chain(accepted -> accepted == null
                        ? frozen(session, order, dispute, number, openedAt, grievance)
                        : claimed(session, stored, dispute, number, accepted, openedAt, grievance));
    }

    private Uni<Carried> claimed(
            Mutiny.Session session,
            StoredOrder stored,
            UUID dispute,
            int number,
            MilestoneState.Released accepted,
            Instant openedAt,
            Grievance grievance) {
        var order = stored.order();
        var milestone = order.agreement().milestones().get(number - 1);
        return indemnities
                .of(session, order, new Matter.AcceptedMilestone(milestone))
                .chain(indemnity -> freeze(session, order, dispute, openedAt, grievance, indemnity.isMadeGood())
                        .chain(command -> claims.opened(session, order, milestone, accepted, command.about(number)))
                        .chain(answer -> answer instanceof Answer.Refused(var reason)
                                ? refused(session, stored, dispute, reason, indemnity)
                                : Uni.createFrom().item(new Carried(new AlreadyDone(order), stored))));
    }

    /** A dispute about all that is held, or all that was accepted if none of it was claimed by itself. */
    private Uni<Carried> rest(
            Mutiny.Session session, StoredOrder stored, UUID dispute, Instant openedAt, Grievance grievance) {
        var order = stored.order();
        return (order instanceof Released
                        ? claimsOfMilestones
                                .ofOrder(session, order.agreement().orderId())
                                .map(MilestoneClaimRules::mayNotClaimAll)
                        : Uni.createFrom().<FreezeRefusal>nullItem())
                .chain(reason -> reason == null
                        ? frozen(session, order, dispute, null, openedAt, grievance)
                        : indemnities
                                .of(session, order)
                                .chain(indemnity -> refused(session, stored, dispute, reason, indemnity)));
    }

    private Uni<Carried> refused(
            Mutiny.Session session, StoredOrder stored, UUID dispute, FreezeRefusal reason, Indemnity indemnity) {
        return refuse(session, stored.order(), dispute, reason, indemnity)
                .replaceWith(new Carried(new NotFreezable(reason), stored));
    }

    private Uni<Carried> frozen(
            Mutiny.Session session,
            Order order,
            UUID dispute,
            @Nullable Integer milestone,
            Instant openedAt,
            Grievance grievance) {
        var orderId = order.agreement().orderId();
        return indemnities
                .of(session, order)
                .chain(indemnity -> freeze(session, order, dispute, openedAt, grievance, indemnity.isMadeGood())
                        .chain(command -> desk.carryOut(session, orderId, command.about(milestone)))
                        .call(carried -> follow(session, order, dispute, carried, indemnity)));
    }

    private Uni<Freeze> freeze(
            Mutiny.Session session,
            Order order,
            UUID dispute,
            Instant openedAt,
            Grievance grievance,
            boolean madeGood) {
        return whoGivesWay(session, order)
                .chain(other -> isStillThere(session, order)
                        .map(there ->
                                new Freeze(dispute, openedAt, FrozenBy.DISPUTE, other, grievance, madeGood, there)));
    }

    /** A bank, or the doubt about a return, gives way to a party, and goes on freezing the order beside it. */
    private Uni<@Nullable UUID> whoGivesWay(Mutiny.Session session, Order order) {
        if (order instanceof Released released
                && released.back() != null
                && released.isClaimedBy(released.back().returnId())) {
            return Uni.createFrom().item(released.back().returnId());
        }
        if (order instanceof Disputed frozen
                && frozen.before() instanceof Returning back
                && back.returnId().equals(frozen.dispute())) {
            return Uni.createFrom().item(back.returnId());
        }
        return order instanceof Disputed frozen
                ? chargebacks.find(session, frozen.dispute()).map(bank -> bank == null ? null : bank.id())
                : Uni.createFrom().nullItem();
    }

    private Uni<Boolean> isStillThere(Mutiny.Session session, Order order) {
        if (!(order instanceof Released released) || !(released.ground() instanceof AcceptedByTimer)) {
            return Uni.createFrom().item(false);
        }
        var a = order.agreement();
        var brought = a.terms().sellerAmount();
        return earnings.leftOf(session, a.sellerId(), a.orderId(), brought.currency())
                .map(left -> left.ofTheOrder().equals(brought));
    }

    private Uni<Void> follow(Mutiny.Session session, Order before, UUID dispute, Carried carried, Indemnity indemnity) {
        var orderId = before.agreement().orderId();
        if (carried.decision() instanceof NotFreezable(var reason)) {
            return refuse(session, before, dispute, reason, indemnity);
        }
        if (!(carried.decision() instanceof Moved moved) || !(before instanceof Released)) {
            return Uni.createFrom().voidItem();
        }
        return moved.to() instanceof Disputed
                ? banks.takenBack(session, orderId)
                : earnings.block(session, orderId, dispute);
    }

    private Uni<Void> refuse(
            Mutiny.Session session, Order order, UUID dispute, FreezeRefusal reason, Indemnity indemnity) {
        var a = order.agreement();
        var now = clock.instant();
        var by = reason == FreezeRefusal.ALREADY_INDEMNIFIED || reason == FreezeRefusal.ALREADY_REFUNDED
                ? indemnity.by().map(Enum::name).orElse(null)
                : null;
        return news.say(
                session,
                List.of(new FreezeRefusedV1(a.orderId(), dispute, a.buyerId(), a.sellerId(), reason.name(), by, now)),
                now);
    }
}
