package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.events.said.InstalmentEvent.PlanMovedV1;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.PlanPause;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.store.InstalmentPlans;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A plan stands still while it is in question whether the buyer keeps what it pays for, and then goes on with the time that was left:
 * what is still to be asked for is asked for so much later. The order is locked.
 */
@ApplicationScoped
class PlanPauses {
    private final InstalmentPlans plans;
    private final InstalmentNews news;
    private final Timers timers;

    PlanPauses(InstalmentPlans plans, InstalmentNews news, Timers timers) {
        this.plans = plans;
        this.news = news;
        this.timers = timers;
    }

    /** Follows a step of the order. */
    Uni<Void> follow(Mutiny.Session session, Order from, Order to, Instant now) {
        var isInQuestion = PlanPause.isInQuestion(to);
        if (PlanPause.isInQuestion(from) == isInQuestion) {
            return Uni.createFrom().voidItem();
        }
        var orderId = to.agreement().orderId();
        return isInQuestion ? plans.pause(session, orderId, now) : goOn(session, orderId, now);
    }

    private Uni<Void> goOn(Mutiny.Session session, UUID orderId, Instant now) {
        return plans.pausedSince(session, orderId)
                .chain(since -> since == null
                        ? Uni.createFrom().voidItem()
                        : plans.ofOrder(session, orderId)
                                .chain(stored -> stored == null
                                        ? Uni.createFrom().voidItem()
                                        : goOn(session, stored.plan(), PlanPause.days(since, now), now))
                                .chain(() -> plans.goOn(session, orderId)));
    }

    private Uni<Void> goOn(Mutiny.Session session, InstalmentPlan plan, int days, Instant now) {
        if (plan.stage() != InstalmentPlan.Stage.OPEN) {
            return Uni.createFrom().voidItem();
        }
        var after = plan.later(days);
        var saved = plans.save(session, plan, after, now);
        for (var part : after.parts()) {
            saved = saved.chain(() -> schedule(session, after, part, now));
        }
        var told = PlanMovedV1.of(plan, after, days, now).stream().toList();
        return saved.chain(() -> news.say(session, told, now));
    }

    private Uni<Void> schedule(Mutiny.Session session, InstalmentPlan plan, Instalment part, Instant now) {
        return switch (part) {
            case Instalment.Scheduled o -> schedule(session, plan, o.share(), now);
            case Instalment.Missed o ->
                timers.schedule(session, InstalmentCollection.ASK, o.share().partId(), o.retryAt());
            case Instalment.Asked o -> giveUpLater(session, o.share(), o.arrears());
            case Instalment.Overdue o -> giveUpLater(session, o.share(), o.arrears());
            case Instalment.Paid _, Instalment.Cancelled _, Instalment.WrittenOff _ ->
                Uni.createFrom().voidItem();
        };
    }

    /** The days of the pause do not count. */
    private Uni<Void> giveUpLater(
            Mutiny.Session session, Instalment.Share share, Instalment.@Nullable Arrears arrears) {
        return arrears == null
                ? Uni.createFrom().voidItem()
                : timers.schedule(session, InstalmentCollection.GIVE_UP, share.partId(), arrears.giveUpAt());
    }

    /** When the part is asked for, and when the buyer is reminded of it. */
    Uni<Void> schedule(Mutiny.Session session, InstalmentPlan plan, Instalment.Share share, Instant now) {
        var remindAt = share.dueAt().minus(plan.conditions().remindBefore());
        return timers.schedule(session, InstalmentCollection.ASK, share.partId(), share.dueAt())
                .chain(() -> remindAt.isAfter(now)
                        ? timers.schedule(session, InstalmentCollection.REMIND, share.partId(), remindAt)
                        : Uni.createFrom().voidItem());
    }
}
