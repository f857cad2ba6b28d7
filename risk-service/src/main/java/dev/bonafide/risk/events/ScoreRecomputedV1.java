package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.UUID;

/** Read from identity: an account has another credit score. */
public record ScoreRecomputedV1(UUID accountId, int score, Instant asOf) {}
