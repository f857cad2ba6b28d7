package dev.bonafide.identity.events;

import dev.bonafide.identity.account.Level;
import java.time.Instant;
import java.util.UUID;

/** The level of an account has risen or fallen. */
public record TrustLevelChangedV1(UUID accountId, Level from, Level to, Instant at) {

    /** Wire name. */
    public static final String TYPE = "bonafide.identity.TrustLevelChanged.v1";
}
