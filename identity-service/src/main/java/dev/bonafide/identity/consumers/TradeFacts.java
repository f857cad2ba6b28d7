package dev.bonafide.identity.consumers;

import dev.bonafide.identity.desk.EvidenceDesk;
import dev.bonafide.identity.events.DisputeRuledV1;
import dev.bonafide.identity.events.OrderRefundedV1;
import dev.bonafide.identity.events.OrderReleasedV1;
import dev.bonafide.identity.evidence.Evidence;
import dev.bonafide.identity.evidence.EvidenceKind;
import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How trades ended and disputes were ruled, turned into evidence. Each fact stands by itself, so the order in which the two
 * topics are read makes no difference; an account need not have been seen here before.
 */
@ApplicationScoped
public class TradeFacts {

    private final EvidenceDesk desk;

    TradeFacts(EvidenceDesk desk) {
        this.desk = desk;
    }

    /** What this service reads. */
    @Produces
    @Singleton
    EventRoutes routes() {
        return EventRoutes.of("identity-service")
                .on(OrderReleasedV1.TYPE, OrderReleasedV1.class, this::released)
                .on(OrderRefundedV1.TYPE, OrderRefundedV1.class, this::refunded)
                .on(DisputeRuledV1.TYPE, DisputeRuledV1.class, this::ruled);
    }

    private Uni<Void> released(Mutiny.Session session, ReceivedEvent<OrderReleasedV1> event) {
        OrderReleasedV1 order = event.data();
        return desk.add(
                session,
                List.of(
                        fact(order.sellerId(), EvidenceKind.SALE, order.at(), order.buyerId(), order.orderId(), event),
                        fact(
                                order.buyerId(),
                                EvidenceKind.PURCHASE,
                                order.at(),
                                order.sellerId(),
                                order.orderId(),
                                event)));
    }

    private Uni<Void> refunded(Mutiny.Session session, ReceivedEvent<OrderRefundedV1> event) {
        OrderRefundedV1 order = event.data();
        return desk.add(
                session,
                List.of(fact(
                        order.sellerId(),
                        EvidenceKind.ORDER_REFUNDED,
                        order.at(),
                        order.buyerId(),
                        order.orderId(),
                        event)));
    }

    private Uni<Void> ruled(Mutiny.Session session, ReceivedEvent<DisputeRuledV1> event) {
        DisputeRuledV1 ruling = event.data();
        if (!ruling.ruledForBuyer()) {
            return Uni.createFrom().voidItem();
        }
        return desk.add(
                session,
                List.of(fact(
                        ruling.sellerId(),
                        EvidenceKind.SNAD,
                        ruling.ruledAt(),
                        ruling.buyerId(),
                        ruling.orderId(),
                        event)));
    }

    private static Evidence fact(
            UUID account, EvidenceKind kind, Instant at, UUID counterparty, UUID order, ReceivedEvent<?> event) {
        return new Evidence(
                account,
                kind,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                counterparty,
                order,
                Evidence.WHOLE_MICROS,
                event.id());
    }
}
