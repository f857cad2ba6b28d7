package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** An account may do something again. */
public record RestrictionLiftedV1(UUID restrictionId, UUID accountId, String scope, Instant at) {}
