package dev.bonafide.escrow.model;

import dev.bonafide.escrow.events.heard.ClaimHeard;
import dev.bonafide.escrow.events.heard.DisputeHeard;
import dev.bonafide.escrow.events.heard.ListingHeard;
import dev.bonafide.escrow.events.heard.RiskHeard;
import dev.bonafide.escrow.events.heard.ShipmentHeard;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What other services say, on the wire. */
@ApplicationScoped
class Messages {

    /** The message of that step; the same id once more is the same to the byte. */
    Inlet.Message of(Run run, Step.Event told) {
        var data = run.sent.computeIfAbsent(
                told.id(), _ -> EventJson.write(payload(run, told)).getBytes(StandardCharsets.UTF_8));
        return new Inlet.Message(run.id("message", told.id()), type(told), run.order, data);
    }

    private static Object payload(Run run, Step.Event told) {
        return switch (told) {
            case Step.Reserved s ->
                new ListingHeard.ReservedV1(
                        run.listing, run.order, s.sameSnapshot() ? Acting.SNAPSHOT : "d".repeat(64));
            case Step.NotReserved _ ->
                new ListingHeard.ReservationRefusedV1(run.listing, run.order, "RESERVED_FOR_ANOTHER");
            case Step.Judged s ->
                new RiskHeard.DecisionMadeV1(
                        run.id("decision", s.id()),
                        RiskHeard.SubjectKind.ORDER,
                        run.order,
                        switch (s.verdict()) {
                            case ALLOW -> RiskHeard.Outcome.ALLOW;
                            case REVIEW -> RiskHeard.Outcome.REVIEW;
                            case BLOCK -> RiskHeard.Outcome.BLOCK;
                        });
            case Step.Announced s -> new ShipmentHeard.CreatedV1(run.id("parcel", s.parcel()), run.order);
            case Step.Dispatched s ->
                new ShipmentHeard.DispatchedV1(run.id("parcel", s.parcel()), run.order, s.revision());
            case Step.Delivered s ->
                new ShipmentHeard.DeliveredV1(
                        run.id("parcel", s.parcel()),
                        run.order,
                        run.model.now.minus(Duration.ofHours(s.hoursAgo())),
                        s.revision());
            case Step.Revoked s ->
                new ShipmentHeard.DeliveryRevokedV1(run.id("parcel", s.parcel()), run.order, s.revision());
            case Step.Opened s ->
                new DisputeHeard.OpenedV1(
                        run.id("dispute", s.dispute()),
                        run.order,
                        null,
                        DisputeHeard.Reason.valueOf(s.wrong().name()),
                        run.model.now.minus(Duration.ofHours(s.hoursAgo())));
            case Step.Ruled s ->
                new DisputeHeard.RuledV1(
                        run.id("dispute", s.dispute()),
                        run.order,
                        run.id("ruling", s.ruling()),
                        s.forBuyer() ? DisputeHeard.Outcome.BUYER : DisputeHeard.Outcome.SELLER,
                        null);
            case Step.Insured s ->
                new ClaimHeard.InsuranceDecidedV1(
                        run.id("claim", s.claim()),
                        run.order,
                        run.buyer,
                        run.seller,
                        ClaimHeard.ClaimedBy.BUYER,
                        ClaimHeard.Decision.APPROVED,
                        Money.cny(run.model.insured(s.percent())));
        };
    }

    private static String type(Step.Event told) {
        return "bonafide."
                + switch (told) {
                    case Step.Reserved _ -> "listing.ListingReserved.v1";
                    case Step.NotReserved _ -> "listing.ListingReservationRefused.v1";
                    case Step.Judged _ -> "risk.DecisionMade.v1";
                    case Step.Announced _ -> "logistics.ShipmentCreated.v1";
                    case Step.Dispatched _ -> "logistics.ShipmentDispatched.v1";
                    case Step.Delivered _ -> "logistics.ShipmentDelivered.v1";
                    case Step.Revoked _ -> "logistics.ShipmentDeliveryRevoked.v1";
                    case Step.Opened _ -> "dispute.DisputeOpened.v1";
                    case Step.Ruled _ -> "dispute.DisputeRuled.v1";
                    case Step.Insured _ -> "logistics.InsuranceClaimDecided.v1";
                };
    }
}
