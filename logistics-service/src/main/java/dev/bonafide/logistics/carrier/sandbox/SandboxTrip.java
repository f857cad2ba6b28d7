package dev.bonafide.logistics.carrier.sandbox;

import static dev.bonafide.logistics.tracking.Code.AT_PICKUP_POINT;
import static dev.bonafide.logistics.tracking.Code.DAMAGED;
import static dev.bonafide.logistics.tracking.Code.DELIVERED;
import static dev.bonafide.logistics.tracking.Code.IN_TRANSIT;
import static dev.bonafide.logistics.tracking.Code.LABEL_CREATED;
import static dev.bonafide.logistics.tracking.Code.LOST;
import static dev.bonafide.logistics.tracking.Code.OUT_FOR_DELIVERY;
import static dev.bonafide.logistics.tracking.Code.PICKED_UP;
import static dev.bonafide.logistics.tracking.Code.REFUSED;
import static dev.bonafide.logistics.tracking.Code.RETURNED;
import static dev.bonafide.logistics.tracking.Code.RETURNING;

import dev.bonafide.logistics.carrier.sandbox.Script.Step;
import java.util.Arrays;

/** Trips of the sandbox by the last part of the tracking number: {@code SB-4821-DOUBLE} is sent twice over. */
enum SandboxTrip {
    OK(Script.of(label(), pickedUp(), inTransit(), outForDelivery(), delivered())),
    DOUBLE(Script.of(
            Step.of(LABEL_CREATED, "PT0S", 2),
            Step.of(PICKED_UP, "PT1S", 2),
            Step.of(IN_TRANSIT, "PT1H", 3),
            Step.of(OUT_FOR_DELIVERY, "PT20H", 2),
            Step.of(DELIVERED, "PT24H", 3))),
    /** Nothing is heard for a day, then everything from the end to the beginning. */
    REVERSED(Script.of(
            delivered(),
            outForDelivery().sent("PT24H1S"),
            inTransit().sent("PT24H2S"),
            pickedUp().sent("PT24H3S"),
            label().sent("PT24H4S"))),
    LATE(Script.of(
            label(),
            pickedUp().sent("PT9H"),
            inTransit().sent("PT10H"),
            outForDelivery().sent("PT33H"),
            delivered().sent("PT34H"))),
    /** A label was printed, and that is all. */
    SILENT(Script.of(label())),
    LOST_ON_THE_WAY(Script.of(label(), pickedUp(), inTransit(), Step.of(LOST, "P10D"))),
    DAMAGED_ON_THE_WAY(
            Script.of(label(), pickedUp(), inTransit(), Step.of(DAMAGED, "PT10H"), outForDelivery(), delivered())),
    LOCKER(Script.of(label(), pickedUp(), inTransit(), outForDelivery(), Step.of(AT_PICKUP_POINT, "PT24H"))),
    WRONG_CITY(Script.of(label(), pickedUp(), inTransit(), delivered().in("650100"))),
    RETURN(Script.of(
            label(),
            pickedUp(),
            inTransit(),
            outForDelivery(),
            Step.of(REFUSED, "PT24H"),
            Step.of(RETURNING, "PT25H"),
            Step.of(RETURNED, "PT72H"))),
    /** Delivered, and then the courier still has it. */
    REVOKE(Script.of(
            label(),
            pickedUp(),
            inTransit(),
            delivered(),
            Step.of(OUT_FOR_DELIVERY, "PT26H"),
            Step.of(DELIVERED, "PT28H"))),
    BAD_SIGNATURE(Script.of(label(), pickedUp(), inTransit(), delivered().forged()));

    private final Script script;

    SandboxTrip(Script script) {
        this.script = script;
    }

    /** What happens to the parcel of that number; {@link #OK} unless it asks for something else. */
    static Script of(String number) {
        String suffix = number.substring(number.lastIndexOf('-') + 1);
        return Arrays.stream(values())
                .filter(trip -> trip.suffix().equals(suffix))
                .findFirst()
                .orElse(OK)
                .script;
    }

    private String suffix() {
        return switch (this) {
            case LOST_ON_THE_WAY -> "LOST";
            case DAMAGED_ON_THE_WAY -> "DAMAGED";
            case OK, DOUBLE, REVERSED, LATE, SILENT, LOCKER, WRONG_CITY, RETURN, REVOKE, BAD_SIGNATURE -> name();
        };
    }

    private static Step label() {
        return Step.of(LABEL_CREATED, "PT0S");
    }

    private static Step pickedUp() {
        return Step.of(PICKED_UP, "PT1S");
    }

    private static Step inTransit() {
        return Step.of(IN_TRANSIT, "PT1H");
    }

    private static Step outForDelivery() {
        return Step.of(OUT_FOR_DELIVERY, "PT20H");
    }

    private static Step delivered() {
        return Step.of(DELIVERED, "PT24H");
    }
}
