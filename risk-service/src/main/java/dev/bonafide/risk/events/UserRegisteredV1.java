package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.UUID;

/** Read from identity: an account exists. */
public record UserRegisteredV1(UUID accountId, Instant registeredAt) {}
