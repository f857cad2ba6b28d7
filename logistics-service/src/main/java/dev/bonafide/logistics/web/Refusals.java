package dev.bonafide.logistics.web;

import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.logistics.carrier.Carrier.Check;
import dev.bonafide.logistics.desk.ShipmentOutcome.CarrierNotOffered;
import dev.bonafide.logistics.shipment.Decision.Refused;

/** The one table from refusal to problem. A new refusal does not compile until it has its line here. */
final class Refusals {

    private Refusals() {}

    static Problem of(Refused refused) {
        return switch (refused) {
            case Refused.NotYours _ -> HttpProblems.notFound();
            case Refused.OrderNotFunded _ -> Problem.of(409, "ORDER_NOT_FUNDED");
            case Refused.OrderFrozen _ -> Problem.of(409, "ORDER_FROZEN");
            case Refused.ShipmentExists(var present) ->
                Problem.of(409, "SHIPMENT_EXISTS")
                        .with("shipmentId", present.facts().shipmentId());
            case Refused.WrongNumberFormat(var carrier, var expected) ->
                Problem.of(422, "NUMBER_FORMAT")
                        .with("carrier", carrier)
                        .with("example", expected)
                        .with(FieldError.at("/number", "NUMBER_FORMAT"));
            case Refused.WrongStage(var stage, var allowed) ->
                Problem.of(409, "WRONG_STAGE").with("stage", stage.name()).with("allowed", allowed);
            case Refused.NumberInUseByCarrier _ -> Problem.of(409, "NUMBER_IN_USE_BY_CARRIER");
            case Refused.NumberAlreadyCorrected _ -> Problem.of(409, "NUMBER_ALREADY_CORRECTED");
            case Refused.AlreadyMoving _ -> Problem.of(409, "ALREADY_MOVING");
        };
    }

    static Problem of(CarrierNotOffered refused) {
        return Problem.of(422, "CARRIER_NOT_OFFERED")
                .with("carrier", refused.carrier())
                .with(FieldError.at("/carrier", "CARRIER_NOT_OFFERED"));
    }

    static Problem of(Check.Cause cause) {
        return Problem.of(
                401,
                switch (cause) {
                    case HEADER_MISSING -> "WEBHOOK_HEADER_MISSING";
                    case BAD_SIGNATURE -> "WEBHOOK_SIGNATURE_INVALID";
                    case STALE -> "WEBHOOK_STALE";
                });
    }

    static Problem stale(long current) {
        return ETags.stale(current);
    }
}
