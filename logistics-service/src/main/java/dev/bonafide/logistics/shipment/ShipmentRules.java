package dev.bonafide.logistics.shipment;

import dev.bonafide.logistics.shipment.Decision.AlreadyDone;
import dev.bonafide.logistics.shipment.Decision.Moved;
import dev.bonafide.logistics.shipment.Decision.Refused;
import dev.bonafide.logistics.shipment.Shipment.Announced;
import dev.bonafide.logistics.shipment.Shipment.AtPickupPoint;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.Shipment.Delivered;
import dev.bonafide.logistics.shipment.Shipment.Facts;
import dev.bonafide.logistics.shipment.Shipment.Labelled;
import dev.bonafide.logistics.shipment.Shipment.Lost;
import dev.bonafide.logistics.shipment.Shipment.Moving;
import dev.bonafide.logistics.shipment.Shipment.Returned;
import dev.bonafide.logistics.shipment.Shipment.Returning;
import dev.bonafide.logistics.shipment.ShipmentCommand.Cancel;
import dev.bonafide.logistics.shipment.ShipmentCommand.CorrectNumber;
import dev.bonafide.logistics.shipment.ShipmentCommand.Observe;
import dev.bonafide.logistics.tracking.TrackingView.Progress;
import java.time.Instant;
import java.util.List;

/** Every command against every stage. A new stage or command does not compile until it is decided here. */
public final class ShipmentRules {

    private static final List<String> BEFORE_THE_CARRIER_HAS_IT = List.of("CORRECT_NUMBER", "CANCEL");

    private ShipmentRules() {}

    /** Decides. Who may ask is settled before. */
    public static Decision decide(Shipment shipment, ShipmentCommand command, Instant now) {
        return switch (command) {
            case CorrectNumber c ->
                switch (shipment) {
                    case Announced(var facts) -> correct(shipment, facts, c);
                    case Labelled(var facts) -> correct(shipment, facts, c);
                    case Moving _ -> new Refused.NumberInUseByCarrier();
                    case AtPickupPoint _, Delivered _, Returning _, Returned _, Lost _, Cancelled _ ->
                        wrongStage(shipment);
                };
            case Cancel c ->
                switch (shipment) {
                    case Announced(var facts) -> new Moved(new Cancelled(facts, c.by(), now));
                    case Labelled(var facts) -> new Moved(new Cancelled(facts, c.by(), now));
                    case Moving _ -> new Refused.AlreadyMoving();
                    case Cancelled cancelled -> new AlreadyDone(cancelled);
                    case AtPickupPoint _, Delivered _, Returning _, Returned _, Lost _ -> wrongStage(shipment);
                };
            case Observe c ->
                switch (shipment) {
                    case Announced(var facts) -> observed(shipment, facts, c);
                    case Labelled(var facts) -> observed(shipment, facts, c);
                    case Moving(var facts) -> observed(shipment, facts, c);
                    case AtPickupPoint(var facts) -> observed(shipment, facts, c);
                    case Delivered(var facts) -> observed(shipment, facts, c);
                    case Returning(var facts) -> observed(shipment, facts, c);
                    case Returned(var facts) -> observed(shipment, facts, c);
                    case Lost(var facts) -> observed(shipment, facts, c);
                    case Cancelled cancelled -> new AlreadyDone(cancelled);
                };
        };
    }

    /** The stage afterwards is read from the new number's own observations. */
    private static Decision correct(Shipment shipment, Facts facts, CorrectNumber command) {
        if (!command.format().accepts(command.number())) {
            return new Refused.WrongNumberFormat(
                    command.format().carrier(), command.format().example());
        }
        if (facts.number().equals(command.number())) {
            return new AlreadyDone(shipment);
        }
        return facts.numberCorrected()
                ? new Refused.NumberAlreadyCorrected()
                : new Moved(Shipment.at(facts.corrected(command.number()), Progress.ANNOUNCED));
    }

    private static Decision observed(Shipment shipment, Facts facts, Observe command) {
        Shipment next = Shipment.at(facts, command.progress());
        return next.equals(shipment) ? new AlreadyDone(shipment) : new Moved(next);
    }

    private static Refused wrongStage(Shipment shipment) {
        return new Refused.WrongStage(shipment.stage(), allowed(shipment));
    }

    private static List<String> allowed(Shipment shipment) {
        return switch (shipment) {
            case Announced _, Labelled _ -> BEFORE_THE_CARRIER_HAS_IT;
            case Moving _, AtPickupPoint _, Delivered _, Returning _, Returned _, Lost _, Cancelled _ -> List.of();
        };
    }
}
