package dev.bonafide.escrow.placing;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/**
 * A listing as we last heard of it.
 *
 * @param version one more with each change at the listing service
 * @param inspected whether an official report stands behind the item
 */
public record OfferedListing(
        UUID listingId,
        UUID sellerId,
        Availability availability,
        Money price,
        String snapshotHash,
        int version,
        boolean inspected) {

    /** Whether it can be bought. */
    public enum Availability {
        ON_SALE,
        /** Kept for an order. */
        RESERVED,
        HIDDEN,
        SOLD,
        CLOSED
    }
}
