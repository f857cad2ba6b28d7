package dev.bonafide.kit.event;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import org.jspecify.annotations.Nullable;

/**
 * What led to the present work, kept in the Vert.x context so that every event appended on the way carries it.
 *
 * @param correlationId one id for everything that follows from one request
 * @param causationId id of the event that is being handled, if one is
 * @param traceparent W3C trace context of the caller, if there is one
 */
public record EventContext(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {
    private static final String KEY = "bonafide.event-context";
    private static final EventContext NONE = new EventContext(null, null, null);

    /** The context of the present work, or an empty one. */
    public static EventContext current() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<EventContext>get(KEY).orElse(NONE)
                : NONE;
    }

    /** Makes this the context of everything that follows on the present Vert.x context. */
    public void enter() {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, this);
        }
    }
}
