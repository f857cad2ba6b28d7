package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.desk.order.OrderNews;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.events.heard.DisputeHeard;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.FreezeRefusal;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the dispute service says of a dispute that a party opens. */
@ApplicationScoped
class DisputeFacts {
    private final ChargebackDesk chargebacks;
    private final ToldOrders orders;
    private final OrderNews news;
    private final Clock clock;

    DisputeFacts(ChargebackDesk chargebacks, ToldOrders orders, OrderNews news, Clock clock) {
        this.chargebacks = chargebacks;
        this.orders = orders;
        this.news = news;
        this.clock = clock;
    }

    Uni<Void> opened(Mutiny.Session session, ReceivedEvent<DisputeHeard.OpenedV1> event) {
        var told = event.data();
        return chargebacks
                .disputed(session, told.orderId(), told.disputeId(), told.openedAt())
                .chain(carried -> {
                    if (!(carried.decision() instanceof NotFreezable(var reason))) {
                        return orders.parkIfRefused(session, event, told.orderId(), carried);
                    }
                    var answered = refuse(session, told.disputeId(), carried, reason);
                    // The buyer was in time and we were faster with the money: a person must look at it.
                    return reason == FreezeRefusal.RELEASED_BY_TIMER
                            ? answered.chain(() -> orders.parkIfRefused(session, event, told.orderId(), carried))
                            : answered;
                });
    }

    private Uni<Void> refuse(Mutiny.Session session, UUID disputeId, Carried carried, FreezeRefusal reason) {
        var stored = carried.order();
        if (stored == null) {
            return Uni.createFrom().voidItem();
        }
        var agreement = stored.order().agreement();
        var now = clock.instant();
        return news.say(
                session,
                List.of(new OrderEvent.FreezeRefusedV1(
                        agreement.orderId(), disputeId, agreement.buyerId(), agreement.sellerId(), reason.name(), now)),
                now);
    }
}
