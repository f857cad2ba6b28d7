package dev.bonafide.logistics.shipment;

import java.util.List;

/** What a command does: it moves the shipment, it had been done before, or it is refused with the facts that say why. */
public sealed interface Decision {

    /** The shipment is this now. */
    record Moved(Shipment to) implements Decision {}

    /** Nothing left to do. */
    record AlreadyDone(Shipment at) implements Decision {}

    /** Not done. */
    sealed interface Refused extends Decision {

        /** The stage does not take the command; {@code allowed} names those it takes. */
        record WrongStage(Stage stage, List<String> allowed) implements Refused {}

        /** The carrier has a parcel with the number, so it cannot be mistyped. */
        record NumberInUseByCarrier() implements Refused {}

        /** The one correction has been used. */
        record NumberAlreadyCorrected() implements Refused {}

        /** The carrier has the parcel. */
        record AlreadyMoving() implements Refused {}

        /** Not a number of that carrier; {@code expected} says how they look. */
        record WrongNumberFormat(String carrier, String expected) implements Refused {}

        /** No such order, or the caller does not sell it. */
        record NotYours() implements Refused {}

        /** The buyer's money is not held for the order. */
        record OrderNotFunded() implements Refused {}

        /** A dispute holds the order. */
        record OrderFrozen() implements Refused {}

        /** The order has a parcel with another number. */
        record ShipmentExists(Shipment present) implements Refused {}
    }
}
