package dev.bonafide.gateway.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Measures how long answers take by service, method and class of status; never by path, which would name people's things. */
@ApplicationScoped
public class Traffic {

    private record Kind(String service, String method, int statusClass) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    Traffic(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(RoutingContext context, String service) {
        Timer.Sample sample = Timer.start(meters);
        context.addEndHandler(_ -> sample.stop(timers.computeIfAbsent(
                new Kind(
                        service,
                        context.request().method().name(),
                        context.response().getStatusCode() / 100),
                this::timer)));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("bonafide.gateway.requests")
                .description("Time to the end of the answer")
                .tag("service", kind.service())
                .tag("method", kind.method())
                .tag("status", kind.statusClass() + "xx")
                .register(meters);
    }
}
