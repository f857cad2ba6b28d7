package dev.bonafide.gateway.proxy;

import dev.bonafide.kit.resilience.CallerContext;
import dev.bonafide.kit.resilience.Resilience;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The gateway's own questions to services. */
@ApplicationScoped
public class ServiceClient {

    private final Backends backends;
    private final Resilience resilience;
    private final Vertx vertx;

    ServiceClient(Backends backends, Resilience resilience, Vertx vertx) {
        this.backends = backends;
        this.resilience = resilience;
        this.vertx = vertx;
    }

    /**
     * Reads something for a client, within the bounds that hold for everybody's calls to that service. Fails with
     * {@link AwayException} or {@link dev.bonafide.kit.resilience.UnavailableException}.
     */
    public Uni<Reply> read(String service, String pathAndQuery, MultiMap headers, Duration limit) {
        return resilience.guard(service).call(() -> ask(HttpMethod.GET, service, pathAndQuery, headers, limit));
    }

    /** Asks without a body, once, beside those bounds: for technical endpoints. */
    public Uni<Reply> ask(HttpMethod method, String service, String pathAndQuery, MultiMap headers, Duration limit) {
        return ask(method, service, pathAndQuery, headers, Buffer.buffer(), limit);
    }

    /** Asks with a body, once, beside those bounds: for technical endpoints. Fails with {@link AwayException}. */
    public Uni<Reply> ask(
            HttpMethod method, String service, String pathAndQuery, MultiMap headers, Buffer body, Duration limit) {
        return Uni.createFrom()
                .deferred(() -> {
                    Context context = vertx.getOrCreateContext();
                    return Attempt.to(backends.backend(service), method, pathAndQuery, context, sending -> {
                                sending.request().headers().addAll(headers);
                                sending.request().end(body);
                                sending.sent().run();
                            })
                            .chain(head -> whole(service, head));
                })
                .ifNoItem()
                .after(limit)
                .failWith(() -> AwayException.tooSlow(service))
                .plug(CallerContext::resume);
    }

    private static Uni<Reply> whole(String service, HttpClientResponse head) {
        return Uni.createFrom().<Reply>emitter(emitter -> {
            emitter.onTermination(() -> head.request().reset());
            head.body().onComplete(body -> {
                if (body.succeeded()) {
                    emitter.complete(new Reply(head.statusCode(), head.headers(), body.result()));
                } else {
                    emitter.fail(AwayException.unreachable(service, body.cause()));
                }
            });
            head.resume();
        });
    }
}
