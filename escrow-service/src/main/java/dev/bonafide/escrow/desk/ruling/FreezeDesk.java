package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.events.said.FreezeEvent;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.FreezeAge;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.terms.DisputeWindows;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Lets freezes age, by a timer of our own, so that no hold depends on anybody else's being alive: each day it is said, and at the
 * ceiling the buyer has the money back.
 */
@ApplicationScoped
public class FreezeDesk {
    private final Orders orders;
    private final OrderDesk desk;
    private final Chargebacks chargebacks;
    private final RulingDesk rulings;
    private final Deadlines deadlines;
    private final ParkedFacts parked;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    FreezeDesk(
            Orders orders,
            OrderDesk desk,
            Chargebacks chargebacks,
            RulingDesk rulings,
            Deadlines deadlines,
            ParkedFacts parked,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.chargebacks = chargebacks;
        this.rulings = rulings;
        this.deadlines = deadlines;
        this.parked = parked;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The freeze of an order is a day older, on that day; nothing if it has ended. */
    public Uni<Void> age(Mutiny.Session session, UUID orderId, Instant day) {
        return orders.lock(session, orderId).chain(stored -> {
            var freeze = stored == null ? null : stored.order().standstill();
            if (stored == null || freeze == null) {
                return Uni.createFrom().voidItem();
            }
            var order = stored.order();
            var now = clock.instant();
            var isExpired = FreezeAge.isExpired(freeze, windows(order), now);
            if (!isExpired && !FreezeAge.isWarnedOn(freeze, windows(order), day, now)) {
                return olderStill(session, order, freeze, now);
            }
            return isOfABank(session, freeze).chain(bank -> {
                // A bank decides in a time of its own, and has the money meanwhile.
                if (bank) {
                    return olderStill(session, order, freeze, now);
                }
                return isExpired
                        ? expire(session, order, freeze, now)
                        : warn(session, order, freeze, now).chain(() -> olderStill(session, order, freeze, now));
            });
        });
    }

    /** Two people let the freeze of an order last longer; a code if it cannot. */
    public Uni<@Nullable String> extend(Mutiny.Session session, UUID orderId) {
        return desk.carryOut(session, orderId, new ExtendFreeze())
                .chain(carried -> carried.decision() instanceof Refused refused
                        ? Uni.createFrom().item(RefusalCodes.of(refused))
                        : tellExtended(
                                        session,
                                        Objects.requireNonNull(carried.order()).order())
                                .map(_ -> null));
    }

    private Uni<Void> tellExtended(Mutiny.Session session, Order order) {
        var a = order.agreement();
        var freeze = Objects.requireNonNull(order.standstill());
        var now = clock.instant();
        return say(
                session,
                new FreezeEvent.ExtendedV1(
                        a.orderId(),
                        freeze.cause(),
                        a.buyerId(),
                        a.sellerId(),
                        freeze.since(),
                        FreezeAge.expiresAt(freeze, windows(order)),
                        now),
                now);
    }

    /** It will soon end by itself: those are told who can still do something about it. */
    private Uni<Void> warn(Mutiny.Session session, Order order, Standstill freeze, Instant now) {
        var a = order.agreement();
        var expiresAt = FreezeAge.expiresAt(freeze, windows(order));
        return parked.park(
                        session,
                        "freeze",
                        freeze.cause(),
                        a.orderId(),
                        "FREEZE_ENDS_SOON",
                        "Frozen since " + freeze.since() + "; unless somebody decides, the buyer has the money at "
                                + expiresAt)
                .chain(() -> say(
                        session,
                        new FreezeEvent.EndsSoonV1(
                                a.orderId(),
                                freeze.cause(),
                                a.buyerId(),
                                a.sellerId(),
                                held(order),
                                freeze.since(),
                                expiresAt,
                                !freeze.extended(),
                                now),
                        now));
    }

    private Uni<Void> olderStill(Mutiny.Session session, Order order, Standstill freeze, Instant now) {
        var a = order.agreement();
        var days = Math.toIntExact(Duration.between(freeze.since(), now).toDays());
        return say(
                        session,
                        new FreezeEvent.AgeingV1(
                                a.orderId(),
                                freeze.cause(),
                                a.buyerId(),
                                a.sellerId(),
                                held(order),
                                freeze.since(),
                                days,
                                FreezeAge.expiresAt(freeze, windows(order)),
                                now),
                        now)
                .chain(() -> deadlines.move(session, order, order, now));
    }

    private Uni<Void> expire(Mutiny.Session session, Order order, Standstill freeze, Instant now) {
        var a = order.agreement();
        var ruling = ids.next();
        return say(
                        session,
                        new FreezeEvent.ExpiredV1(
                                a.orderId(), freeze.cause(), ruling, a.buyerId(), a.sellerId(), freeze.since(), now),
                        now)
                .chain(() -> rulings.expire(session, order, freeze, ruling));
    }

    private Uni<Void> say(Mutiny.Session session, FreezeEvent event, Instant now) {
        return outbox.append(session, new OutgoingEvent(FreezeEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }

    private Uni<Boolean> isOfABank(Mutiny.Session session, Standstill freeze) {
        return chargebacks
                .find(session, freeze.cause())
                .map(bank -> bank != null && bank.status().isOpen());
    }

    /** What was released is not held any more. */
    private static Money held(Order order) {
        var total = order.agreement().terms().total();
        return order instanceof Order.Disputed ? total : Money.zero(total.currency());
    }

    private static DisputeWindows windows(Order order) {
        return order.agreement().terms().windows().disputes();
    }
}
