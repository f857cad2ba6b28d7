package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.handover.HandOverDecision;
import dev.bonafide.escrow.offer.OfferDecision;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.placing.PlacingDecision;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import java.util.List;

/** The one table from a refusal to a problem. A new refusal does not compile until it has a status here. */
final class RefusalProblems {
    private RefusalProblems() {}

    static Problem of(Refused refusal) {
        var code = RefusalCodes.of(refusal);
        return switch (refusal) {
            case Refused.UnknownOrder _, Refused.NotAParty _ -> Problem.of(404, code);
            case Refused.NotTheBuyer _ -> Problem.of(403, code);
            case Refused.NotTheSeller _ -> Problem.of(403, code);
            case Refused.CodeIssued(var waitsUntil) -> Problem.of(409, code).with("waitsUntil", waitsUntil);
            case Refused.NotAMeeting _ -> Problem.of(409, code);
            case Refused.StaleVersion(var current) -> ETags.stale(current);
            case Refused.WrongStage(var asked, var at, var allowed) ->
                Problem.of(409, code)
                        .with("asked", asked.name())
                        .with("stage", at.name())
                        .with("allowed", names(List.copyOf(allowed)));
            case Refused.TooEarly(var dueAt) -> Problem.of(409, code).with("dueAt", dueAt);
            case Refused.PaymentWindowClosed(var closedAt) ->
                Problem.of(409, code).with("closedAt", closedAt);
            case Refused.AmountDiffers(var due, var paid) ->
                Problem.of(409, code).with("due", due).with("paid", paid);
            case Refused.SnapshotDiffers(var agreed, var reserved) ->
                Problem.of(409, code).with("agreed", agreed).with("reserved", reserved);
            case Refused.ShipmentAnnounced(var shipment) ->
                Problem.of(409, code).with("shipmentId", shipment);
            case Refused.NotInMilestones _ -> Problem.of(409, code);
            case Refused.UnknownMilestone(var number) -> Problem.of(404, code).with("number", number);
            case Refused.MilestoneNotDelivered(var number) ->
                Problem.of(409, code).with("number", number);
            case Refused.MilestoneRefunded(var number) -> Problem.of(409, code).with("number", number);
            case Refused.MilestoneDisputed(var number, var dispute) ->
                Problem.of(409, code).with("number", number).with("disputeId", dispute);
            case Refused.MilestoneRuled(var number) -> Problem.of(409, code).with("number", number);
            case Refused.MilestonesOver(var closedAt) -> Problem.of(409, code).with("closedAt", closedAt);
            case Refused.OtherShipment(var known, var _) ->
                Problem.of(409, code).with("shipmentId", known);
            case Refused.ExtendedBefore(var autoConfirmAt) ->
                Problem.of(409, code).with("autoConfirmAt", autoConfirmAt);
            case Refused.InspectionOver(var closedAt) -> Problem.of(409, code).with("closedAt", closedAt);
            case Refused.AboveHeld(var atMost, var _) ->
                Problem.of(422, code).with("atMost", atMost).with(FieldError.at("/amount", "ABOVE_HELD"));
            case Refused.NothingAsked _ -> Problem.of(422, code).with(FieldError.at("/amount", "NOT_POSITIVE"));
            case Refused.OtherCurrency(var expected, var _) ->
                Problem.of(422, code)
                        .with("expected", expected.getCurrencyCode())
                        .with(FieldError.at("/amount/currency", "OTHER_CURRENCY"));
            case Refused.NotADivision(var held, var _) -> Problem.of(422, code).with("held", held);
            case Refused.ReleasedMeanwhile(var at) -> Problem.of(409, code).with("at", at);
            case Refused.NotFreezable _, Refused.NotReturnable _ -> Problem.of(409, code);
            case Refused.FreezeExtendedBefore(var expiresAt) ->
                Problem.of(409, code).with("expiresAt", expiresAt);
            case Refused.OtherDispute _ -> Problem.of(409, code);
        };
    }

