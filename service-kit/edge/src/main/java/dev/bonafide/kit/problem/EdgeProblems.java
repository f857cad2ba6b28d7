package dev.bonafide.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
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

    private final Problems problems;
    private final Optional<MemorySize> bodySizeMax;

    EdgeProblems(
            Problems problems,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> bodySizeMax) {
        this.problems = problems;
        this.bodySizeMax = bodySizeMax;
    }

    void onRouter(@Observes Router router) {
        bodySizeMax
                .map(MemorySize::asLongValue)
                .ifPresent(limit ->
                        router.route().order(Integer.MIN_VALUE).handler(context -> refuseTooLarge(context, limit)));
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
}
