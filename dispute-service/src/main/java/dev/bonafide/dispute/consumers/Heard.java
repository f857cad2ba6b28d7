package dev.bonafide.dispute.consumers;

import dev.bonafide.dispute.events.heard.OrderHeard;
import dev.bonafide.kit.inbox.EventRoutes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which events we take in, as what, and who handles them. */
@Singleton
class Heard {
    @Produces
    @Singleton
    EventRoutes routes(OrderFacts orders) {
        return EventRoutes.of("dispute-service")
                .on("bonafide.escrow.OrderPlaced.v1", OrderHeard.PlacedV1.class, orders::placed)
                .on("bonafide.escrow.OrderFunded.v1", OrderHeard.FundedV1.class, orders::funded)
                .on("bonafide.escrow.OrderShipped.v1", OrderHeard.ShippedV1.class, orders::shipped)
                .on(
                        "bonafide.escrow.OrderInspectionStarted.v1",
                        OrderHeard.InspectionStartedV1.class,
                        orders::inspectionStarted)
                .on(
                        "bonafide.escrow.OrderInspectionExtended.v1",
                        OrderHeard.InspectionExtendedV1.class,
                        orders::inspectionExtended)
                .on("bonafide.escrow.OrderAccepted.v1", OrderHeard.AcceptedV1.class, orders::accepted)
                .on("bonafide.escrow.OrderReleased.v1", OrderHeard.ReleasedV1.class, orders::released)
                .on("bonafide.escrow.OrderRefunded.v1", OrderHeard.RefundedV1.class, orders::refunded)
                .on("bonafide.escrow.OrderCancelled.v1", OrderHeard.CancelledV1.class, orders::cancelled)
                .on("bonafide.escrow.OrderFrozen.v1", OrderHeard.FrozenV1.class, orders::frozen)
                .on("bonafide.escrow.OrderFreezeRefused.v1", OrderHeard.FreezeRefusedV1.class, orders::freezeRefused);
    }
}
