package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.desk.order.Consequences;
import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.instalment.Cancellation;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentCommand.Confirm;
import dev.bonafide.escrow.instalment.InstalmentDecision;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.InstalmentRules;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.store.InstalmentPlans;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.StoredPlan;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What an order's own steps mean for the plan by which it is paid, if it has one: being funded opens it, and what goes back
 * takes off first what nobody has paid yet. The order itself knows of no plan.
 */
@ApplicationScoped
public class PlanMoney {
    private static final Set<Fact> CONCERNED = EnumSet.of(Fact.FUNDED, Fact.REFUNDED, Fact.SPLIT);

    private final InstalmentPlans plans;
    private final Payments payments;
    private final RefundDesk refunds;
    private final InstalmentNews news;
    private final PlanPauses pauses;
    private final Timers timers;

    PlanMoney(
            InstalmentPlans plans,
            Payments payments,
            RefundDesk refunds,
            InstalmentNews news,
            PlanPauses pauses,
            Timers timers) {
        this.plans = plans;
        this.payments = payments;
        this.refunds = refunds;
        this.news = news;
        this.pauses = pauses;
        this.timers = timers;
    }

    /** Follows a step of the order: while it is in question whether the buyer keeps the item, its plan stands still. */
    public Uni<Void> follow(Mutiny.Session session, Order from, Order to, Instant now) {
        return pauses.follow(session, from, to, now);
    }

    /** An order in milestones has ended: all that goes back of it may be back by now. */
    public Uni<Void> backAlready(Mutiny.Session session, Order.Ended order, Instant now) {
        return order instanceof Order.Refunded
                ? refunds.tellIfBack(session, order.agreement(), null, now)
                : Uni.createFrom().voidItem();
    }

    /** The consequences of a step as they are for an order with its plan, which moves with it; the order is locked. */
    public Uni<Consequences> financed(Mutiny.Session session, Order to, Consequences consequences, Instant now) {
        if (!(to instanceof Order.Cancelled) && consequences.bookings().stream().noneMatch(PlanMoney::concernsPlans)) {
            return Uni.createFrom().item(consequences);
        }
        return plans.ofOrder(session, to.agreement().orderId()).chain(stored -> {
            if (stored == null) {
                return Uni.createFrom().item(consequences);
            }
            return switch (stored.plan().stage()) {
                case PROPOSED -> decided(session, stored, to, consequences, now);
                case OPEN, CLOSED -> cut(session, stored.plan(), consequences, now);
                case DROPPED -> Uni.createFrom().item(consequences);
            };
        });
    }

    /** Gives money back by the way it came: to the payments of the parts, the newest first. */
    public Uni<Void> giveBack(Mutiny.Session session, UUID orderId, MoneyBack money, Instant now) {
        return payments.find(session, money.payment())
                .chain(payment -> payment == null || payment.part() == null
                        ? refunds.giveBack(session, orderId, money, now)
                        : refunds.giveBackAcross(session, orderId, money, now));
    }

    /** What of an order nobody has paid: its buyer still owes it by a plan, or it was given up as lost. */
    public Uni<Money> unpaid(Mutiny.Session session, Agreement agreement) {
        return running(session, agreement.orderId())
                .map(plan -> plan.map(some -> some.open().plus(some.writtenOff()))
                        .orElseGet(() -> Money.zero(agreement.terms().total().currency())));
    }

    /**
     * Takes off what nobody has paid of an order that was released, before any of a refund is money; the order is locked. Empty if the
     * order has no plan: then all of it is.
     */
    public Uni<Optional<Cancellation>> takeOff(Mutiny.Session session, UUID orderId, Money refund, Instant now) {
        return running(session, orderId).chain(plan -> {
            var cancelled = plan.map(before -> Cancellation.cancelFutureFirst(before, refund, now));
            return plan.isEmpty()
                    ? Uni.createFrom().item(cancelled)
                    : saveCut(session, plan.get(), cancelled.orElseThrow().plan(), now)
                            .replaceWith(cancelled);
        });
    }

    private Uni<Optional<InstalmentPlan>> running(Mutiny.Session session, UUID orderId) {
        return plans.ofOrder(session, orderId)
                .map(stored -> Optional.ofNullable(stored)
                        .map(StoredPlan::plan)
                        .filter(plan -> plan.stage() == InstalmentPlan.Stage.OPEN
                                || plan.stage() == InstalmentPlan.Stage.CLOSED));
    }

    /** Drops a plan that was agreed on and never opened. */
    Uni<Void> drop(Mutiny.Session session, InstalmentPlan plan, Instant now) {
        return plans.save(session, plan, plan.at(InstalmentPlan.Stage.DROPPED), now);
    }

    /** A proposal comes to nothing unless the order is funded by its first part. */
    private Uni<Consequences> decided(
            Mutiny.Session session, StoredPlan stored, Order to, Consequences consequences, Instant now) {
        var plan = stored.plan();
        if (!(to instanceof Order.Funded funded)) {
            return drop(session, plan, now).replaceWith(consequences);
        }
        return payments.find(session, funded.payment()).chain(payment -> {
            var part = payment == null ? null : payment.part();
            return payment == null || part == null || !part.planId().equals(plan.planId())
                    ? drop(session, plan, now).replaceWith(consequences)
                    : open(session, plan, payment, now).replaceWith(() -> opened(plan, to.agreement(), consequences));
        });
    }

