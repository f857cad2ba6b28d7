package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we read on {@code listing.listings}. */
public interface ListingHeard {

    /** On sale, in this version and snapshot; inspected if an official report stands behind it. */
    record PublishedV1(
            UUID listingId,
            UUID sellerId,
            Money price,
            String snapshotHash,
            int version,
            @Nullable Boolean inspected) {}

    /** The price has changed, and the snapshot with it. */
    record PriceChangedV1(UUID listingId, UUID sellerId, Money price, String snapshotHash, int version) {}

    /** Kept for one order. */
    record ReservedV1(UUID listingId, UUID orderId, String snapshotHash) {}

    /** An order cannot have it. */
    record ReservationRefusedV1(UUID listingId, UUID orderId, String reason) {}

    /** On sale again. */
    record UnreservedV1(UUID listingId, UUID orderId) {}

    /** Taken from sale without being closed. */
    record HiddenV1(UUID listingId) {}

    /** Gone to a buyer. */
    record SoldV1(UUID listingId) {}

    /** Taken from sale for good. */
    record ClosedV1(UUID listingId) {}
}
