package dev.bonafide.escrow.payment.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Speaks HTTP to one provider. Blocks, within a time limit and a size limit; an interrupt ends the exchange. Every answer
 * that tells of trouble over there, and every missing one, is an {@link UnclearAnswerException}.
 */
public final class Http implements AutoCloseable {
    /** The longest answer to an ask. */
    public static final int ANSWER_BYTES_MAX = 1024 * 1024;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final String provider;
    private final Duration answerWithin;
    private final HttpClient client;

    /**
     * @param provider its name
     * @param connectWithin the longest a connection may take
     * @param answerWithin the longest an exchange may take, should nobody interrupt it before
     */
    public Http(String provider, Duration connectWithin, Duration answerWithin) {
        this.provider = provider;
        this.answerWithin = answerWithin;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectWithin)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** What came back, whatever its status below 500. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        /** Whether the provider has done as asked. */
        public boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** The body, in UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Sends a request and waits for the answer. */
    public Answer send(HttpRequest.Builder request) {
        return send(request, ANSWER_BYTES_MAX);
    }

    /** Sends a request and waits for the answer, which may be that long. */
    public Answer send(HttpRequest.Builder request, int bytesMax) {
        try {
            var response = client.send(
                    request.timeout(answerWithin).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
            if (response.statusCode() >= SERVER_ERRORS || response.statusCode() == TOO_MANY_REQUESTS) {
                throw new UnclearAnswerException(provider, "HTTP status " + response.statusCode());
            }
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failure) {
            throw new UnclearAnswerException(provider, failure.getClass().getSimpleName());
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
            throw new UnclearAnswerException(provider, "interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
