package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A listing was judged and does not go on sale. */
public record ListingRejectedV1(
        UUID listingId,
        UUID sellerId,
        List<String> reasons,
        @Nullable UUID decisionId,
        Instant at) {}
