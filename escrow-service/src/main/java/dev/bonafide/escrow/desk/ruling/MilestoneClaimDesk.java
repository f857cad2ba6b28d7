package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.order.OrderNews;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.events.said.OrderEvent.FrozenV1;
import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.Deadline;
import dev.bonafide.escrow.order.FreezeAge;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.MilestoneClaimRules;
import dev.bonafide.escrow.order.MilestoneClaimRules.Answer;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.store.MilestoneClaims;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A party disputes a milestone that had been accepted. The order goes on or has ended, and what that milestone has brought its seller is
 * not paid out until somebody has ruled, or the claim has become too old. The order must be locked.
 */
@ApplicationScoped
class MilestoneClaimDesk {
    private final MilestoneClaims claims;
    private final Earnings earnings;
    private final Deadlines deadlines;
    private final OrderNews news;
    private final Clock clock;

    MilestoneClaimDesk(MilestoneClaims claims, Earnings earnings, Deadlines deadlines, OrderNews news, Clock clock) {
        this.claims = claims;
        this.earnings = earnings;
        this.deadlines = deadlines;
        this.news = news;
        this.clock = clock;
    }

    /** Claims what the milestone has brought, if that can be. */
    Uni<Answer> opened(
            Mutiny.Session session,
            Order order,
            Milestone milestone,
            MilestoneState.Released accepted,
            Freeze command) {
        var now = clock.instant();
        return claims.ofOrder(session, order.agreement().orderId())
                .map(all -> MilestoneClaimRules.opened(order, milestone.number(), accepted, all, command, now))
                .call(answer -> answer instanceof Answer.Claimed(var claim)
                        ? claim(session, order, milestone, claim)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> claim(Mutiny.Session session, Order order, Milestone milestone, Claim claim) {
        var a = order.agreement();
        var now = clock.instant();
        var dispute = claim.standstill().cause();
        return claims.add(session, a.orderId(), milestone.id(), claim)
                .chain(() -> earnings.blockMilestone(session, a.orderId(), milestone.id(), dispute))
                .chain(() -> deadlines.again(
                        session,
                        Deadline.MILESTONE_FREEZE_AGE,
                        milestone.id(),
                        FreezeAge.nextDay(claim.standstill(), now)))
                .chain(() -> news.say(
                        session,
                        List.of(new FrozenV1(
                                a.orderId(),
                                dispute,
                                a.buyerId(),
                                a.sellerId(),
                                milestone.number(),
                                FrozenV1.Source.AFTER_RELEASE,
                                FrozenBy.DISPUTE,
                                Money.zero(a.terms().price().currency()),
                                now)),
                        now));
    }

    /** It is decided: what is left of the seller's earnings is theirs. A later ruling about it finds that done. */
    Uni<Void> decided(Mutiny.Session session, UUID orderId, UUID milestone, UUID dispute, UUID ruling) {
        return claims.decide(session, milestone, ruling)
                .chain(() -> deadlines.stop(session, Deadline.MILESTONE_FREEZE_AGE, milestone))
                .chain(() -> earnings.unblock(session, orderId, dispute));
    }
}
