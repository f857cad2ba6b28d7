package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account may not do something for a time. */
public record RestrictionImposedV1(
        UUID restrictionId,
        UUID accountId,
        String scope,
        Instant from,
        @Nullable Instant until,
        UUID statementId) {}
