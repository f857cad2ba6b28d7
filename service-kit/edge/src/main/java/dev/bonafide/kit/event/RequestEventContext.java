package dev.bonafide.kit.event;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets every event that follows from a request carry the request's id and trace context. */
public class RequestEventContext {
    private static final int LENGTH_MAX = 128;

    /** Runs before the resource, on the Vert.x context of the request. */
    @ServerRequestFilter
    public void enter(ContainerRequestContext request) {
        new EventContext(
                        bounded(request.getHeaderString("X-Request-Id")),
                        null,
                        bounded(request.getHeaderString(EventHeaders.TRACEPARENT)))
                .enter();
    }

    /** A header is client input: one that is too long or holds control characters is not passed on. */
    private static @Nullable String bounded(@Nullable String value) {
        return value == null
                        || value.isBlank()
                        || value.length() > LENGTH_MAX
                        || !value.chars().allMatch(c -> c > 32 && c < 127)
                ? null
                : value;
    }
}
