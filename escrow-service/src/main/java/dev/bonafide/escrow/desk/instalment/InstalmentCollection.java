package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.payment.PaymentDesk;
import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.escrow.events.said.InstalmentEvent.ReminderDueV1;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.Instalment.Asked;
import dev.bonafide.escrow.instalment.Instalment.Scheduled;
import dev.bonafide.escrow.instalment.InstalmentCommand.Ask;
import dev.bonafide.escrow.instalment.InstalmentCommand.WriteOff;
import dev.bonafide.escrow.instalment.InstalmentDecision.Moved;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.InstalmentRules;
import dev.bonafide.escrow.instalment.PlanPause;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.PlanPart;
import dev.bonafide.escrow.store.InstalmentPlans;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.StoredPlan;
import dev.bonafide.escrow.store.WriteOffs;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The parts of plans as they fall due: asked for, reminded of, given up in the end. Everything happens under the lock of the
 * order, which is taken first.
 */
@ApplicationScoped
public class InstalmentCollection {
    /** The timer that asks for a part. */
    public static final String ASK = "instalment.ask";

    /** The timer that reminds the buyer of a part. */
    public static final String REMIND = "instalment.remind";

    /** The timer that gives up a part as lost. */
    public static final String GIVE_UP = "instalment.give-up";

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofDays(1);

    private final InstalmentPlans plans;
    private final Orders orders;
    private final Payments payments;
    private final WriteOffs writeOffs;
    private final Books books;
    private final InstalmentNews news;
    private final Deadlines deadlines;
    private final Timers timers;
    private final Ids ids;
    private final Clock clock;

