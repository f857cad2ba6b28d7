package dev.bonafide.gateway.proxy;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** The body of a request on its way to a service, no faster than the service takes it and no larger than allowed. */
final class Upload {

    private final HttpServerRequest asked;
    private final long bytesMax;
    private final Runnable onTooLarge;
    private long bytes;
    private boolean isWhole;
    private boolean isStopped;

    Upload(HttpServerRequest asked, long bytesMax, Runnable onTooLarge) {
        this.asked = asked;
        this.bytesMax = bytesMax;
        this.onTooLarge = onTooLarge;
        this.isWhole = !isAnnounced(asked);
    }

    /** Whether the request announces a body. */
    static boolean isAnnounced(HttpServerRequest asked) {
        String length = asked.getHeader("content-length");
        if (length != null) {
            return !length.equals("0");
        }
        boolean mayStream = asked.version() == HttpVersion.HTTP_2
                && !HttpMethod.GET.equals(asked.method())
                && !HttpMethod.HEAD.equals(asked.method());
        return asked.headers().contains("transfer-encoding") || mayStream;
    }

    /** Sends all of it, and says so. */
    void into(Attempt.Sending sending) {
        HttpClientRequest request = sending.request();
        if (isWhole) {
            request.end();
            asked.resume();
            sending.sent().run();
            return;
        }
        if (!request.headers().contains("content-length")) {
            request.setChunked(true);
        }
        if (asked.headers().contains("expect", "100-continue", true)) {
            asked.response().writeContinue();
        }
        asked.handler(chunk -> {
            if (isStopped) {
                return;
            }
            bytes += chunk.length();
            if (bytes > bytesMax) {
                isStopped = true;
                onTooLarge.run();
                return;
            }
            request.write(chunk);
            if (request.writeQueueFull()) {
                asked.pause();
                request.drainHandler(_ -> asked.resume());
            }
        });
        asked.endHandler(_ -> {
            isWhole = true;
            if (!isStopped) {
                request.end();
                sending.sent().run();
            }
        });
        asked.resume();
    }

    /** Takes what still comes and drops it. */
    void stop() {
        isStopped = true;
        asked.resume();
    }

    /** Whether the client has sent all of it. */
    boolean isWhole() {
        return isWhole;
    }
}
