package dev.bonafide.gateway.proxy;

import dev.bonafide.gateway.config.GatewayConfig;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.Problems;
import dev.bonafide.kit.resilience.Guard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request through to a service and its answer back. Only what is the service's fault counts against it: a client that
 * leaves, sends too slowly or too much takes its call back instead.
 */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final RoutingContext context;
    private final Backend backend;
    private final Guard guard;
    private final GatewayConfig config;
    private final Problems problems;
    private final Context vertx;
    private final Upload upload;
    private @Nullable Cancellable asking;
    private @Nullable HttpClientResponse answer;
    private boolean isOver;
    private long sendingTimer = -1;

    Exchange(RoutingContext context, Backend backend, Guard guard, GatewayConfig config, Problems problems) {
        this.context = context;
        this.backend = backend;
        this.guard = guard;
        this.config = config;
        this.problems = problems;
        this.vertx = Objects.requireNonNull(Vertx.currentContext());
        this.upload = new Upload(
                context.request(),
                config.bodyBytesMax(),
                () -> takeBack(HttpProblems.of(413).with("sizeMax", config.bodyBytesMax())));
    }

    void begin() {
        context.addEndHandler(_ -> end());
        HttpMethod method = context.request().method();
        boolean isRepeatable = (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
                && !Upload.isAnnounced(context.request());
        if (Upload.isAnnounced(context.request())) {
            sendingTimer = vertx.owner()
                    .setTimer(config.sendingLimit().toMillis(), _ -> vertx.runOnContext(_ -> tooSlowToSend()));
        }
        Uni<HttpClientResponse> answering = isRepeatable
                ? guard.call(this::attempt, failure -> failure instanceof AwayException away && !away.isTooSlow())
                : guard.call(this::attempt);
        asking = answering.subscribe().with(this::relay, this::refuse);
    }

    private Uni<HttpClientResponse> attempt() {
        return Attempt.to(backend, context.request().method(), pathAndQuery(), vertx, sending -> {
            HeaderRules.toService(
                    context.request().headers(),
                    Objects.requireNonNullElse(context.request().scheme(), "http"),
                    sending.request().headers());
            upload.into(sending);
        });
    }

    /** The path that was judged, not the one that was written: a service must not read another one out of it. */
    private String pathAndQuery() {
        @Nullable String query = context.request().query();
        return query == null ? context.normalizedPath() : context.normalizedPath() + "?" + query;
    }

    private void relay(HttpClientResponse head) {
        HttpServerResponse response = context.response();
        if (isOver || response.ended()) {
            head.request().reset();
            return;
        }
        answer = head;
        response.setStatusCode(head.statusCode());
        HeaderRules.toClient(head.headers(), backend.url(), response.headers());
        if (!upload.isWhole()) {
            // The service has heard enough. What the client is still sending cannot become its next request.
            upload.stop();
            response.putHeader("Connection", "close");
        }
        if (!head.headers().contains("content-length") && mayHaveBody(head)) {
            response.setChunked(true);
        }
        // Half an answer must not look whole: it is not ended but broken off.
        head.pipe().endOnFailure(false).to(response).onComplete(piped -> {
            if (piped.failed()) {
                LOG.debugf("The answer of %s broke off: %s", backend.name(), piped.cause());
                response.reset();
            }
        });
    }

    private boolean mayHaveBody(HttpClientResponse head) {
        int status = head.statusCode();
        return !context.request().method().equals(HttpMethod.HEAD) && status != 204 && status != 304;
    }

    private void refuse(Throwable failure) {
        if (!isOver) {
            LOG.debugf("%s: %s", backend.name(), failure.toString());
            conclude(Outages.problem(backend.name(), failure));
        }
    }

    private void tooSlowToSend() {
        if (!isOver && !upload.isWhole() && answer == null) {
            takeBack(Problem.of(408, "REQUEST_TOO_SLOW"));
        }
    }

    /** The client's own doing: the call is cancelled, which counts for nothing, and the rest of the body is not read. */
    private void takeBack(Problem problem) {
        if (asking != null) {
            asking.cancel();
        }
        conclude(problem);
    }

    private void conclude(Problem problem) {
        upload.stop();
        problems.end(upload.isWhole() ? problem : problem.withHeader("Connection", "close"), context);
    }

    private void end() {
        isOver = true;
        vertx.owner().cancelTimer(sendingTimer);
        if (asking != null) {
            asking.cancel();
        }
        if (answer != null && !context.response().ended()) {
            answer.request().reset();
        }
    }
}
