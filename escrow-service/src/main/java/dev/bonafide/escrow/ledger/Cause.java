package dev.bonafide.escrow.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What led to an entry, for those who look for it later.
 *
 * @param correlationId of everything that follows from one request
 * @param idempotencyKey of the request, as its caller named it
 * @param providerReference what the payment provider calls what it told us about
 */
public record Cause(
        @Nullable String correlationId,
        @Nullable String idempotencyKey,
        @Nullable String providerReference) {}
