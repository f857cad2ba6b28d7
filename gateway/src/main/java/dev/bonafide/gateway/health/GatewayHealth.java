package dev.bonafide.gateway.health;

import dev.bonafide.gateway.live.LiveFeeds;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as requests can be routed. A service that is away is answered for with a problem that names it, and taking
 * the gateway away as well would help nobody; so that is shown here and changes nothing.
 */
@Readiness
@ApplicationScoped
public class GatewayHealth implements HealthCheck {

    private final LiveFeeds live;

    GatewayHealth(LiveFeeds live) {
        this.live = live;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("gateway")
                .up()
                .withData("liveUpdates", live.isOpen() ? "open" : "reading")
                .build();
    }
}