    private Uni<Void> open(Mutiny.Session session, InstalmentPlan proposed, Payment payment, Instant now) {
        var plan = proposed.at(InstalmentPlan.Stage.OPEN);
        var first = paid(plan, payment, now);
        var after = plan.with(first);
        Uni<Void> opened = plans.open(session, plan.planId(), Objects.requireNonNull(payment.reference()), now)
                .chain(() -> plans.save(session, plan, after, now))
                .chain(() -> news.say(
                        session,
                        List.of(
                                InstalmentEvent.PlanOpenedV1.of(after, now),
                                InstalmentEvent.PaidV1.of(after, first, now)),
                        now));
        for (var part : after.parts().subList(1, after.parts().size())) {
            opened = opened.chain(() -> pauses.schedule(session, after, part.share(), now));
        }
        return opened;
    }

    private static Instalment paid(InstalmentPlan plan, Payment payment, Instant now) {
        var first = plan.parts().getFirst();
        var decision =
                InstalmentRules.decide(first, new Confirm(payment.id(), payment.amount()), plan.conditions(), now);
        if (decision instanceof InstalmentDecision.Moved(var to)) {
            return to;
        }
        throw new IllegalStateException(payment + " does not pay " + first + ": " + decision);
    }

    /** The provider of the plan owes us the whole, and the first part of it has come. */
    private static Consequences opened(InstalmentPlan plan, Agreement a, Consequences consequences) {
        var first = plan.parts().getFirst().share();
        var bookings = new ArrayList<Occurrence>();
        for (var booking : consequences.bookings()) {
            if (booking.fact() == Fact.FUNDED) {
                bookings.add(
                        Occurrence.of(Fact.INSTALMENTS_OPENED, a.orderId(), a.sellerId(), a.orderId(), plan.total()));
                bookings.add(
                        Occurrence.of(Fact.INSTALMENT_PAID, a.orderId(), a.sellerId(), first.partId(), first.amount()));
            } else {
                bookings.add(booking);
            }
        }
        return new Consequences(consequences.events(), bookings, consequences.moneyBack());
    }

    /** What goes back to the buyer takes off what nobody has paid yet, and only the rest of it is money. */
    private Uni<Consequences> cut(Mutiny.Session session, InstalmentPlan plan, Consequences consequences, Instant now) {
        var refund = consequences.bookings().stream()
                .filter(PlanMoney::concernsPlans)
                .map(booking -> booking.part(Part.BUYER).plus(booking.part(Part.FUTURE_PARTS)))
                .filter(Money::isPositive)
                .findFirst();
        if (refund.isEmpty()) {
            return Uni.createFrom().item(consequences);
        }
        var cancellation = Cancellation.cancelFutureFirst(plan, refund.get(), now);
        return saveCut(session, plan, cancellation.plan(), now)
                .replaceWith(() -> new Consequences(
                        adjusted(consequences.events(), cancellation.buyer()),
                        consequences.bookings().stream()
                                .flatMap(booking -> adjusted(booking, cancellation))
                                .toList(),
                        adjusted(consequences.moneyBack(), cancellation.buyer())));
    }

    private Uni<Void> saveCut(Mutiny.Session session, InstalmentPlan before, InstalmentPlan after, Instant now) {
        Uni<Void> saved = plans.save(session, before, after, now);
        for (var part : after.parts()) {
            if (part instanceof Instalment.Cancelled) {
                saved = saved.chain(() -> timers.cancelAll(session, part.share().partId()));
            }
        }
        return before.stage() == after.stage()
                ? saved
                : saved.chain(() -> news.say(
                        session,
                        InstalmentEvent.PlanClosedV1.of(after, now).stream().toList(),
                        now));
    }

    private static Stream<Occurrence> adjusted(Occurrence booking, Cancellation cancellation) {
        if (!concernsPlans(booking)) {
            return Stream.of(booking);
        }
        var lost = cancellation.writtenOff();
        var parts = new EnumMap<Part, Money>(booking.parts());
        parts.put(Part.BUYER, cancellation.buyer().plus(lost));
        parts.put(Part.FUTURE_PARTS, cancellation.futureParts());
        var adjusted = new Occurrence(booking.fact(), booking.orderId(), booking.sellerId(), booking.subject(), parts);
        // It was given up when the sale had gone through, before the release was taken back.
        return lost.isZero()
                ? Stream.of(adjusted)
                : Stream.of(
                        adjusted,
                        new Occurrence(
                                Fact.INSTALMENTS_CANCELLED,
                                booking.orderId(),
                                booking.sellerId(),
                                booking.subject(),
                                Map.of(Part.TOTAL, lost, Part.EXPENSE, lost)));
    }

    private static List<OrderEvent> adjusted(List<OrderEvent> events, Money buyer) {
        return events.stream()
                .<OrderEvent>mapMulti((event, into) -> {
                    if (!(event instanceof OrderEvent.RefundIssuedV1 issued)) {
                        into.accept(event);
                    } else if (buyer.isPositive()) {
                        into.accept(new OrderEvent.RefundIssuedV1(
                                issued.orderId(),
                                issued.listingId(),
                                issued.buyerId(),
                                issued.sellerId(),
                                buyer,
                                issued.reason(),
                                issued.disputeId(),
                                issued.at()));
                    }
                })
                .toList();
    }

    private static @Nullable MoneyBack adjusted(@Nullable MoneyBack money, Money buyer) {
        return money == null || buyer.isZero()
                ? null
                : new MoneyBack(money.payment(), buyer, money.reason(), money.dispute());
    }

    private static boolean concernsPlans(Occurrence booking) {
        return CONCERNED.contains(booking.fact());
    }
}
