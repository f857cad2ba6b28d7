package dev.bonafide.kit.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the calls to one remote. Each try passes a bulkhead, then a circuit breaker, then runs against a time limit; a
 * failure the caller names transient is tried again after a pause with jitter.
 *
 * <p>Nothing happens before subscription. Cancelling gives the permissions back and counts neither as success nor as
 * failure. Results arrive on the Vert.x context that subscribed. There is no fallback value: what could not be asked is a
 * failure.
 */
public final class Guard {

    private final String remote;
    private final Duration timeLimit;
    private final int attempts;
    private final IntervalFunction pauses;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;

    Guard(
            String remote,
            Duration timeLimit,
            int attempts,
            IntervalFunction pauses,
            Bulkhead bulkhead,
            CircuitBreaker breaker) {
        this.remote = remote;
        this.timeLimit = timeLimit;
        this.attempts = attempts;
        this.pauses = pauses;
        this.bulkhead = bulkhead;
        this.breaker = breaker;
    }

    /** Calls once, whatever comes of it. Fails with {@link UnavailableException} if the remote is not asked or too slow. */
    public <T> Uni<T> call(Supplier<Uni<T>> call) {
        return attempt(call).plug(CallerContext::resume);
    }

    /**
     * Calls, and calls again while the failure is transient and attempts are left. A remote at rest, or too many calls
     * under way, is never tried again: that would be the load the guard keeps away.
     *
     * @param isTransient which failures of the call pass by themselves; {@link UnavailableException} for a time limit
     *     that ran out is asked like any other
     */
    public <T> Uni<T> call(Supplier<Uni<T>> call, Predicate<Throwable> isTransient) {
        return attempt(call, isTransient, 1).plug(CallerContext::resume);
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> call, Predicate<Throwable> isTransient, int number) {
        Uni<T> attempt = attempt(call);
        if (number >= attempts) {
            return attempt;
        }
        return attempt.onFailure(failure -> mayRepeat(failure) && isTransient.test(failure))
                .recoverWithUni(() -> Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(pauses.apply(number)))
                        .chain(() -> attempt(call, isTransient, number + 1)));
    }

    private static boolean mayRepeat(Throwable failure) {
        return !(failure instanceof UnavailableException unavailable)
                || unavailable.reason() == UnavailableException.Reason.TOO_SLOW;
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> call) {
        return limited(call).plug(this::broken).plug(this::bounded);
    }

    private <T> Uni<T> limited(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .<T>deferred(call::get)
                .ifNoItem()
                .after(timeLimit)
                .failWith(() -> new UnavailableException(remote, UnavailableException.Reason.TOO_SLOW));
    }

    private <T> Uni<T> broken(Uni<T> call) {
        return Uni.createFrom().deferred(() -> {
            if (!breaker.tryAcquirePermission()) {
                return refused(
                        UnavailableException.Reason.AT_REST,
                        CallNotPermittedException.createCallNotPermittedException(breaker));
            }
            long start = breaker.getCurrentTimestamp();
            AtomicBoolean settled = new AtomicBoolean();
            return call.onItem()
                    .invoke(item -> {
                        if (settled.compareAndSet(false, true)) {
                            breaker.onResult(elapsed(start), breaker.getTimestampUnit(), item);
                        }
                    })
                    .onFailure()
                    .invoke(failure -> {
                        if (settled.compareAndSet(false, true)) {
                            breaker.onError(elapsed(start), breaker.getTimestampUnit(), failure);
                        }
                    })
                    .onCancellation()
                    .invoke(() -> {
                        if (settled.compareAndSet(false, true)) {
                            breaker.releasePermission();
                        }
                    });
        });
    }

    private <T> Uni<T> bounded(Uni<T> call) {
        return Uni.createFrom().deferred(() -> {
            if (!bulkhead.tryAcquirePermission()) {
                return refused(UnavailableException.Reason.TOO_MANY_CALLS, null);
            }
            AtomicBoolean settled = new AtomicBoolean();
            return call.onTermination().invoke(() -> {
                if (settled.compareAndSet(false, true)) {
                    bulkhead.onComplete();
                }
            });
        });
    }

    private <T> Uni<T> refused(UnavailableException.Reason reason, @Nullable Throwable cause) {
        return Uni.createFrom().failure(() -> new UnavailableException(remote, reason, cause));
    }

    private long elapsed(long start) {
        return breaker.getCurrentTimestamp() - start;
    }
}
