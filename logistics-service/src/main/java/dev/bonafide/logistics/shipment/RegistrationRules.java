package dev.bonafide.logistics.shipment;

import dev.bonafide.logistics.order.KnownOrder;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Whether a seller may announce a parcel. */
public final class RegistrationRules {

    private RegistrationRules() {}

    /**
     * The seller has handed a parcel to a carrier, or is about to.
     *
     * @param shipmentId what it will be called, if it comes about
     * @param number normalised
     */
    public record Register(UUID shipmentId, UUID by, UUID orderId, NumberFormat format, String number) {}

    /** Decides; {@code latest} is the order's latest shipment. */
    public static Decision decide(Optional<KnownOrder> known, Optional<Shipment> latest, Register asked, Instant now) {
        if (known.isEmpty() || !known.get().sellerId().equals(asked.by())) {
            return new Refused.NotYours();
        }
        // Asked again, the answer is the parcel, also when the order has moved on since.
        Optional<Shipment> same = latest.filter(shipment -> isSame(shipment, asked));
        if (same.isPresent()) {
            return new AlreadyDone(same.get());
        }
        KnownOrder order = known.get();
        return switch (order.readiness()) {
            case NOT_FUNDED -> new Refused.OrderNotFunded();
            case FROZEN -> new Refused.OrderFrozen();
            case READY -> announce(order, latest, asked, now);
        };
    }

    private static Decision announce(KnownOrder order, Optional<Shipment> latest, Register asked, Instant now) {
        if (!asked.format().accepts(asked.number())) {
            return new Refused.WrongNumberFormat(
                    asked.format().carrier(), asked.format().example());
        }
        return latest.map(present -> beside(present, order, asked, now))
                .orElseGet(() -> new Moved(announced(order, asked, now)));
    }

    /** A second parcel takes the place of one that was called off; a replacement of a lost one needs a ruling first. */
    private static Decision beside(Shipment present, KnownOrder order, Register asked, Instant now) {
        return switch (present) {
            case Announced _, Labelled _, Moving _, AtPickupPoint _, Delivered _, Returning _, Returned _, Lost _ ->
                new Refused.ShipmentExists(present);
            case Cancelled _ -> new Moved(announced(order, asked, now));
        };
    }

    private static Announced announced(KnownOrder order, Register asked, Instant now) {
        return new Announced(new Facts(
                asked.shipmentId(),
                order.orderId(),
                order.buyerId(),
                order.sellerId(),
                asked.format().carrier(),
                asked.number(),
                false,
                now));
    }

    private static boolean isSame(Shipment shipment, Register asked) {
        return !(shipment instanceof Cancelled)
                && shipment.facts().carrier().equals(asked.format().carrier())
                && shipment.facts().number().equals(asked.number());
    }
}
