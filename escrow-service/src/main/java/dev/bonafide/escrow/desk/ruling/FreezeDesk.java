package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.events.said.FreezeEvent;
import dev.bonafide.escrow.order.FreezeAge;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Chargebacks chargebacks;
    private final RulingDesk rulings;
    private final Deadlines deadlines;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    FreezeDesk(
            Orders orders,
            Chargebacks chargebacks,
            RulingDesk rulings,
            Deadlines deadlines,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.chargebacks = chargebacks;
        this.rulings = rulings;
        this.deadlines = deadlines;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The freeze of an order is a day older; nothing if it has ended. */
    public Uni<Void> age(Mutiny.Session session, UUID orderId) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null || !(stored.order() instanceof Disputed frozen)) {
                return Uni.createFrom().voidItem();
            }
            var now = clock.instant();
            if (!FreezeAge.isExpired(frozen.since(), now)) {
                return olderStill(session, frozen, now);
            }
            // A bank decides in a time of its own, and has the money meanwhile.
            return chargebacks
                    .find(session, frozen.dispute())
                    .chain(bank -> isOpen(bank) ? olderStill(session, frozen, now) : expire(session, frozen, now));
        });
    }

    private Uni<Void> olderStill(Mutiny.Session session, Disputed frozen, Instant now) {
        var a = frozen.agreement();
        var days = Math.toIntExact(Duration.between(frozen.since(), now).toDays());
        return say(
                        session,
                        new FreezeEvent.AgeingV1(
                                a.orderId(),
                                frozen.dispute(),
                                a.buyerId(),
                                a.sellerId(),
                                frozen.before().held().total(),
                                frozen.since(),
                                days,
                                FreezeAge.expiresAt(frozen.since()),
                                now),
                        now)
                .chain(() -> deadlines.move(session, frozen, frozen, now));
    }

    private Uni<Void> expire(Mutiny.Session session, Disputed frozen, Instant now) {
        var a = frozen.agreement();
        var ruling = ids.next();
        return say(
                        session,
                        new FreezeEvent.ExpiredV1(
                                a.orderId(), frozen.dispute(), ruling, a.buyerId(), a.sellerId(), frozen.since(), now),
                        now)
                .chain(() -> rulings.expire(session, frozen, ruling));
    }

    private Uni<Void> say(Mutiny.Session session, FreezeEvent event, Instant now) {
        return outbox.append(session, new OutgoingEvent(FreezeEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }

    private static boolean isOpen(@Nullable Chargeback bank) {
        return bank != null && bank.status().isOpen();
    }
}
