package dev.bonafide.kit.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.kit.resilience.UnavailableException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void nothingHappensBeforeSubscription() {
        Uni<String> call = guard().call(this::answer);
        assertThat(calls).hasValue(0);
        assertThat(await(call)).isEqualTo("answer");
        assertThat(await(call)).isEqualTo("answer");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aTransientFailureIsTriedAgainUntilTheAttemptsAreUsedUp() {
        Guard guard = guard("attempts", "3", "back-off", "1ms");
        Uni<String> secondTime = guard.call(
                () -> calls.incrementAndGet() == 2 ? Uni.createFrom().item("answer") : failure("transient"),
                GuardTest::isTransient);
        assertThat(await(secondTime)).isEqualTo("answer");

        calls.set(0);
        assertThatThrownBy(() -> await(guard.call(this::transientFailure, GuardTest::isTransient)))
                .hasMessage("transient");
        assertThat(calls).hasValue(3);
    }

    @Test
    void whatIsNotCalledTransientIsNotTriedAgain() {
        Guard guard = guard("attempts", "3", "back-off", "1ms");
        assertThatThrownBy(() -> await(guard.call(
                        () -> {
                            calls.incrementAndGet();
                            return failure("for good");
                        },
                        GuardTest::isTransient)))
                .hasMessage("for good");
        assertThatThrownBy(() -> await(guard.call(this::transientFailure))).hasMessage("transient");
        assertThat(calls).hasValue(2);
    }

    @Test
    void pausesGrowWithJitterUpToTheirLongest() {
        Guard guard = guard("attempts", "4", "back-off", "40ms", "back-off-max", "80ms", "jitter", "0.5");
        List<Long> times = new ArrayList<>();
        assertThatThrownBy(() -> await(guard.call(
                        () -> {
                            times.add(System.nanoTime());
                            return failure("transient");
                        },
                        GuardTest::isTransient)))
                .hasMessage("transient");
        assertThat(times).hasSize(4);
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(40));
        assertThat(times.get(3) - times.get(2)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(40));
    }

    @Test
    void tooSlowIsAFailureOfItsOwnThatMayBeTriedAgain() {
        Guard guard = guard("time-limit", "20ms", "attempts", "2", "back-off", "1ms");
        assertUnavailable(() -> await(guard.call(this::never)), Reason.TOO_SLOW);
        calls.set(0);
        assertUnavailable(
                () -> await(guard.call(this::never, failure -> failure instanceof UnavailableException)),
                Reason.TOO_SLOW);
        assertThat(calls).hasValue(2);
    }

    @Test
    void aRemoteThatKeepsFailingIsGivenARestAndThenProbed() {
        Guard guard = guard("breaker.calls-min", "4", "breaker.rest", "50ms", "breaker.probes", "1");
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> await(guard.call(this::transientFailure))).hasMessage("transient");
        }
        assertUnavailable(() -> await(guard.call(this::answer, _ -> true)), Reason.AT_REST);
        assertThat(calls).as("calls that reached the remote").hasValue(4);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> "answer".equals(await(guard.call(this::answer))));
        assertThat(await(guard.call(this::answer))).isEqualTo("answer");
    }

    @Test
    void slownessCountsAgainstTheRemote() {
        Guard guard = guard("time-limit", "10ms", "breaker.calls-min", "2");
        assertUnavailable(() -> await(guard.call(this::never)), Reason.TOO_SLOW);
        assertUnavailable(() -> await(guard.call(this::never)), Reason.TOO_SLOW);
        assertUnavailable(() -> await(guard.call(this::never)), Reason.AT_REST);
    }

    @Test
    void oneCallTooManyAtOnceIsRefusedAndRoomIsMadeWhenAnotherEnds() {
        Guard guard = guard("concurrent-calls-max", "2");
        List<UniEmitter<? super String>> open = new CopyOnWriteArrayList<>();
        Uni<String> held = guard.call(() -> Uni.createFrom().emitter(open::add));
        var first = held.subscribe().withSubscriber(UniAssertSubscriber.create());
        held.subscribe().withSubscriber(UniAssertSubscriber.create());

        assertUnavailable(() -> await(guard.call(this::answer, _ -> true)), Reason.TOO_MANY_CALLS);
        open.getFirst().complete("done");
        first.awaitItem();
        assertThat(await(guard.call(this::answer))).isEqualTo("answer");
    }

    @Test
    void cancellingGivesThePermissionsBackAndCountsAsNothing() {
        Guard guard = guard("concurrent-calls-max", "1", "breaker.window", "2", "breaker.calls-min", "2");
        AtomicInteger cancelled = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            var subscriber = guard.call(
                            () -> this.<String>never().onCancellation().invoke(cancelled::incrementAndGet))
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
            subscriber.cancel();
        }
        assertThat(cancelled).hasValue(20);
        assertThat(await(guard.call(this::answer))).isEqualTo("answer");
        assertThat(meter("resilience4j.bulkhead.available.concurrent.calls")).isEqualTo(1);
        assertThat(meter("resilience4j.circuitbreaker.buffered.calls")).isEqualTo(1);
    }

    @Test
    void cancellingAProbeDoesNotLockTheRemoteOut() {
        Guard guard = guard("breaker.calls-min", "2", "breaker.rest", "20ms", "breaker.probes", "1");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> await(guard.call(this::transientFailure))).hasMessage("transient");
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            int before = calls.get();
            guard.call(this::never)
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create())
                    .cancel();
            return calls.get() > before;
        });
        assertThat(await(guard.call(this::answer))).isEqualTo("answer");
    }

    @Test
    void cancellingDuringAPauseEndsTheTries() {
        Guard guard = guard("attempts", "3", "back-off", "30ms", "jitter", "0.1");
        var subscriber = guard.call(this::transientFailure, GuardTest::isTransient)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        subscriber.cancel();
        Awaitility.await()
                .during(Duration.ofMillis(150))
                .atMost(Duration.ofSeconds(2))
                .until(() -> calls.get() == 1);
    }

    @Test
    void resultsArriveOnTheContextThatAsked() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Guard guard = guard("attempts", "2", "back-off", "1ms");
            var context = vertx.getOrCreateContext();
            var onItem = new CompletableFuture<Boolean>();
            var onFailure = new CompletableFuture<Boolean>();
            context.runOnContext(_ -> {
                guard.call(() -> answer().emitOn(Thread::startVirtualThread))
                        .subscribe()
                        .with(_ -> onItem.complete(Vertx.currentContext() == context));
                guard.call(this::transientFailure, GuardTest::isTransient)
                        .subscribe()
                        .with(_ -> {}, _ -> onFailure.complete(Vertx.currentContext() == context));
            });
            assertThat(onItem.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(onFailure.get(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRemoteHasOneGuardAndEachSettingItsDefault() {
        Resilience resilience = resilience("time-limit", "1s");
        assertThat(resilience.guard("provider")).isSameAs(resilience.guard("provider"));
        assertThat(await(resilience.guard("nobody-configured").call(this::answer)))
                .isEqualTo("answer");
    }

    private Guard guard(String... settings) {
        return resilience(settings).guard("provider");
    }

    private Resilience resilience(String... settings) {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(ResilienceConfig.class);
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue("bonafide.resilience.provider." + settings[i], settings[i + 1]);
        }
        return new Resilience(builder.build().getConfigMapping(ResilienceConfig.class), meters);
    }

    private Uni<String> answer() {
        return Uni.createFrom().item(() -> {
            calls.incrementAndGet();
            return "answer";
        });
    }

    private Uni<String> transientFailure() {
        calls.incrementAndGet();
        return failure("transient");
    }

    private <T> Uni<T> never() {
        calls.incrementAndGet();
        return Uni.createFrom().nothing();
    }

    private double meter(String name) {
        return meters.get(name).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private static Uni<String> failure(String message) {
        return Uni.createFrom().failure(() -> new IllegalStateException(message));
    }

    private static boolean isTransient(Throwable failure) {
        return "transient".equals(failure.getMessage());
    }

    private static void assertUnavailable(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(reason));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }
}