    static Problem of(PlacingDecision.Refused refusal) {
        return switch (refusal) {
            case PlacingDecision.Refused.UnknownListing(var listing) ->
                Problem.of(404, "LISTING_UNKNOWN").with("listingId", listing);
            case PlacingDecision.Refused.NotOnSale(var availability) ->
                Problem.of(409, "LISTING_NOT_ON_SALE").with("availability", availability.name());
            case PlacingDecision.Refused.SelfDealing _ -> Problem.of(422, "SELF_DEALING");
            case PlacingDecision.Refused.MilestonesDiffer(var price, var sum) -> {
                var problem = Problem.of(422, "MILESTONES_DO_NOT_ADD_UP")
                        .with("price", price)
                        .with(FieldError.at("/milestones", "DO_NOT_ADD_UP"));
                yield sum == null ? problem : problem.with("sum", sum);
            }
            case PlacingDecision.Refused.MilestonesCannotMeet _ ->
                Problem.of(422, "MILESTONES_CANNOT_MEET").with(FieldError.at("/milestones", "NOT_FOR_A_MEETING"));
            case PlacingDecision.Refused.MeetingNotOffered _ ->
                Problem.of(422, "MEETING_NOT_OFFERED").with(FieldError.at("/delivery", "NOT_OFFERED"));
            case PlacingDecision.Refused.SnapshotChanged(var _, var current, var price) ->
                Problem.of(409, "SNAPSHOT_CHANGED")
                        .with("currentSnapshotHash", current)
                        .with("currentPrice", price);
            case PlacingDecision.Refused.ServicesNotOffered(var services, var offered) ->
                WishedServices.notOffered(services, offered);
            case PlacingDecision.Refused.ServicesExcludeEachOther(var together) ->
                Problem.of(422, "SERVICES_EXCLUDE_EACH_OTHER")
                        .with("services", together.stream().map(Enum::name).toList());
            case PlacingDecision.Refused.QuoteChanged(var current) ->
                Problem.of(409, "QUOTE_CHANGED")
                        .with("total", current.terms().total())
                        .with("quote", Views.QuoteView.of(current));
            case PlacingDecision.Refused.LimitExceeded(var total, var limit, var policyVersion) ->
                Problem.of(422, "LIMIT_EXCEEDED")
                        .with("total", total)
                        .with("limit", limit)
                        .with("policyVersion", policyVersion);
        };
    }

    static Problem of(OfferDecision.Refused refusal) {
        return switch (refusal) {
            case OfferDecision.Refused.ByOrder(var byOrder) -> of(byOrder);
            case OfferDecision.Refused.Unknown(var number) ->
                Problem.of(404, "REFUND_OFFER_NOT_FOUND").with("number", number);
            case OfferDecision.Refused.Own(var number) ->
                Problem.of(403, "OWN_REFUND_OFFER").with("number", number);
            case OfferDecision.Refused.Closed(var number, var status) ->
                Problem.of(409, "REFUND_OFFER_CLOSED").with("number", number).with("offerStatus", status.name());
        };
    }

    static Problem of(HandOverDecision.Refused refusal) {
        return switch (refusal) {
            case HandOverDecision.Refused.ByOrder(var byOrder) -> of(byOrder);
            case HandOverDecision.Refused.NoPass _ -> Problem.of(404, "HAND_OVER_CODE_NOT_ISSUED");
            case HandOverDecision.Refused.Before(var at) ->
                Problem.of(409, "HANDED_OVER_ALREADY").with("handedOverAt", at);
            case HandOverDecision.Refused.WrongCode(var triesLeft) ->
                Problem.of(422, "HAND_OVER_CODE_WRONG").with("triesLeft", triesLeft);
            case HandOverDecision.Refused.Locked _ -> Problem.of(409, "HAND_OVER_LOCKED");
            case HandOverDecision.Refused.WrongToken _ -> Problem.of(422, "HAND_OVER_TOKEN_INVALID");
            case HandOverDecision.Refused.WrongTime(var from, var to) ->
                Problem.of(422, "HAND_OVER_TIME_IMPOSSIBLE").with("from", from).with("to", to);
        };
    }

    static List<String> names(List<OrderCommand.Name> commands) {
        return commands.stream().map(Enum::name).sorted().toList();
    }
}
