package dev.bonafide.community.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is read of the steps of a listing. */
public sealed interface ListingHeard {
    UUID listingId();

    UUID sellerId();

    record Submitted(UUID listingId, UUID sellerId) implements ListingHeard {}

    record Published(UUID listingId, UUID sellerId) implements ListingHeard {}

    record Rejected(UUID listingId, UUID sellerId, List<String> reasons) implements ListingHeard {}

    record Hidden(UUID listingId, UUID sellerId, String reason) implements ListingHeard {}

    record Sold(UUID listingId, UUID sellerId) implements ListingHeard {}

    record ReservationRefused(UUID listingId, UUID sellerId, UUID buyerId, String reason) implements ListingHeard {}

    /** The events read here, by their wire names. */
    static Map<String, Class<? extends ListingHeard>> types() {
        var types = new LinkedHashMap<String, Class<? extends ListingHeard>>();
        types.put("bonafide.listing.ListingSubmitted.v1", Submitted.class);
        types.put("bonafide.listing.ListingPublished.v1", Published.class);
        types.put("bonafide.listing.ListingRejected.v1", Rejected.class);
        types.put("bonafide.listing.ListingHidden.v1", Hidden.class);
        types.put("bonafide.listing.ListingSold.v1", Sold.class);
        types.put("bonafide.listing.ListingReservationRefused.v1", ReservationRefused.class);
        return types;
    }
}
