package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.ruling.DisputeDesk;
import dev.bonafide.escrow.events.heard.DisputeHeard;
import dev.bonafide.escrow.events.heard.DisputeHeard.Reason;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.Grievance;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the dispute service says of a dispute that a party opens. */
@ApplicationScoped
class DisputeFacts {
    private final DisputeDesk disputes;
    private final ToldOrders orders;

    DisputeFacts(DisputeDesk disputes, ToldOrders orders) {
        this.disputes = disputes;
        this.orders = orders;
    }

    Uni<Void> opened(Mutiny.Session session, ReceivedEvent<DisputeHeard.OpenedV1> event) {
        var told = event.data();
        return disputes.opened(
                        session,
                        told.orderId(),
                        told.disputeId(),
                        told.milestone(),
                        told.openedAt(),
                        grievance(told.reason()))
                .chain(carried -> carried.decision() instanceof NotFreezable
                        ? Uni.createFrom().voidItem()
                        : orders.parkIfRefused(session, event, told.orderId(), carried));
    }

    private static Grievance grievance(Reason reason) {
        return switch (reason) {
            case INR, DAMAGED, EMPTY_RETURN, SWAPPED_RETURN -> Grievance.VISIBLE;
            case SNAD, WRONG_ITEM, MISSING_PARTS, OTHER -> Grievance.HIDDEN_DEFECT;
            case COUNTERFEIT -> Grievance.COUNTERFEIT;
        };
    }
}
