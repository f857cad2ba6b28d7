package dev.bonafide.gateway.live;

import dev.bonafide.gateway.access.Admission;
import dev.bonafide.gateway.config.LiveConfig;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/live}: what concerns the caller, as it happens, from now on or from where the caller was. */
@ApplicationScoped
public class LiveRoute {

    /** After the admission. */
    private static final int ORDER = 200;

    private static final Duration LIFE_MAX = Duration.ofHours(1);
    private static final String RESET = "event: reset\ndata: {\"code\":\"POSITION_UNKNOWN\"}\n";

    private final LiveConfig config;
    private final LiveFeeds feeds;
    private final Clock clock;
    private final Problems problems;
    private final AtomicInteger streams = new AtomicInteger();

    LiveRoute(LiveConfig config, LiveFeeds feeds, Clock clock, Problems problems, MeterRegistry meters) {
        this.config = config;
        this.feeds = feeds;
        this.clock = clock;
        this.problems = problems;
        meters.gauge("bonafide.live.streams", streams);
    }

    void onRouter(@Observes Router router) {
        router.route("/v1/live").order(ORDER).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        if (!context.request().method().equals(HttpMethod.GET)) {
            problems.end(HttpProblems.of(405).withHeader("Allow", "GET"), context);
            return;
        }
        SecurityIdentity caller = Admission.caller(context);
        Optional<UUID> account = account(caller);
        Optional<Integer> log = feeds.log();
        if (account.isEmpty()) {
            problems.end(HttpProblems.of(403), context);
        } else if (log.isEmpty() || streams.get() >= config.streamsMax()) {
            problems.end(HttpProblems.of(503).with("part", "live").withHeader("Retry-After", "1"), context);
        } else {
            open(account.get(), log.get(), life(caller), context);
        }
    }

    private void open(UUID account, int log, Duration life, RoutingContext routing) {
        AtomicReference<@Nullable LiveStream> stream = new AtomicReference<>();
        Runnable wake = () -> {
            @Nullable LiveStream open = stream.get();
            if (open != null) {
                open.wake();
            }
        };
        Optional<AccountFeed> feed = feeds.listen(account, wake);
        if (feed.isEmpty()) {
            problems.end(
                    Problem.of(429, "TOO_MANY_STREAMS")
                            .with("streamsMax", config.streamsPerAccountMax())
                            .withHeader("Retry-After", "1"),
                    routing);
            return;
        }
        streams.incrementAndGet();
        Context context = Objects.requireNonNull(Vertx.currentContext());
        Start start = start(routing, log, feed.get());
        HttpServerResponse response = routing.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("X-Accel-Buffering", "no");
        LiveStream opened = new LiveStream(
                response,
                context,
                config,
                feed.get(),
                start.position(),
                clock,
                () -> routing.request().connection().close());
        routing.addEndHandler(_ -> {
            opened.close();
            feeds.leave(account, wake);
            streams.decrementAndGet();
        });
        stream.set(opened);
        opened.open(start.opening(), life.toMillis());
    }

    private record Start(Position position, String opening) {}

    private Start start(RoutingContext routing, int log, AccountFeed feed) {
        @Nullable String last = routing.request().getHeader("Last-Event-ID");
        if (last == null) {
            boolean fromStart = "start".equals(routing.request().getParam("from"));
            return new Start(fromStart ? atStart(log) : atEnd(log, feed), "");
        }
        return Position.parse(last)
                .filter(position -> feeds.reaches(feed, position))
                .map(position -> new Start(position, ""))
                .orElseGet(() -> new Start(atStart(log), RESET));
    }

    private static Position atStart(int log) {
        return Position.before(log, Instant.EPOCH);
    }

    private static Position atEnd(int log, AccountFeed feed) {
        Position position = Position.before(log, Instant.EPOCH);
        feed.from(0, Integer.MAX_VALUE).forEach(entry -> position.tell(entry.event()));
        return position;
    }

    private Duration life(SecurityIdentity caller) {
        if (caller.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0) {
            Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(token.getExpirationTime()));
            return left.compareTo(LIFE_MAX) < 0 ? left.plusMillis(1) : LIFE_MAX;
        }
        return LIFE_MAX;
    }

    private static Optional<UUID> account(SecurityIdentity caller) {
        try {
            return caller.getPrincipal() instanceof JsonWebToken token
                    ? Optional.ofNullable(token.getSubject()).map(UUID::fromString)
                    : Optional.empty();
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }
}
