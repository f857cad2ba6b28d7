package dev.bonafide.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Requests that end before JAX-RS or that it does not want: a body announced too large, a path nobody serves. */
@ApplicationScoped
public class EdgeProblems {

    /** How much further Quarkus lets a body of unknown length grow than the limit at which it is refused with a problem. */
    private static final long BACKSTOP_BYTES = 1024 * 1024;

    private final Problems problems;
    private final Optional<MemorySize> bodySizeMax;

    EdgeProblems(
            Problems problems,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> bodySizeMax) {
        this.problems = problems;
        this.bodySizeMax = bodySizeMax;
    }

    void onRouter(@Observes Router router) {
        bodySizeMax.map(MemorySize::asLongValue).ifPresent(limit -> {
            router.route().order(Integer.MIN_VALUE).handler(context -> refuseTooLarge(context, limit));
            router.route()
                    .order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1)
                    .handler(context -> leaveRoomForAProblem(context, limit));
        });
        router.route().order(Integer.MAX_VALUE).handler(context -> problems.end(HttpProblems.notFound(), context));
    }

    private void refuseTooLarge(RoutingContext context, long limit) {
        @Nullable String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && announced.length() < 19 && Long.parseLong(announced) > limit) {
            // The rest of the body would be read as the next request.
            problems.end(HttpProblems.of(413).with("sizeMax", limit).withHeader("Connection", "close"), context);
        } else {
            context.next();
        }
    }

    /**
     * Quarkus ends a request whose body grows beyond the limit with a bare status. {@code BodySizeLimit} says it better, and
     * must be asked first.
     */
    private static void leaveRoomForAProblem(RoutingContext context, long limit) {
        if (context.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit + BACKSTOP_BYTES);
        }
        context.next();
    }
}
