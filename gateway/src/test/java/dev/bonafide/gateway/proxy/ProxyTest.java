package dev.bonafide.gateway.proxy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init")
class ProxyTest {

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
    void aRequestAndItsAnswerGoThroughAsTheyAre() {
        listing.answer(request -> request.response()
                .setStatusCode(201)
                .putHeader("ETag", "\"7\"")
                .putHeader("Content-Type", "application/json")
                .putHeader(
                        "Location", "http://localhost:" + request.localAddress().port() + "/v1/listings/7")
                .putHeader("Content-Language", "zh-CN")
                .end("{\"listingId\":7}"));
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", "k1")
                .header("Accept-Language", "zh-CN")
                .contentType("application/json")
                .body("{\"title\":\"手机\"}")
                .post("/v1/listings?draft=a%20b&x=1")
                .then()
                .statusCode(201)
                .header("ETag", "\"7\"")
                .header("Location", "/v1/listings/7")
                .header("Content-Language", "zh-CN")
                .body("listingId", is(7));
        assertThat(listing.last().method()).isEqualTo("POST");
        assertThat(listing.last().uri()).isEqualTo("/v1/listings?draft=a%20b&x=1");
        assertThat(listing.last().headers().get("Authorization")).isEqualTo("Bearer " + token);
        assertThat(listing.last().headers().get("Idempotency-Key")).isEqualTo("k1");
        assertThat(listing.last().headers().get("Accept-Language")).isEqualTo("zh-CN");
    }

    @Test
    void everyRequestHasAnIdAndATraceAndEveryAnswerTheHeadersOfSafety() {
        listing.json(200, "{}");
        String id = given().header("Authorization", "Bearer " + token)
                .get("/v1/listings/1")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Strict-Transport-Security", nullValue())
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                .extract()
                .header("X-Request-Id");
        assertThat(listing.last().headers().getAll("X-Request-Id")).containsExactly(id);
        assertThat(listing.last().headers().get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aSoundRequestIdAndTraceAreKeptAndAnUnsoundOneIsReplaced() {
        listing.json(200, "{}");
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        given().header("Authorization", "Bearer " + token)
                .header("X-Request-Id", "mine-42")
                .header("traceparent", trace)
                .get("/v1/listings/1")
                .then()
                .header("X-Request-Id", "mine-42");
        assertThat(listing.last().headers().get("X-Request-Id")).isEqualTo("mine-42");
        assertThat(listing.last().headers().get("traceparent")).isEqualTo(trace);
        given().header("Authorization", "Bearer " + token)
                .header("X-Request-Id", "x".repeat(65))
                .header("traceparent", "junk")
                .get("/v1/listings/1")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        assertThat(listing.last().headers().get("traceparent")).isNotEqualTo("junk");
    }

    @Test
    void nobodyClaimsToBeSomebodyElse() {
        listing.json(200, "{}");
        given().header("Authorization", "Bearer " + token)
                .header("X-User-Id", UUID.randomUUID().toString())
                .header("X-User-Roles", "operator")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Forwarded", "for=10.0.0.1")
                .get("/v1/listings/1")
                .then()
                .statusCode(200);
        assertThat(listing.last().headers().names())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("x-user-"))
                .noneMatch(name -> name.equalsIgnoreCase("Forwarded"))
                .noneMatch(name -> name.equalsIgnoreCase("X-Forwarded-For"));
    }

    @Test
    void aServiceReadsThePathThatWasJudged() throws IOException {
        try (StubService escrow = StubService.start("escrow").json(200, "{\"who\":\"escrow\"}")) {
            String answer = RawHttp.ask(
                    gateway,
                    "GET /v1/listings/%2e%2e//orders/./7?x=../y HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).contains("\"who\":\"escrow\"");
            assertThat(escrow.last().uri()).isEqualTo("/v1/orders/7?x=../y");
        }
    }

    @Test
    void anAnswerIsPassedOnWhileItIsWritten() throws Exception {
        CompletableFuture<Void> firstSeen = new CompletableFuture<>();
        listing.answer(request -> {
            request.response().setChunked(true).write("first\n");
            firstSeen.thenRun(() -> request.response().end("second\n"));
        });
        HttpResponse<InputStream> answer =
                client.send(request("/v1/listings/1").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var lines =
                new java.io.BufferedReader(new java.io.InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("first");
            firstSeen.complete(null);
            assertThat(lines.readLine()).isEqualTo("second");
            assertThat(lines.readLine()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void halfAnAnswerDoesNotLookWhole(boolean isLengthKnown) {
        listing.answer(request -> {
            if (isLengthKnown) {
                request.response().putHeader("Content-Length", "1000");
            } else {
                request.response().setChunked(true);
            }
            request.response()
                    .write(Buffer.buffer("x".repeat(100)))
                    .onComplete(_ -> request.connection().close());
        });
        assertThatThrownBy(() -> client.send(
                        request("/v1/listings/1")
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aClientThatLeavesTakesItsRequestBack() throws IOException {
        AtomicBoolean isAsked = new AtomicBoolean();
        AtomicBoolean isTakenBack = new AtomicBoolean();
        listing.answer(request -> {
            isAsked.set(true);
            request.connection().closeHandler(_ -> isTakenBack.set(true));
        });
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /v1/listings/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(isAsked::get);
        }
        await().atMost(5, TimeUnit.SECONDS).until(isTakenBack::get);
    }

    @Test
    void headAndNotModifiedHaveNoBody() {
        listing.answer(request -> {
            if (request.headers().contains("If-None-Match")) {
                request.response().setStatusCode(304).putHeader("ETag", "\"7\"").end();
            } else {
                request.response().putHeader("Content-Length", "5").end();
            }
        });
        given().header("Authorization", "Bearer " + token)
                .head("/v1/listings/1")
                .then()
                .statusCode(200)
                .header("Content-Length", "5");
        given().header("Authorization", "Bearer " + token)
                .header("If-None-Match", "\"7\"")
                .get("/v1/listings/1")
                .then()
                .statusCode(304)
                .header("ETag", "\"7\"");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }
}
