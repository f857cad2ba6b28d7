package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.escrow.events.said.InstalmentEvent.ReminderDueV1;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.Instalment.Asked;
import dev.bonafide.escrow.instalment.Instalment.Cancelled;
import dev.bonafide.escrow.instalment.Instalment.Missed;
import dev.bonafide.escrow.instalment.Instalment.Overdue;
import dev.bonafide.escrow.instalment.Instalment.Paid;
import dev.bonafide.escrow.instalment.Instalment.Scheduled;
import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.escrow.instalment.InstalmentCommand.Confirm;
import dev.bonafide.escrow.instalment.InstalmentCommand.Decline;
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
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What the provider says of the parts of plans: paid, or not. Heard under the lock of the order, which its caller has taken.
 */
@ApplicationScoped
public class PartPayments {
    private final InstalmentPlans plans;
    private final Orders orders;
    private final InstalmentCollection collection;
    private final OrderDesk desk;
    private final PlanMoney money;
    private final RefundDesk refunds;
    private final Books books;
    private final InstalmentNews news;
    private final Timers timers;
    private final Clock clock;

    PartPayments(
            InstalmentPlans plans,
            Orders orders,
            InstalmentCollection collection,
            OrderDesk desk,
            PlanMoney money,
            RefundDesk refunds,
            Books books,
            InstalmentNews news,
            Timers timers,
            Clock clock) {
        this.plans = plans;
        this.orders = orders;
        this.collection = collection;
        this.desk = desk;
        this.money = money;
        this.refunds = refunds;
        this.books = books;
        this.news = news;
        this.timers = timers;
        this.clock = clock;
    }

    /** The provider has the money of a part. Money that cannot be used goes back: it is never simply kept. */
    public Uni<Void> confirmed(Mutiny.Session session, Payment payment, PlanPart part) {
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
    public Uni<Void> declined(Mutiny.Session session, Payment payment, PlanPart part) {
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
                        Uni.createFrom().voidItem();
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
                yield books.book(session, List.of(booked), now)
                        .chain(() -> collection.settle(
                                session, plan, to, List.of(InstalmentEvent.PaidV1.of(plan.with(to), to, now)), now));
            }
            case GiveBack(var to) ->
                surplus(session, payment)
                        .chain(() -> plans.save(session, plan, plan.with(to), now))
                        .chain(() -> to.equals(part) ? Uni.createFrom().voidItem() : askLater(session, to));
            case AlreadyDone _ -> Uni.createFrom().voidItem();
            case Refused refused -> throw new IllegalStateException("Money that came is never refused: " + refused);
        };
    }

    private Uni<Void> declined(Mutiny.Session session, InstalmentPlan plan, Instalment part, Payment payment) {
        var now = clock.instant();
        var decision = InstalmentRules.decide(part, new Decline(payment.id()), plan.conditions(), now);
        if (!(decision instanceof Moved(var to))) {
            return Uni.createFrom().voidItem();
        }
        return plans.save(session, plan, plan.with(to), now)
                .chain(() -> askLater(session, to))
                .chain(() -> isAsBefore(part) ? Uni.createFrom().voidItem() : tell(session, plan, to, now));
    }

    /** A part that has been asked for in vain is asked for again when it should be: its timer may have fired meanwhile. */
    private Uni<Void> askLater(Mutiny.Session session, Instalment part) {
        var partId = part.share().partId();
        return switch (part) {
            case Missed missed -> timers.schedule(session, InstalmentCollection.ASK, partId, missed.retryAt());
            case Scheduled scheduled ->
                timers.schedule(
                        session,
                        InstalmentCollection.ASK,
                        partId,
                        scheduled.share().dueAt());
            case Asked _, Overdue _, Paid _, Cancelled _, WrittenOff _ ->
                Uni.createFrom().voidItem();
        };
    }

    /** What the buyer tried themselves they know; what was overdue already has been said. */
    private static boolean isAsBefore(Instalment part) {
        return part.isOverdue() || (part instanceof Asked asked && asked.byHand());
    }

    private Uni<Void> tell(Mutiny.Session session, InstalmentPlan plan, Instalment part, Instant now) {
        return switch (part) {
            case Missed missed -> {
                var failed = ReminderDueV1.of(plan, part, ReminderDueV1.Kind.TRY_FAILED, missed.retryAt(), now);
                yield news.say(session, List.of(failed), now);
            }
            case Overdue(var share, var _, var arrears) ->
                timers.schedule(session, InstalmentCollection.GIVE_UP, share.partId(), arrears.giveUpAt())
                        .chain(() -> news.say(
                                session, List.of(InstalmentEvent.OverdueV1.of(plan, part, arrears.since())), now));
            case Scheduled _, Asked _, Paid _, Cancelled _, WrittenOff _ ->
                Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> surplus(Mutiny.Session session, Payment payment) {
        return orders.find(session, payment.orderId())
                .chain(stored -> refunds.giveBackSurplus(
                        session,
                        Objects.requireNonNull(stored).order().agreement(),
                        payment,
                        Refund.Reason.LATE_PAYMENT,
                        clock.instant()));
    }
}
