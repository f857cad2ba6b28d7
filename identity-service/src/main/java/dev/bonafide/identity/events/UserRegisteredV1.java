package dev.bonafide.identity.events;

import java.time.Instant;
import java.util.UUID;

/** An account exists from now on. */
public record UserRegisteredV1(UUID accountId, Instant registeredAt, String language) {

    /** Wire name. */
    public static final String TYPE = "bonafide.identity.UserRegistered.v1";
}
