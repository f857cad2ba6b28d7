package dev.bonafide.gateway.proxy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try to bring a request to a service and the head of its answer back. Everything happens on one Vert.x context; the
 * answer arrives paused, so that nothing of it is lost on the way to whoever reads it.
 */
final class Attempt {

    private final Backend backend;
    private final Context context;
    private final UniEmitter<? super HttpClientResponse> emitter;
    private @Nullable HttpClientRequest request;
    private long timer = -1;
    private boolean isOver;

    private Attempt(Backend backend, Context context, UniEmitter<? super HttpClientResponse> emitter) {
        this.backend = backend;
        this.context = context;
        this.emitter = emitter;
    }

    /**
     * A try that begins when it is subscribed to, and resets the request when it is cancelled. Fails with
     * {@link AwayException}.
     *
     * @param send fills in headers and body; what it is given must be told when all of it is sent
     */
    static Uni<HttpClientResponse> to(
            Backend backend, HttpMethod method, String pathAndQuery, Context context, Consumer<Sending> send) {
        return Uni.createFrom().emitter(emitter -> {
            Attempt attempt = new Attempt(backend, context, emitter);
            emitter.onTermination(() -> attempt.onContext(attempt::stop));
            attempt.onContext(() -> attempt.start(method, pathAndQuery, send));
        });
    }

    /** A request that is being sent, and the one who waits for its answer. */
    record Sending(HttpClientRequest request, Runnable sent) {}

    private void start(HttpMethod method, String pathAndQuery, Consumer<Sending> send) {
        backend.client().request(backend.request(method, pathAndQuery)).onComplete(reached -> {
            if (reached.failed()) {
                fail(AwayException.unreachable(backend.name(), reached.cause()));
            } else if (isOver) {
                reached.result().exceptionHandler(_ -> {}).reset();
            } else {
                HttpClientRequest opened = reached.result();
                request = opened;
                opened.exceptionHandler(cause -> fail(AwayException.unreachable(backend.name(), cause)));
                opened.response().onComplete(answered -> {
                    if (answered.failed()) {
                        fail(AwayException.unreachable(backend.name(), answered.cause()));
                    } else {
                        answered.result().pause();
                        complete(answered.result());
                    }
                });
                send.accept(new Sending(opened, this::await));
            }
        });
    }

    private void await() {
        if (!isOver) {
            timer = context.owner()
                    .setTimer(
                            backend.answerLimit().toMillis(),
                            _ -> onContext(() -> fail(AwayException.tooSlow(backend.name()))));
        }
    }

    private void complete(HttpClientResponse answer) {
        if (!isOver) {
            isOver = true;
            stopTimer();
            emitter.complete(answer);
        }
    }

    private void fail(AwayException away) {
        if (!isOver) {
            abandon();
            emitter.fail(away);
        }
    }

    private void stop() {
        if (!isOver) {
            abandon();
        }
    }

    private void abandon() {
        isOver = true;
        stopTimer();
        if (request != null) {
            request.reset();
        }
    }

    private void stopTimer() {
        context.owner().cancelTimer(timer);
    }

    private void onContext(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            context.runOnContext(_ -> task.run());
        }
    }
}
