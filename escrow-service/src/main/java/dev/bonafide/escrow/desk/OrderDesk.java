package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.StaleVersion;
import dev.bonafide.escrow.order.Decision.Refused.UnknownOrder;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.order.Transition;
import dev.bonafide.escrow.store.MilestoneRows;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.StoredOrder;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The only door to an order. Lock, decide, save, tell, book, set deadlines and append to the outbox happen in the session
 * given, so that one command, or several, commit together with all that follows from them.
 */
@ApplicationScoped
public class OrderDesk {
    private final Orders orders;
    private final MilestoneRows milestones;
    private final Deadlines deadlines;
    private final Books books;
    private final OrderNews news;
    private final HoldDesk holds;
    private final PlanMoney plans;
    private final Clock clock;
    private final MeterRegistry meters;

    OrderDesk(
            Orders orders,
            MilestoneRows milestones,
            Deadlines deadlines,
            Books books,
            OrderNews news,
            HoldDesk holds,
            PlanMoney plans,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.milestones = milestones;
        this.deadlines = deadlines;
        this.books = books;
        this.news = news;
        this.holds = holds;
        this.plans = plans;
        this.clock = clock;
        this.meters = meters;
    }

    /** Carries out the command, whatever version the order has. */
    public Uni<Carried> carryOut(Mutiny.Session session, UUID orderId, OrderCommand command) {
        return carryOut(session, orderId, command, null);
    }

    /** Carries out the command if the order still has that version, or whatever it has if none is given. */
    public Uni<Carried> carryOut(
            Mutiny.Session session, UUID orderId, OrderCommand command, @Nullable Long expectedVersion) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return refused(new UnknownOrder(orderId), null);
            }
            var now = clock.instant();
            var decision = OrderRules.decide(stored.order(), command, now);
            // A stranger learns nothing, not even that the version is another.
            if (expectedVersion != null && expectedVersion != stored.version() && !isStranger(decision)) {
                return refused(new StaleVersion(stored.version()), stored);
            }
            return switch (decision) {
                case Moved moved ->
                    move(session, stored.order(), moved, command, now).map(order -> new Carried(moved, order));
                case Decision.AlreadyDone done -> Uni.createFrom().item(new Carried(done, stored));
                case Decision.Refused no -> refused(no, stored);
            };
        });
    }

    /** Adds an order that the rules of placing have allowed. */
    Uni<StoredOrder> open(Mutiny.Session session, Order.Placed order, Instant now) {
        return orders.add(session, order)
                .call(() -> orders.tell(session, order.agreement().orderId(), List.of(Transition.first(order))))
                .call(() -> follow(session, null, order, now))
                .call(() -> deadlines.move(session, null, order, now))
                .invoke(() -> count(null, order));
    }

    /** Reminds both sides that silence will soon accept; nothing if the order is no longer in inspection. */
    public Uni<Void> remind(Mutiny.Session session, UUID orderId, OrderEvent.ReminderDueV1.Kind kind) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null || !(stored.order() instanceof Order.Inspection inspection)) {
                return Uni.createFrom().voidItem();
            }
            var now = clock.instant();
            var agreement = inspection.agreement();
            return news.say(
                    session,
                    List.of(new OrderEvent.ReminderDueV1(
                            orderId,
                            agreement.buyerId(),
                            agreement.sellerId(),
                            null,
                            kind,
                            inspection.autoConfirmAt(),
                            now)),
                    now);
        });
    }

    /** Carries out what time says about a milestone; nothing if there is none of that id. */
    public Uni<Void> confirmMilestone(Mutiny.Session session, UUID milestoneId) {
        return milestones.find(session, milestoneId)
                .chain(place -> place == null
                        ? Uni.createFrom().voidItem()
                        : carryOut(session, place.orderId(), new AutoConfirmMilestone(place.number()))
                                .replaceWithVoid());
    }

    /** Reminds both sides that silence will soon accept a milestone; nothing if it is not delivered, or accepted already. */
    public Uni<Void> remindOfMilestone(
            Mutiny.Session session, UUID milestoneId, OrderEvent.ReminderDueV1.Kind kind) {
        return milestones.find(session, milestoneId).chain(place -> {
            if (place == null) {
                return Uni.createFrom().voidItem();
            }
            return orders.lock(session, place.orderId()).chain(stored -> {
                if (stored == null || !(stored.order() instanceof Order.InMilestones o)) {
                    return Uni.createFrom().voidItem();
                }
                return o.milestones().find(place.number()).orElseThrow().state()
                                instanceof MilestoneState.Delivered(var _, var autoConfirmAt)
                        ? remindOfMilestone(session, o.agreement(), milestoneId, kind, autoConfirmAt)
                        : Uni.createFrom().voidItem();
            });
        });
    }

    private Uni<Void> remindOfMilestone(
            Mutiny.Session session,
            Agreement agreement,
            UUID milestoneId,
            OrderEvent.ReminderDueV1.Kind kind,
            Instant autoConfirmAt) {
        var now = clock.instant();
        return news.say(
                session,
                List.of(new OrderEvent.ReminderDueV1(
                        agreement.orderId(),
                        agreement.buyerId(),
                        agreement.sellerId(),
                        milestoneId,
                        kind,
                        autoConfirmAt,
                        now)),
                now);
    }

    private Uni<StoredOrder> move(Mutiny.Session session, Order from, Moved moved, OrderCommand command, Instant now) {
        return saveAll(session, moved.path())
                .call(() -> orders.tell(session, from.agreement().orderId(), Transition.of(from, moved, command, now)))
                .call(() -> followAll(session, from, moved.path(), now))
                .call(() -> deadlines.move(session, from, moved.to(), now))
                .call(() -> holds.follow(session, from, moved.to(), now));
    }

    /** Milestones end before their order does, so that each stage of a path leaves its own trace. */
    private Uni<StoredOrder> saveAll(Mutiny.Session session, List<Order> path) {
        var last = orders.save(session, path.getFirst());
        for (var next : path.subList(1, path.size())) {
            last = last.chain(() -> orders.save(session, next));
        }
        return last;
    }

    private Uni<Void> followAll(Mutiny.Session session, Order start, List<Order> path, Instant now) {
        Uni<Void> followed = Uni.createFrom().voidItem();
        var before = start;
        for (var to : path) {
            var from = before;
            followed = followed.chain(() -> follow(session, from, to, now)).invoke(() -> count(from, to));
            before = to;
        }
        return followed;
    }

    private Uni<Void> follow(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
        return plans.financed(session, to, Consequences.of(from, to, now), now).chain(consequences -> {
            var moneyBack = consequences.moneyBack();
            return books.book(session, consequences.bookings(), now)
                    .chain(() -> news.say(session, consequences.events(), now))
                    .chain(() -> moneyBack == null
                            ? Uni.createFrom().voidItem()
                            : plans.giveBack(session, to.agreement().orderId(), moneyBack, now));
        });
    }

    private void count(@Nullable Order from, Order to) {
        meters.counter(
                        "bonafide.escrow.transitions",
                        "from",
                        from == null ? "NONE" : from.stage().name(),
                        "to",
                        to.stage().name())
                .increment();
    }

    private static boolean isStranger(Decision decision) {
        return decision instanceof Decision.Refused.NotAParty;
    }

    private static Uni<Carried> refused(Decision.Refused refusal, @Nullable StoredOrder stored) {
        return Uni.createFrom().item(new Carried(refusal, stored));
    }
}
