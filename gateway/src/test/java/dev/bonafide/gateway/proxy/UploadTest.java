package dev.bonafide.gateway.proxy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies on their way to a service: as they come, and no more than is taken. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init")
class UploadTest {

    private static final int MEGABYTE = 1 << 20;

    @TestHTTPResource
    URI gateway;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = Tokens.member(UUID.randomUUID());
    private StubService listing;

    @BeforeEach
    void start() {
        listing = StubService.start("listing");
    }

    @AfterEach
    void stop() {
        listing.close();
    }

    @Test
    void aPhotoOfTwentyMegabytesIsPassedOnWhileItArrives() throws Exception {
        AtomicLong received = new AtomicLong();
        MessageDigest digest = sha256();
        listing.answer(request -> request.handler(chunk -> {
                    received.addAndGet(chunk.length());
                    digest.update(chunk.getBytes());
                })
                .endHandler(_ ->
                        request.response().setStatusCode(201).end(HexFormat.of().formatHex(digest.digest()))));
        byte[] photo = new byte[20 * MEGABYTE];
        new Random(1).nextBytes(photo);
        var writing = new PipedOutputStream();
        var reading = new PipedInputStream(writing, 64 * 1024);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request("/v1/listings/1/photos")
                        .header("Content-Type", "image/jpeg")
                        .POST(HttpRequest.BodyPublishers.fromPublisher(
                                HttpRequest.BodyPublishers.ofInputStream(() -> reading), photo.length))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        writing.write(photo, 0, MEGABYTE);
        writing.flush();
        await().atMost(5, TimeUnit.SECONDS).until(() -> received.get() > MEGABYTE / 2);
        assertThat(answer).isNotDone();
        writing.write(photo, MEGABYTE, photo.length - MEGABYTE);
        writing.close();
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(answer.get().body()).isEqualTo(HexFormat.of().formatHex(sha256().digest(photo)));
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() throws IOException {
        String answer = RawHttp.ask(
                gateway,
                "POST /v1/listings/1/photos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Length: " + (20 * MEGABYTE + 1) + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"BODY_TOO_LARGE\"");
        assertThat(listing.heard()).isEmpty();
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefusedAndTheServiceNeverHasItWhole() throws Exception {
        AtomicBoolean whole = new AtomicBoolean();
        listing.answer(
                request -> request.handler(_ -> {}).exceptionHandler(_ -> {}).endHandler(_ -> whole.set(true)));
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/listings/1/photos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[MEGABYTE];
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int n = 0; n < 30; n++) {
                        out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                        out.write(chunk);
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException refused) {
                    // The gateway has closed the connection, as it should.
                }
            });
            String answer = RawHttp.answer(socket.getInputStream());
            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"code\":\"BODY_TOO_LARGE\"", "\"sizeMax\":" + 20 * MEGABYTE);
            sending.cancel(true);
        }
        assertThat(whole).isFalse();
    }

    @Test
    void whoSendsTooSlowlyIsToldSoAndTheServiceIsNotBlamed() throws IOException {
        listing.answer(request -> request.handler(_ -> {}).exceptionHandler(_ -> {}));
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /v1/listings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Length: 100\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408")
                    .contains("\"code\":\"REQUEST_TOO_SLOW\"");
        }
        listing.json(200, "{}");
        given().header("Authorization", "Bearer " + token)
                .get("/v1/listings/1")
                .then()
                .statusCode(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
