package dev.bonafide.gateway.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in (P-1). */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
class AdmissionTest {

    private static final UUID ACCOUNT = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/me",
        "POST, /v1/orders",
        "GET, /v1/live",
        "GET, /v1/pages/listings/1",
        "POST, /v1/sandbox/clock"
    })
    void withoutATokenNobodyIsLetIn(String method, String path) {
        given().request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("X-Frame-Options", "DENY")
                .body("code", is("UNAUTHENTICATED"))
                .body("instance", is(path))
                .body("requestId", notNullValue());
    }

    static Stream<String> tokensThatDoNotVerify() {
        return Stream.of(
                Tokens.expired(ACCOUNT),
                Tokens.signedByOther(ACCOUNT),
                Tokens.wrongAudience(ACCOUNT),
                Tokens.member(ACCOUNT) + "x",
                "not-a-token");
    }

    @ParameterizedTest
    @MethodSource("tokensThatDoNotVerify")
    void aTokenThatDoesNotVerifyLetsNobodyIn(String token) {
        try (StubService escrow = StubService.start("escrow")) {
            given().header("Authorization", "Bearer " + token)
                    .body("{}")
                    .contentType("application/json")
                    .post("/v1/orders")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("invalid_token"))
                    .body("code", is("UNAUTHENTICATED"));
            assertThat(escrow.heard()).isEmpty();
        }
    }

    @Test
    void aSignedWebhookNeedsNoToken() {
        try (StubService escrow = StubService.start("escrow").json(202, "{}")) {
            given().body("{\"id\":1}")
                    .post("/v1/payment-webhooks/sandbox")
                    .then()
                    .statusCode(202);
            assertThat(escrow.last().uri()).isEqualTo("/v1/payment-webhooks/sandbox");
        }
    }

    @Test
    void aRoleThatDoesNotOpenTheDoorIsForbidden() {
        given().header("Authorization", "Bearer " + Tokens.member(ACCOUNT))
                .get("/v1/sandbox/clock")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", is("FORBIDDEN"));
    }

    @ParameterizedTest
    @CsvSource({"/", "/v1", "/v1/nothing", "/sandbox/clock", "/v1/mellow", "/admin"})
    void aPathNobodyServesDoesNotExist(String path) {
        given().header("Authorization", "Bearer " + Tokens.of(ACCOUNT, "operator"))
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /v1/orders", "PROPFIND, /v1/orders", "POST, /v1/live", "DELETE, /v1/pages/listings/1"})
    void aMethodThatIsNotTakenIsNamed(String method, String path) {
        given().header("Authorization", "Bearer " + Tokens.member(ACCOUNT))
                .request(method, path)
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", notNullValue())
                .body("code", is("METHOD_NOT_ALLOWED"));
    }

    @Test
    void aRefusalIsInTheLanguageOfTheCaller() {
        given().header("Accept-Language", "zh-CN")
                .get("/v1/me")
                .then()
                .statusCode(401)
                .header("Content-Language", "zh-CN")
                .body("title", is("请先登录"));
    }

    @Test
    void browsersOfOtherOriginsGetNothingUnlessConfigured() {
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/orders")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void aQuotaIsTold() {
        try (StubService identity = StubService.start("identity").json(200, "{}")) {
            given().header("Authorization", "Bearer " + Tokens.member(UUID.randomUUID()))
                    .get("/v1/me")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", "\"read\";q=1200;w=60")
                    .header("RateLimit", startsWith("\"read\";r=1199;t="));
        }
    }
}
