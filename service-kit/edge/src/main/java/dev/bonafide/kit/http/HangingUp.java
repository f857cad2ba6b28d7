package dev.bonafide.kit.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * An answer with {@code Connection: close} to a request whose body is still coming, because it is too large or too slow: what
 * comes is dropped and not kept, and the connection is closed soon. Not at once: closed under the client's hands, it would
 * take the answer along.
 */
@ApplicationScoped
public class HangingUp {
    private static final long LINGER_MILLIS = 1000;

    void onRouter(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            if (mayStillBeComing(context.request())) {
                context.addEndHandler(_ -> hangUp(context));
            }
            context.next();
        });
    }

    /** With HTTP/2 a body ends with its own stream, and no connection. */
    private static boolean mayStillBeComing(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2
                && (request.headers().contains("Transfer-Encoding")
                        || request.headers().contains(HttpHeaders.CONTENT_LENGTH));
    }

    private static void hangUp(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded() && context.response().headers().contains("Connection", "close", true)) {
            request.handler(_ -> {}).resume();
            context.vertx().setTimer(LINGER_MILLIS, _ -> request.connection().close());
        }
    }
}
