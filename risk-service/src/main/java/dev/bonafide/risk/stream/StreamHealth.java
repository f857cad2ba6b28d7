package dev.bonafide.risk.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the stream has begun to decide. */
@Readiness
@ApplicationScoped
public class StreamHealth implements HealthCheck {
    private final RiskStream stream;

    StreamHealth(RiskStream stream) {
        this.stream = stream;
    }

    @Override
    public HealthCheckResponse call() {
        var state = stream.state();
        return HealthCheckResponse.named("risk-stream")
                .status(state.isRunningOrRebalancing())
                .withData("state", state.name())
                .build();
    }
}
