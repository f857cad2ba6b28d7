package dev.bonafide.kit.resilience;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The guards of a service, one per remote, each with its metrics. */
@ApplicationScoped
public class Resilience {

    private final Map<String, GuardConfig> configs;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();

    /** Reads the bounds from configuration and reports to that registry. */
    @Inject
    public Resilience(ResilienceConfig config, MeterRegistry meters) {
        this(config.guards(), meters);
    }

    Resilience(Map<String, GuardConfig> configs, MeterRegistry meters) {
        this.configs = configs;
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    /** The guard of a remote, such as {@code payment-provider}; always the same one for the same name. */
    public Guard guard(String remote) {
        return guards.computeIfAbsent(remote, name -> guard(name, config(name)));
    }

    private GuardConfig config(String remote) {
        // A map with defaults answers every key, although the type cannot say so.
        return Objects.requireNonNull(configs.get(remote), () -> "No bounds for " + remote);
    }

    private Guard guard(String remote, GuardConfig config) {
        GuardConfig.Breaker breaker = config.breaker();
        CircuitBreakerConfig breaking = CircuitBreakerConfig.custom()
                .slidingWindowSize(breaker.window())
                .minimumNumberOfCalls(Math.min(breaker.callsMin(), breaker.window()))
                .failureRateThreshold(breaker.failurePercentage())
                .waitDurationInOpenState(breaker.rest())
                .permittedNumberOfCallsInHalfOpenState(breaker.probes())
                .build();
        BulkheadConfig bounding = BulkheadConfig.custom()
                .maxConcurrentCalls(config.concurrentCallsMax())
                .maxWaitDuration(Duration.ZERO)
                .build();
        return new Guard(
                remote,
                config.timeLimit(),
                config.attempts(),
                IntervalFunction.ofExponentialRandomBackoff(
                        config.backOff(), 2.0, config.jitter(), config.backOffMax()),
                bulkheads.bulkhead(remote, bounding),
                breakers.circuitBreaker(remote, breaking));
    }
}
