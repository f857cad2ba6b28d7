package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.UUID;

/** Read from identity: an account stands at another trust level, L0 to L3. */
public record TrustLevelChangedV1(UUID accountId, String to, Instant at) {}
