package dev.bonafide.logistics.shipment;

import dev.bonafide.logistics.tracking.TrackingView.Progress;
import java.time.Instant;
import java.util.UUID;

/**
 * A parcel from seller to buyer. One record per stage. Stages follow what the carrier says; commands add facts and move
 * nothing that is on its way.
 */
public sealed interface Shipment {

    Facts facts();

    /** The number is given; the carrier has not said anything yet. */
    record Announced(Facts facts) implements Shipment {}

    /** The carrier knows of the parcel and does not have it. */
    record Labelled(Facts facts) implements Shipment {}

    /** The carrier has it. */
    record Moving(Facts facts) implements Shipment {}

    /** It waits for the buyer in a locker or shop. */
    record AtPickupPoint(Facts facts) implements Shipment {}

    /** The buyer has it. */
    record Delivered(Facts facts) implements Shipment {}

    /** It is on its way back. */
    record Returning(Facts facts) implements Shipment {}

    /** The seller has it again. */
    record Returned(Facts facts) implements Shipment {}

    /** The carrier has lost it. A later scan finds it again. */
    record Lost(Facts facts) implements Shipment {}

    /** Called off before the carrier had it. Starts no clock any more, whatever the carrier says of the number. */
    record Cancelled(Facts facts, Canceller by, Instant at) implements Shipment {}

    /** Who called a parcel off. */
    enum Canceller {
        SELLER,
        ORDER
    }

    /**
     * What is true of a shipment in every stage.
     *
     * @param numberCorrected whether the one correction has been used
     */
    record Facts(
            UUID shipmentId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            String carrier,
            String number,
            boolean numberCorrected,
            Instant registeredAt) {

        Facts corrected(String newNumber) {
            return new Facts(shipmentId, orderId, buyerId, sellerId, carrier, newNumber, true, registeredAt);
        }

        /** Whether the account buys or sells what is in it. */
        public boolean isParty(UUID account) {
            return buyerId.equals(account) || sellerId.equals(account);
        }
    }

    /** A parcel that is as far as the carrier says. */
    static Shipment at(Facts facts, Progress progress) {
        return switch (progress) {
            case ANNOUNCED -> new Announced(facts);
            case LABELLED -> new Labelled(facts);
            case MOVING -> new Moving(facts);
            case AT_PICKUP_POINT -> new AtPickupPoint(facts);
            case DELIVERED -> new Delivered(facts);
            case RETURNING -> new Returning(facts);
            case RETURNED -> new Returned(facts);
            case LOST -> new Lost(facts);
        };
    }

    /** Its stage by name. */
    default Stage stage() {
        return switch (this) {
            case Announced _ -> Stage.ANNOUNCED;
            case Labelled _ -> Stage.LABELLED;
            case Moving _ -> Stage.MOVING;
            case AtPickupPoint _ -> Stage.AT_PICKUP_POINT;
            case Delivered _ -> Stage.DELIVERED;
            case Returning _ -> Stage.RETURNING;
            case Returned _ -> Stage.RETURNED;
            case Lost _ -> Stage.LOST;
            case Cancelled _ -> Stage.CANCELLED;
        };
    }
}
