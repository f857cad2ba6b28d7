package dev.bonafide.escrow.model;

import dev.bonafide.escrow.events.heard.AdvanceHeard;
import dev.bonafide.escrow.events.heard.ClaimHeard;
import dev.bonafide.escrow.events.heard.DisputeHeard;
import dev.bonafide.escrow.events.heard.DisputeHeard.LegV1;
import dev.bonafide.escrow.events.heard.DisputeHeard.LegV1.Party;
import dev.bonafide.escrow.events.heard.ListingHeard;
import dev.bonafide.escrow.events.heard.ReturnHeard;
import dev.bonafide.escrow.events.heard.RiskHeard;
import dev.bonafide.escrow.events.heard.ShipmentHeard;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
                        run.listing, run.order, s.sameSnapshot() ? Trading.SNAPSHOT : "d".repeat(64));
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
            case Step.Opened s -> opened(run, s.dispute(), null, s.wrong(), s.hoursAgo());
            case Step.OpenedOne s -> opened(run, s.dispute(), s.milestone() + 1, s.wrong(), s.hoursAgo());
            case Step.Ruled s ->
                new DisputeHeard.RuledV1(
                        run.dispute(s.dispute()),
                        run.order,
                        run.id("ruling", s.ruling()),
                        s.forBuyer() ? DisputeHeard.Outcome.BUYER : DisputeHeard.Outcome.SELLER,
                        null);
            case Step.Due s -> due(run, s);
            case Step.Advanced s ->
                new AdvanceHeard.ApprovedV1(
                        run.id("advance", s.advance()),
                        run.dispute(0),
                        run.order,
                        run.buyer,
                        run.seller,
                        run.id("ruling", 0),
                        Money.cny(s.amount(run.story.item().price())),
                        "COUNTERFEIT");
            case Step.Returned s -> returned(run, s);
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

    private static DisputeHeard.OpenedV1 opened(
            Run run, int dispute, @Nullable Integer milestone, Step.Wrong wrong, int hoursAgo) {
        return new DisputeHeard.OpenedV1(
                run.dispute(dispute),
                run.order,
                milestone,
                DisputeHeard.Reason.valueOf(wrong.name()),
                run.model.now.minus(Duration.ofHours(hoursAgo)));
    }

    private static DisputeHeard.StepDueV1 due(Run run, Step.Due s) {
        var legs = Objects.requireNonNull(run.model.decrees.wished.get(s.id()));
        return new DisputeHeard.StepDueV1(
                run.dispute(s.dispute()),
                run.order,
                run.id("ruling", s.ruling()),
                run.id(s.moves() ? "move" : "fix", 100 * s.ruling() + s.version()),
                s.moves() ? "MOVE_MONEY" : "FIX_MONEY",
                s.version(),
                List.of(
                        new LegV1(Party.BUYER, Money.cny(legs.buyer())),
                        new LegV1(Party.SELLER, Money.cny(legs.seller())),
                        new LegV1(Party.PLATFORM, Money.cny(legs.platform()))));
    }

    private static ReturnHeard returned(Run run, Step.Returned s) {
        var id = run.id("return", s.back());
        var at = run.model.now.minus(Duration.ofHours(s.hoursAgo()));
        var why = ReturnHeard.Cause.NO_REASON;
        return switch (s.word()) {
            case ACCEPTED -> new ReturnHeard.AcceptedV1(id, run.order, at.minus(Step.Returned.DELIVERED_BEFORE), at);
            case SENT -> new ReturnHeard.DispatchedV1(id, run.order, why, at);
            case COME -> new ReturnHeard.DeliveredV1(id, run.order, why, at);
            case DOUBTED -> new ReturnHeard.DoubtedV1(id, run.order, why, at);
            case CLEARED ->
                new ReturnHeard.ClearedV1(
                        id, run.order, why, ifAny(s.kept(run.story.item().price())), ifAny(s.freight()));
            case LOST -> new ReturnHeard.LostV1(id, run.order, why);
            case EXPIRED -> new ReturnHeard.ExpiredV1(id, run.order, why);
        };
    }

    private static @Nullable Money ifAny(long amount) {
        return amount == 0 ? null : Money.cny(amount);
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
                    case Step.Opened _, Step.OpenedOne _ -> "dispute.DisputeOpened.v1";
                    case Step.Ruled _ -> "dispute.DisputeRuled.v1";
                    case Step.Due _ -> "dispute.RulingStepDue.v1";
                    case Step.Advanced _ -> "dispute.AdvanceCompensationApproved.v1";
                    case Step.Returned s -> "logistics." + s.word().event + ".v1";
                    case Step.Insured _ -> "logistics.InsuranceClaimDecided.v1";
                };
    }
}
