package dev.bonafide.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox gateway with short limits, and a port for each service, where a test may start a {@link StubService}. */
public class GatewayStack implements QuarkusTestResourceLifecycleManager {

    static final List<String> SERVICES =
            List.of("identity", "listing", "escrow", "dispute", "risk", "logistics", "community");

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        for (String service : SERVICES) {
            settings.put("bonafide.gateway.services." + service + ".url", "http://localhost:" + freePort());
        }
        settings.put("bonafide.sandbox", "true");
        settings.put("bonafide.gateway.services.risk.answer-limit", "1500ms");
        settings.put("bonafide.gateway.sending-limit", "2s");
        settings.put("bonafide.gateway.openapi-kept", "1ms");
        settings.put("bonafide.resilience.dispute.breaker.window", "4");
        settings.put("bonafide.resilience.dispute.breaker.calls-min", "4");
        settings.put("bonafide.resilience.dispute.breaker.rest", "400ms");
        settings.put("bonafide.resilience.dispute.breaker.probes", "1");
        settings.put("bonafide.live.discovery", "100ms");
        settings.put("bonafide.live.heartbeat", "300ms");
        settings.put("bonafide.live.stall-limit", "1s");
        settings.put("bonafide.clock.step-limit", "5s");
        settings.put("bonafide.limits.anonymous.requests", "10000");
        return settings;
    }

    @Override
    public void stop() {
        // Ports are given back as soon as they are known.
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