    InstalmentCollection(
            InstalmentPlans plans,
            Orders orders,
            Payments payments,
            WriteOffs writeOffs,
            Books books,
            InstalmentNews news,
            Deadlines deadlines,
            Timers timers,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.orders = orders;
        this.payments = payments;
        this.writeOffs = writeOffs;
        this.books = books;
        this.news = news;
        this.deadlines = deadlines;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The part is due, for the first time or again: the provider is asked for it under the buyer's mandate. While it is in question whether
     * the buyer keeps what it pays for it is not asked for, since it might be given back at once: its plan stands still, and
     * sets the timer again when it goes on.
     */
    public Uni<Void> ask(Mutiny.Session session, UUID partId) {
        return open(session, partId, (order, stored, part) -> {
            if (PlanPause.isInQuestion(order)) {
                return later(session, stored.plan(), ASK, partId);
            }
            var share = part.share();
            var plan = stored.plan();
            var payment = Payment.begun(
                    ids.next(),
                    plan.orderId(),
                    stored.method(),
                    share.open(),
                    stored.laterScript(),
                    clock.instant(),
                    new PlanPart(plan.planId(), share.number(), stored.mandate()));
            // A part that the buyer is paying just now, or has paid, is not asked for.
            return ask(session, plan, part, payment, false).replaceWithVoid();
        });
    }

    /**
     * A plan that stands still sets its timers when it goes on; one that had begun to wait before plans did is looked at
     * again each day.
     */
    private Uni<Void> later(Mutiny.Session session, InstalmentPlan plan, String kind, UUID partId) {
        return plans.pausedSince(session, plan.orderId())
                .chain(since -> since != null ? Uni.createFrom().voidItem() : lookAgain(session, kind, partId));
    }

    private Uni<Void> lookAgain(Mutiny.Session session, String kind, UUID partId) {
        return timers.schedule(session, kind, partId, clock.instant().plus(LOOK_AGAIN_AFTER));
    }

    /** Asks for the part by this payment, unless the rules say that there is nothing to ask for. */
    Uni<Boolean> ask(Mutiny.Session session, InstalmentPlan plan, Instalment part, Payment payment, boolean byHand) {
        var now = clock.instant();
        var decision = InstalmentRules.decide(part, new Ask(payment.id(), byHand), plan.conditions(), now);
        return decision instanceof Moved(var to)
                ? payments.add(session, payment)
                        .chain(() -> plans.save(session, plan, plan.with(to), now))
                        .chain(() -> deadlines.askNow(session, PaymentDesk.ASK, payment.id(), now))
                        .replaceWith(true)
                : Uni.createFrom().item(false);
    }

    /** The part will soon be due, unless the plan stands still: then it will be later. */
    public Uni<Void> remind(Mutiny.Session session, UUID partId) {
        return open(session, partId, (order, stored, part) -> {
            var now = clock.instant();
            return part instanceof Scheduled && !PlanPause.isInQuestion(order)
                    ? news.say(
                            session,
                            List.of(ReminderDueV1.of(
                                    stored.plan(),
                                    part,
                                    ReminderDueV1.Kind.DUE_SOON,
                                    part.share().dueAt(),
                                    now)),
                            now)
                    : Uni.createFrom().voidItem();
        });
    }

    /** Nobody expects the part any more, so long has it been overdue; unless the plan stands still: then it will be later. */
    public Uni<Void> giveUp(Mutiny.Session session, UUID partId) {
        return open(
                session,
                partId,
                (order, stored, part) -> PlanPause.isInQuestion(order)
                        ? later(session, stored.plan(), GIVE_UP, partId)
                        : writeOffs
                                .isHeld(session, stored.plan().orderId())
                                .chain(held -> part.isOverdue() && (held || part instanceof Asked)
                                        // A refund may yet take it off, or the buyer is paying it just now.
                                        ? lookAgain(session, GIVE_UP, partId)
                                        : writeOff(session, stored.plan(), part).replaceWithVoid()));
    }

    /** Gives up a part as lost; false if it is not overdue. Nothing may be held for the order any more. */
    Uni<Boolean> writeOff(Mutiny.Session session, InstalmentPlan plan, Instalment part) {
        var now = clock.instant();
        if (!(InstalmentRules.decide(part, new WriteOff(), plan.conditions(), now) instanceof Moved(var to))) {
            return Uni.createFrom().item(false);
        }
        var lost = Occurrence.of(
                Fact.INSTALMENT_WRITTEN_OFF,
                plan.orderId(),
                null,
                part.share().partId(),
                part.share().open());
        return books.book(session, List.of(lost), now)
                .chain(() -> settle(session, plan, to, List.of(), now))
                .replaceWith(true);
    }

    /** Saves a part that is settled, stops its timers, and says so; and that the plan has ended, if it has. */
    Uni<Void> settle(
            Mutiny.Session session,
            InstalmentPlan plan,
            Instalment part,
            List<? extends InstalmentEvent> events,
            Instant now) {
        var after = plan.with(part);
        var all = new ArrayList<InstalmentEvent>(events);
        InstalmentEvent.PlanClosedV1.of(after, now).ifPresent(all::add);
        return plans.save(session, plan, after, now)
                .chain(() -> timers.cancelAll(session, part.share().partId()))
                .chain(() -> news.say(session, all, now));
    }

    private interface Step {
        Uni<Void> on(Order order, StoredPlan stored, Instalment part);
    }

    /** Locks the order of the part, then reads the plan again; does nothing for a plan that is not open. */
    private Uni<Void> open(Mutiny.Session session, UUID partId, Step step) {
        return plans.ofPart(session, partId)
                .chain(known -> known == null
                        ? Uni.createFrom().voidItem()
                        : orders.lock(session, known.plan().orderId())
                                .map(order -> Objects.requireNonNull(order).order())
                                .chain(order -> plans.ofPart(session, partId).chain(stored -> {
                                    var part = stored == null ? null : part(stored.plan(), partId);
                                    return stored == null
                                                    || part == null
                                                    || stored.plan().stage() != InstalmentPlan.Stage.OPEN
                                            ? Uni.createFrom().voidItem()
                                            : step.on(order, stored, part);
                                })));
    }

    private static @Nullable Instalment part(InstalmentPlan plan, UUID partId) {
        return plan.parts().stream()
                .filter(part -> part.share().partId().equals(partId))
                .findFirst()
                .orElse(null);
    }
}
