package dev.bonafide.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A service that says what a test tells it to say, on a real socket at the address where the gateway looks for it. */
public final class StubService implements AutoCloseable {

    /** A request that came, without its body. */
    public record Heard(String method, String uri, MultiMap headers) {}

    private static final Vertx VERTX = Vertx.vertx();

    private final URI url;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> answer =
            request -> request.response().setStatusCode(404).end();
    private @Nullable HttpServer server;

    private StubService(String service) {
        url = ConfigProvider.getConfig().getValue("bonafide.gateway.services." + service + ".url", URI.class);
    }

    /** A service that runs. */
    public static StubService start(String service) {
        StubService stub = new StubService(service);
        stub.start();
        return stub;
    }

    /** Answers every request from now on this way. */
    public StubService answer(Handler<HttpServerRequest> with) {
        answer = with;
        return this;
    }

    /** Answers every request from now on with that document. */
    public StubService json(int status, String body) {
        return answer(request -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", status < 400 ? "application/json" : "application/problem+json")
                .end(body));
    }

    /** Starts where it was. */
    public void start() {
        if (server == null) {
            server = await(VERTX.createHttpServer(new HttpServerOptions().setReuseAddress(true))
                    .requestHandler(request -> {
                        heard.add(new Heard(
                                request.method().name(),
                                request.uri(),
                                MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
                        answer.handle(request);
                    })
                    .listen(url.getPort()));
        }
    }

    /** Stops; connections break. */
    public void stop() {
        HttpServer running = server;
        if (running != null) {
            await(running.close());
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** What has come so far. */
    public List<Heard> heard() {
        return heard;
    }

    /** What came last. */
    public Heard last() {
        return heard.getLast();
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
