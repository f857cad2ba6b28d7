package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.instalment.PlanMoney;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.desk.payment.HoldDesk;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.StaleVersion;
import dev.bonafide.escrow.order.Decision.Refused.UnknownOrder;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.order.Transition;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.StoredOrder;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Deadlines deadlines;
    private final Books books;
    private final OrderNews news;
    private final HoldDesk holds;
    private final Freezing freezing;
    private final PlanMoney plans;
    private final IndemnityKeeper indemnities;
    private final Clock clock;
    private final MeterRegistry meters;

    public OrderDesk(
            Orders orders,
            Deadlines deadlines,
            Books books,
            OrderNews news,
            HoldDesk holds,
            Freezing freezing,
            PlanMoney plans,
            IndemnityKeeper indemnities,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.deadlines = deadlines;
        this.books = books;
        this.news = news;
        this.holds = holds;
        this.freezing = freezing;
        this.plans = plans;
        this.indemnities = indemnities;
        this.clock = clock;
        this.meters = meters;
    }

    /** Carries out the command, whatever version the order has; all of it is written, for whoever goes on in the session. */
    public Uni<Carried> carryOut(Mutiny.Session session, UUID orderId, OrderCommand command) {
        return carryOut(session, orderId, command, null).call(() -> orders.written(session));
    }

    /**
     * Carries out the command if the order still has that version, or whatever it has if none is given. What it means may be
     * written only at the end of the transaction: for whoever has nothing more to read in it.
     */
    public Uni<Carried> carryOut(
            Mutiny.Session session, UUID orderId, OrderCommand command, @Nullable Long expectedVersion) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return refused(new UnknownOrder(orderId), null);
            }
            return freezing.completed(session, stored.order(), command)
                    .chain(completed -> decide(session, stored, completed, expectedVersion));
        });
    }

    private Uni<Carried> decide(
            Mutiny.Session session, StoredOrder stored, OrderCommand command, @Nullable Long expectedVersion) {
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
    }

    /** Adds an order that the rules of placing have allowed. */
    Uni<StoredOrder> open(Mutiny.Session session, Order.Placed order, Instant now) {
        var said = new ArrayList<OrderEvent>();
        return orders.add(session, order)
                .call(() -> orders.tell(session, order.agreement().orderId(), List.of(Transition.first(order))))
                .call(() -> follow(session, null, order, said, now))
                .call(() -> say(session, said, now))
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

    private Uni<StoredOrder> move(Mutiny.Session session, Order from, Moved moved, OrderCommand command, Instant now) {
        return save(session, moved)
                .call(() -> orders.tell(session, from.agreement().orderId(), Transition.of(from, moved, command, now)))
                .call(() -> followAll(session, from, moved.path(), command, now))
                .call(() -> deadlines.move(session, from, moved.to(), now))
                .call(() -> freezing.follow(session, from, moved.to(), command, now))
                .call(() -> plans.follow(session, from, moved.to(), now))
                .call(() -> holds.follow(session, from, moved.to(), now));
    }

    private Uni<StoredOrder> save(Mutiny.Session session, Moved moved) {
        // Milestones that end before their order does are written as what they have ended by.
        var first = moved.path().getFirst();
        return Milestones.ofOpen(first).isPresent() && !first.equals(moved.to())
                ? orders.save(session, first).chain(() -> orders.save(session, moved.to()))
                : orders.save(session, moved.to());
    }

    private Uni<Void> followAll(
            Mutiny.Session session, Order start, List<Order> path, OrderCommand command, Instant now) {
        // What the steps say is said at their end, all at once.
        var said = new ArrayList<OrderEvent>();
        Uni<Void> followed = Uni.createFrom().voidItem();
        var before = start;
        for (var to : path) {
            var from = before;
            followed =
                    followed.chain(() -> follow(session, from, to, said, now)).invoke(() -> count(from, to));
            before = to;
        }
        return followed.chain(() -> freezing.named(session, List.copyOf(said), command))
                .chain(named -> news.say(session, named, now));
    }

    private Uni<Void> follow(
            Mutiny.Session session, @Nullable Order from, Order to, List<OrderEvent> said, Instant now) {
        return indemnities
                .within(session, from, Consequences.of(from, to, now))
                .chain(wish -> plans.financed(session, to, wish, now))
                .chain(consequences -> {
                    var moneyBack = consequences.moneyBack();
                    return books.book(session, consequences.bookings(), now)
                            .chain(() -> asBooked(session, from, to, consequences.events(), now))
                            .invoke(said::addAll)
                            .chain(() -> moneyBack == null
                                    ? Uni.createFrom().voidItem()
                                    : say(session, said, now)
                                            .chain(() -> plans.giveBack(
                                                    session, to.agreement().orderId(), moneyBack, now)));
                });
    }

    /** What is said of a step, with the sums of the ledger where it ends an order in milestones. */
    private Uni<List<OrderEvent>> asBooked(
            Mutiny.Session session, @Nullable Order from, Order to, List<OrderEvent> events, Instant now) {
        var a = to.agreement();
        return a.isInMilestones()
                        && to instanceof Order.Ended ended
                        && !(to instanceof Order.Cancelled)
                        && !(from instanceof Order.Ended)
                ? books.goneOut(session, a.orderId(), a.terms().price().currency())
                        .map(gone -> EndsOfMilestones.told(ended, events, gone, now))
                        .call(() -> plans.backAlready(session, ended, now))
                : Uni.createFrom().item(events);
    }

    private Uni<Void> say(Mutiny.Session session, List<OrderEvent> said, Instant now) {
        var events = List.copyOf(said);
        said.clear();
        return news.say(session, events, now);
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
