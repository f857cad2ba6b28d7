package dev.bonafide.gateway.limits;

import java.time.Duration;

/**
 * What is left of a quota after one more request.
 *
 * @param isGranted whether the request is within the quota
 * @param requests the whole quota
 * @param period what the quota refills in
 * @param remaining requests left at once
 * @param untilNext wait until one more is granted; zero if one is now
 * @param untilFull wait until the whole quota is there again
 */
public record Allowance(
        LimitKind kind,
        boolean isGranted,
        long requests,
        Duration period,
        long remaining,
        Duration untilNext,
        Duration untilFull) {

    /** The value of {@code RateLimit-Policy}: the quota and its window in seconds. */
    public String policyHeader() {
        return "\"" + kind.policy() + "\";q=" + requests + ";w=" + wholeSeconds(period);
    }

    /** The value of {@code RateLimit}: what remains, and the seconds until it is whole again. */
    public String header() {
        return "\"" + kind.policy() + "\";r=" + remaining + ";t=" + wholeSeconds(untilFull);
    }

    /** Seconds for {@code Retry-After}: at least one, and never too early. */
    public long retryAfterSeconds() {
        return Math.max(1, wholeSeconds(untilNext));
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
