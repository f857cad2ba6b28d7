package dev.bonafide.dispute.consumers;

import dev.bonafide.dispute.desk.DisputeDesk;
import dev.bonafide.dispute.dispute.Decision;
import dev.bonafide.dispute.dispute.DisputeCommand;
import dev.bonafide.dispute.dispute.DisputeCommand.ConfirmFreeze;
import dev.bonafide.dispute.dispute.DisputeCommand.RefuseFreeze;
import dev.bonafide.dispute.dispute.DisputeCommand.StepAnswered;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.events.heard.OrderHeard;
import dev.bonafide.dispute.order.DisputableOrder;
import dev.bonafide.dispute.order.OrderStage;
import dev.bonafide.dispute.store.KnownOrders;
import dev.bonafide.dispute.store.ParkedFacts;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What the escrow service says. News of an order is kept whether or not we knew the order before; an answer to a dispute
 * becomes a command, and one that does not fit waits for a person, because trying it again would not make it fit.
 */
@ApplicationScoped
class OrderFacts {
    private final KnownOrders orders;
    private final DisputeDesk desk;
    private final ParkedFacts parked;

    OrderFacts(KnownOrders orders, DisputeDesk desk, ParkedFacts parked) {
        this.orders = orders;
        this.desk = desk;
        this.parked = parked;
    }

    Uni<Void> placed(Mutiny.Session session, ReceivedEvent<OrderHeard.PlacedV1> event) {
        var told = event.data();
        return orders.hear(session, told.orderId(), told.buyerId(), told.sellerId(), order -> order);
    }

    Uni<Void> funded(Mutiny.Session session, ReceivedEvent<OrderHeard.FundedV1> event) {
        var told = event.data();
        return orders.hear(session, told.orderId(), told.buyerId(), told.sellerId(), DisputableOrder::funded);
    }

    Uni<Void> shipped(Mutiny.Session session, ReceivedEvent<OrderHeard.ShippedV1> event) {
        var told = event.data();
        return orders.hear(session, told.orderId(), told.buyerId(), told.sellerId(), order -> order.shipped(told.at()));
    }

    Uni<Void> inspectionStarted(Mutiny.Session session, ReceivedEvent<OrderHeard.InspectionStartedV1> event) {
        var told = event.data();
        return orders.hear(
                session,
                told.orderId(),
                told.buyerId(),
                told.sellerId(),
                order -> order.delivered(told.deliveredAt(), told.autoConfirmAt()));
    }

    Uni<Void> inspectionExtended(Mutiny.Session session, ReceivedEvent<OrderHeard.InspectionExtendedV1> event) {
        var told = event.data();
        return orders.hear(
                session,
                told.orderId(),
                told.buyerId(),
                told.sellerId(),
                order -> order.extended(told.autoConfirmAt()));
    }

    Uni<Void> accepted(Mutiny.Session session, ReceivedEvent<OrderHeard.AcceptedV1> event) {
        var told = event.data();
        return orders.hear(
                session,
                told.orderId(),
                told.buyerId(),
                told.sellerId(),
                order -> order.ended(OrderStage.ACCEPTED, told.at()));
    }

    Uni<Void> cancelled(Mutiny.Session session, ReceivedEvent<OrderHeard.CancelledV1> event) {
        var told = event.data();
        return orders.hear(
                session,
                told.orderId(),
                told.buyerId(),
                told.sellerId(),
                order -> order.ended(OrderStage.CANCELLED, told.at()));
    }

    Uni<Void> released(Mutiny.Session session, ReceivedEvent<OrderHeard.ReleasedV1> event) {
        var told = event.data();
        return orders.hear(
                        session,
                        told.orderId(),
                        told.buyerId(),
                        told.sellerId(),
                        order -> order.ended(OrderStage.RELEASED, told.at()))
                .chain(() -> answer(session, event, told.disputeId(), told.orderId(), new StepAnswered(Party.SELLER)));
    }

    Uni<Void> refunded(Mutiny.Session session, ReceivedEvent<OrderHeard.RefundedV1> event) {
        var told = event.data();
        return orders.hear(
                        session,
                        told.orderId(),
                        told.buyerId(),
                        told.sellerId(),
                        order -> order.ended(OrderStage.REFUNDED, told.at()))
                .chain(() -> answer(session, event, told.disputeId(), told.orderId(), new StepAnswered(Party.BUYER)));
    }

    Uni<Void> frozen(Mutiny.Session session, ReceivedEvent<OrderHeard.FrozenV1> event) {
        return answer(session, event, event.data().disputeId(), event.data().orderId(), new ConfirmFreeze());
    }

    Uni<Void> freezeRefused(Mutiny.Session session, ReceivedEvent<OrderHeard.FreezeRefusedV1> event) {
        var told = event.data();
        return answer(session, event, told.disputeId(), told.orderId(), new RefuseFreeze(told.reason()));
    }

    private Uni<Void> answer(
            Mutiny.Session session,
            ReceivedEvent<?> event,
            @Nullable UUID disputeId,
            UUID orderId,
            DisputeCommand command) {
        if (disputeId == null) {
            return Uni.createFrom().voidItem();
        }
        return desk.carryOut(session, disputeId, command).chain(carried -> {
            if (carried == null) {
                return parked.park(session, event, disputeId, orderId, null);
            }
            return switch (carried.decision()) {
                case Decision.Moved _, Decision.Stays _, Decision.AlreadyDone _ ->
                    Uni.createFrom().voidItem();
                case Decision.Parked _, Decision.Refused _ ->
                    parked.park(
                            session,
                            event,
                            disputeId,
                            orderId,
                            carried.dispute().dispute().stage());
            };
        });
    }
}
