package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** What we read on {@code logistics.aftersale} of costs that somebody has to bear. */
public interface CostHeard {

    /** The freight of a return is due to the carrier. */
    record FreightDueV1(UUID returnId, UUID orderId, UUID buyerId, UUID sellerId, Payer payer, Money amount) {}

    /** What a warranty covers is due. */
    record WarrantyDueV1(UUID claimId, UUID orderId, UUID buyerId, UUID sellerId, Outcome outcome, Money amount) {}

    /** Who bears a freight. */
    enum Payer {
        PLATFORM,
        SELLER,
        /** It is kept from what goes back to the buyer. */
        BUYER
    }

    /** What a claim has come to, which says whom the warranty pays. */
    enum Outcome {
        REPAIRED,
        REPLACED,
        REFUNDED
    }
}
