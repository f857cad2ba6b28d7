package dev.bonafide.identity.events;

import dev.bonafide.identity.verification.Kind;
import java.time.Instant;
import java.util.UUID;

/** One kind of proof stands; neither the phone nor the name is told. */
public record VerificationCompletedV1(UUID accountId, Kind kind, Instant completedAt) {

    /** Wire name. */
    public static final String TYPE = "bonafide.identity.VerificationCompleted.v1";
}
