package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.events.heard.AccountHeard;
import dev.bonafide.escrow.events.heard.AdvanceHeard;
import dev.bonafide.escrow.events.heard.ClaimHeard;
import dev.bonafide.escrow.events.heard.CostHeard;
import dev.bonafide.escrow.events.heard.DisputeHeard;
import dev.bonafide.escrow.events.heard.ListingHeard;
import dev.bonafide.escrow.events.heard.RestrictionHeard;
import dev.bonafide.escrow.events.heard.ReturnHeard;
import dev.bonafide.escrow.events.heard.RiskHeard;
import dev.bonafide.escrow.events.heard.ShipmentHeard;
import dev.bonafide.kit.inbox.EventRoutes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Everything this service listens to, on one page. */
class Listening {
    /** The name under which handled events are remembered; it must never change. */
    static final String CONSUMER = "escrow-service";

    @Produces
    @Singleton
    EventRoutes routes(
            ListingFacts listings,
            RiskFacts risk,
            AccountFacts accounts,
            ShipmentFacts shipments,
            DisputeFacts disputes,
            RulingFacts rulings,
            RestrictionFacts restrictions,
            AdvanceFacts advances,
            ClaimFacts claims,
            ReturnFacts returns,
            CostFacts costs) {
        return EventRoutes.of(CONSUMER)
                .on("bonafide.listing.ListingPublished.v1", ListingHeard.PublishedV1.class, listings::published)
                .on(
                        "bonafide.listing.ListingPriceChanged.v1",
                        ListingHeard.PriceChangedV1.class,
                        listings::priceChanged)
                .on("bonafide.listing.ListingReserved.v1", ListingHeard.ReservedV1.class, listings::reserved)
                .on(
                        "bonafide.listing.ListingReservationRefused.v1",
                        ListingHeard.ReservationRefusedV1.class,
                        listings::reservationRefused)
                .on("bonafide.listing.ListingUnreserved.v1", ListingHeard.UnreservedV1.class, listings::unreserved)
                .on("bonafide.listing.ListingHidden.v1", ListingHeard.HiddenV1.class, listings::hidden)
                .on("bonafide.listing.ListingSold.v1", ListingHeard.SoldV1.class, listings::sold)
                .on("bonafide.listing.ListingClosed.v1", ListingHeard.ClosedV1.class, listings::closed)
                .on("bonafide.risk.DecisionMade.v1", RiskHeard.DecisionMadeV1.class, risk::decided)
                .on("bonafide.identity.RightsChanged.v1", AccountHeard.RightsChangedV1.class, accounts::rightsChanged)
                .on(
                        "bonafide.identity.ScoreRecomputed.v1",
                        AccountHeard.ScoreRecomputedV1.class,
                        accounts::scoreRecomputed)
                .on("bonafide.logistics.ShipmentCreated.v1", ShipmentHeard.CreatedV1.class, shipments::created)
                .on("bonafide.logistics.ShipmentDispatched.v1", ShipmentHeard.DispatchedV1.class, shipments::dispatched)
                .on("bonafide.logistics.ShipmentDelivered.v1", ShipmentHeard.DeliveredV1.class, shipments::delivered)
                .on(
                        "bonafide.logistics.ShipmentDeliveryRevoked.v1",
                        ShipmentHeard.DeliveryRevokedV1.class,
                        shipments::deliveryRevoked)
                .on("bonafide.dispute.DisputeOpened.v1", DisputeHeard.OpenedV1.class, disputes::opened)
                .on("bonafide.dispute.DisputeRuled.v1", DisputeHeard.RuledV1.class, rulings::ruled)
                .on("bonafide.dispute.RulingStepDue.v1", DisputeHeard.StepDueV1.class, rulings::stepDue)
                .on("bonafide.risk.RestrictionImposed.v1", RestrictionHeard.ImposedV1.class, restrictions::imposed)
                .on("bonafide.risk.RestrictionLifted.v1", RestrictionHeard.LiftedV1.class, restrictions::lifted)
                .on(
                        "bonafide.dispute.AdvanceCompensationApproved.v1",
                        AdvanceHeard.ApprovedV1.class,
                        advances::approved)
                .on("bonafide.dispute.AdvanceCompensationVoided.v1", AdvanceHeard.VoidedV1.class, advances::voided)
                .on(
                        "bonafide.logistics.InsuranceClaimDecided.v1",
                        ClaimHeard.InsuranceDecidedV1.class,
                        claims::insuranceDecided)
                .on("bonafide.logistics.NoReasonReturnAccepted.v1", ReturnHeard.AcceptedV1.class, returns::accepted)
                .on("bonafide.logistics.ReturnDispatched.v1", ReturnHeard.DispatchedV1.class, returns::dispatched)
                .on("bonafide.logistics.ReturnDelivered.v1", ReturnHeard.DeliveredV1.class, returns::delivered)
                .on("bonafide.logistics.ReturnCleared.v1", ReturnHeard.ClearedV1.class, returns::cleared)
                .on("bonafide.logistics.ReturnDoubted.v1", ReturnHeard.DoubtedV1.class, returns::doubted)
                .on("bonafide.logistics.ReturnExpired.v1", ReturnHeard.ExpiredV1.class, returns::expired)
                .on("bonafide.logistics.ReturnLost.v1", ReturnHeard.LostV1.class, returns::lost)
                .on("bonafide.logistics.FreightChargeDue.v1", CostHeard.FreightDueV1.class, costs::freightDue)
                .on("bonafide.logistics.WarrantyCostDue.v1", CostHeard.WarrantyDueV1.class, costs::warrantyDue);
    }
}
