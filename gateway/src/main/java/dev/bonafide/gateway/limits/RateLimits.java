package dev.bonafide.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bonafide.gateway.config.LimitsConfig;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Counts requests in this replica. The number of buckets is bounded; one that is unused for longer than any quota takes to
 * refill is full anyway and is forgotten.
 */
@ApplicationScoped
public class RateLimits {

    private record Key(LimitKind kind, String who) {}

    private final LimitsConfig config;
    private final Cache<Key, Bucket> buckets;

    RateLimits(LimitsConfig config) {
        this.config = config;
        Duration longest = Stream.of(config.read(), config.write(), config.anonymous(), config.webhook())
                .map(LimitsConfig.Quota::period)
                .max(Duration::compareTo)
                .orElseThrow();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(config.bucketsMax())
                .expireAfterAccess(longest)
                .build();
    }

    /** Takes one request from the quota of that caller or address. */
    public Allowance take(LimitKind kind, String who) {
        LimitsConfig.Quota quota = quota(kind);
        Bucket bucket = buckets.get(new Key(kind, who), _ -> bucket(quota));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Allowance(
                kind,
                probe.isConsumed(),
                quota.requests(),
                quota.period(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    private LimitsConfig.Quota quota(LimitKind kind) {
        return switch (kind) {
            case READ -> config.read();
            case WRITE -> config.write();
            case ANONYMOUS -> config.anonymous();
            case WEBHOOK -> config.webhook();
        };
    }

    private static Bucket bucket(LimitsConfig.Quota quota) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(quota.requests()).refillGreedy(quota.requests(), quota.period()))
                .build();
    }
}
