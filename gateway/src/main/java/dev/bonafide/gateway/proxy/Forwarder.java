package dev.bonafide.gateway.proxy;

import dev.bonafide.gateway.config.GatewayConfig;
import dev.bonafide.kit.problem.Problems;
import dev.bonafide.kit.resilience.Resilience;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends requests to services as they are, and their answers back as they are. */
@ApplicationScoped
public class Forwarder {

    private final Backends backends;
    private final Resilience resilience;
    private final GatewayConfig config;
    private final Problems problems;

    Forwarder(Backends backends, Resilience resilience, GatewayConfig config, Problems problems) {
        this.backends = backends;
        this.resilience = resilience;
        this.config = config;
        this.problems = problems;
    }

    /** Sends the request to that service. Its body must still be there, unread. */
    public void forward(RoutingContext context, String service) {
        new Exchange(context, backends.backend(service), resilience.guard(service), config, problems).begin();
    }
}
