package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** What an account may do has changed. */
public record RightsChangedV1(UUID accountId, String level, String policyVersion, int publishPerDay, Instant at) {}
