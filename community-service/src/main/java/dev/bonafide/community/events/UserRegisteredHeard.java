package dev.bonafide.community.events;

import java.util.UUID;

/** Which language a person is spoken to in. */
public record UserRegisteredHeard(UUID accountId, String language) {
    public static final String TYPE = "bonafide.identity.UserRegistered.v1";
}
