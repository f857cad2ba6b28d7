package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.escrow.events.said.InstalmentEvent.ReminderDueV1;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.Instalment.Missed;
import dev.bonafide.escrow.instalment.Instalment.Overdue;
import dev.bonafide.escrow.instalment.InstalmentCommand.Ask;
import dev.bonafide.escrow.instalment.InstalmentCommand.Confirm;
import dev.bonafide.escrow.instalment.InstalmentCommand.Decline;
import dev.bonafide.escrow.instalment.InstalmentCommand.WriteOff;
import dev.bonafide.escrow.instalment.InstalmentDecision.AlreadyDone;
import dev.bonafide.escrow.instalment.InstalmentDecision.GiveBack;
import dev.bonafide.escrow.instalment.InstalmentDecision.Moved;
import dev.bonafide.escrow.instalment.InstalmentDecision.Refused;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.InstalmentRules;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.PlanPart;
import dev.bonafide.escrow.payment.Refund;
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
 * The parts of plans as they fall due, are asked for, are paid or are not. Everything happens under the lock of the order,
 * which is taken first.
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
    private final OrderDesk desk;
    private final PlanMoney money;
    private final RefundDesk refunds;
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
            OrderDesk desk,
            PlanMoney money,
            RefundDesk refunds,
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
        this.desk = desk;
        this.money = money;
        this.refunds = refunds;
        this.books = books;
        this.news = news;
        this.deadlines = deadlines;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
    }

    /** The part is due, for the first time or again: the provider is asked for it under the buyer's mandate. */
    public Uni<Void> ask(Mutiny.Session session, UUID partId) {
        return open(session, partId, (stored, part) -> {
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
            return ask(session, plan, part, payment).replaceWithVoid();
        });
    }

    /** Asks for the part by this payment, unless the rules say that there is nothing to ask for. */
    Uni<Boolean> ask(Mutiny.Session session, InstalmentPlan plan, Instalment part, Payment payment) {
        var now = clock.instant();
        var decision = InstalmentRules.decide(part, new Ask(payment.id()), plan.conditions(), now);
        return decision instanceof Moved(var to)
                ? payments.add(session, payment)
                        .chain(() -> plans.save(session, plan, plan.with(to), now))
                        .chain(() -> deadlines.askNow(session, PaymentDesk.ASK, payment.id(), now))
                        .replaceWith(true)
                : Uni.createFrom().item(false);
    }

    /** The part will soon be due. */
    public Uni<Void> remind(Mutiny.Session session, UUID partId) {
        return open(session, partId, (stored, part) -> {
            var now = clock.instant();
            return part instanceof Instalment.Scheduled
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

    /** The part has been overdue for so long that nobody expects it any more. */
    public Uni<Void> giveUp(Mutiny.Session session, UUID partId) {
        return open(
                session,
                partId,
                (stored, part) -> writeOffs
                        .isHeld(session, stored.plan().orderId())
                        .chain(held -> part.isOverdue() && (held || part instanceof Instalment.Asked)
                                // A refund may yet take it off, or the buyer is paying it just now.
                                ? timers.schedule(
                                        session,
                                        GIVE_UP,
                                        partId,
                                        clock.instant().plus(LOOK_AGAIN_AFTER))
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

    /** The provider has the money of a part. Money that cannot be used goes back: it is never simply kept. */
    Uni<Void> confirmed(Mutiny.Session session, Payment payment, PlanPart part) {
        return plans.find(session, part.planId()).chain(stored -> {
            var plan = Objects.requireNonNull(stored).plan();
            return switch (plan.stage()) {
                case PROPOSED -> fund(session, plan, payment);
                case OPEN -> paid(session, plan, payment, part.number());
                case CLOSED, DROPPED -> surplus(session, payment);
            };
        });
    }

    /** The provider has said no to a part. */
    Uni<Void> declined(Mutiny.Session session, Payment payment, PlanPart part) {
        return plans.find(session, part.planId()).chain(stored -> {
            var plan = Objects.requireNonNull(stored).plan();
            // Of a plan that is not open, the buyer may try the first part again while the order waits.
            return plan.stage() == InstalmentPlan.Stage.OPEN
                    ? declined(session, plan, plan.part(part.number()).orElseThrow(), payment)
                    : Uni.createFrom().voidItem();
        });
    }

    /** The first part funds the order as if it were the whole; {@link PlanMoney} books it as what it is. */
    private Uni<Void> fund(Mutiny.Session session, InstalmentPlan plan, Payment payment) {
        return desk.carryOut(session, plan.orderId(), new ConfirmPayment(payment.id(), plan.total()))
                .chain(carried -> switch (carried.decision()) {
                    case Decision.Moved _, Decision.AlreadyDone _ ->
                        payments.settle(session, payment.id(), Payment.Status.SUCCEEDED, null);
                    case Decision.Refused _ ->
                        money.drop(session, plan, clock.instant()).chain(() -> surplus(session, payment));
                });
    }

    private Uni<Void> paid(Mutiny.Session session, InstalmentPlan plan, Payment payment, int number) {
        var now = clock.instant();
        var part = plan.part(number).orElseThrow();
        var decision =
                InstalmentRules.decide(part, new Confirm(payment.id(), payment.amount()), plan.conditions(), now);
        return switch (decision) {
            case Moved(var to) -> {
                var booked = Occurrence.of(
                        Fact.INSTALMENT_PAID, plan.orderId(), null, part.share().partId(), payment.amount());
                yield payments.settle(session, payment.id(), Payment.Status.SUCCEEDED, null)
                        .chain(() -> books.book(session, List.of(booked), now))
                        .chain(() -> settle(
                                session, plan, to, List.of(InstalmentEvent.PaidV1.of(plan.with(to), to, now)), now));
            }
            case GiveBack(var to) ->
                surplus(session, payment)
                        .chain(() -> plans.save(session, plan, plan.with(to), now))
                        .chain(() -> to instanceof Missed missed && !to.equals(part)
                                ? timers.schedule(session, ASK, part.share().partId(), missed.retryAt())
                                : Uni.createFrom().voidItem());
            case AlreadyDone _ -> payments.settle(session, payment.id(), Payment.Status.SUCCEEDED, null);
            case Refused refused -> throw new IllegalStateException("Money that came is never refused: " + refused);
        };
    }

    private Uni<Void> declined(Mutiny.Session session, InstalmentPlan plan, Instalment part, Payment payment) {
        var now = clock.instant();
        var decision = InstalmentRules.decide(part, new Decline(payment.id()), plan.conditions(), now);
        if (!(decision instanceof Moved(var to))) {
            return Uni.createFrom().voidItem();
        }
        var partId = part.share().partId();
        return plans.save(session, plan, plan.with(to), now).chain(() -> switch (to) {
            case Missed missed ->
                timers.schedule(session, ASK, partId, missed.retryAt())
                        .chain(() -> news.say(
                                session,
                                List.of(ReminderDueV1.of(
                                        plan, to, ReminderDueV1.Kind.TRY_FAILED, missed.retryAt(), now)),
                                now));
            // Overdue already before the buyer tried once more: that has been said.
            case Overdue _ when part.isOverdue() -> Uni.createFrom().voidItem();
            case Overdue overdue ->
                timers.schedule(
                                session,
                                GIVE_UP,
                                partId,
                                overdue.since().plus(plan.conditions().writeOffAfter()))
                        .chain(() -> news.say(
                                session, List.of(InstalmentEvent.OverdueV1.of(plan, to, overdue.since())), now));
            case Instalment.Scheduled _, Instalment.Asked _, Instalment.Paid _ ->
                Uni.createFrom().voidItem();
            case Instalment.Cancelled _, Instalment.WrittenOff _ ->
                Uni.createFrom().voidItem();
        });
    }

    /** Saves a part that is settled, stops its timers, and says so; and that the plan has ended, if it has. */
    private Uni<Void> settle(
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

    private Uni<Void> surplus(Mutiny.Session session, Payment payment) {
        return orders.find(session, payment.orderId())
                .chain(stored -> refunds.giveBackSurplus(
                        session,
                        Objects.requireNonNull(stored).order().agreement(),
                        payment,
                        payment.amount(),
                        Refund.Reason.LATE_PAYMENT,
                        clock.instant()));
    }

    private interface Step {
        Uni<Void> on(StoredPlan stored, Instalment part);
    }

    /** Locks the order of the part, then reads the plan again; does nothing for a plan that is not open. */
    private Uni<Void> open(Mutiny.Session session, UUID partId, Step step) {
        return plans.ofPart(session, partId)
                .chain(known -> known == null
                        ? Uni.createFrom().voidItem()
                        : orders.lock(session, known.plan().orderId())
                                .chain(() -> plans.ofPart(session, partId))
                                .chain(stored -> {
                                    var part = stored == null ? null : part(stored.plan(), partId);
                                    return stored == null
                                                    || part == null
                                                    || stored.plan().stage() != InstalmentPlan.Stage.OPEN
                                            ? Uni.createFrom().voidItem()
                                            : step.on(stored, part);
                                }));
    }

    private static @Nullable Instalment part(InstalmentPlan plan, UUID partId) {
        return plan.parts().stream()
                .filter(part -> part.share().partId().equals(partId))
                .findFirst()
                .orElse(null);
    }
}
