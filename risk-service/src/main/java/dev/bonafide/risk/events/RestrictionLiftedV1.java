package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.UUID;

/** Published on {@code risk.cases}: a restriction holds no longer. Key: the restriction. */
public record RestrictionLiftedV1(UUID restrictionId, UUID accountId, String scope, String reason, Instant at) {
    public static final String TYPE = "bonafide.risk.RestrictionLifted.v1";
}
