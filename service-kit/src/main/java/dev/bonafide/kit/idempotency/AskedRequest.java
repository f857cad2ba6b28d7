package dev.bonafide.kit.idempotency;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** A request with all that answering it takes, so that it can be answered where the request itself is not at hand. */
public final class AskedRequest {
    private final IdempotentRequest request;
    private final String hash;
    private final @Nullable RoutingContext context;

    AskedRequest(IdempotentRequest request, String hash, @Nullable RoutingContext context) {
        this.request = request;
        this.hash = hash;
        this.context = context;
    }

    IdempotentRequest request() {
        return request;
    }

    String hash() {
        return hash;
    }

    @Nullable
    RoutingContext context() {
        return context;
    }
}
