package dev.bonafide.gateway.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway outside of the sandbox, with quotas small enough to use up, and a browser client that may ask. */
@QuarkusTest
@TestProfile(ProductionTest.Production.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
class ProductionTest {

    public static class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "bonafide.gateway.strict-transport-security", "max-age=31536000",
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", "https://shop.example");
        }

        @Override
        public java.util.List<TestResourceEntry> testResources() {
            return java.util.List.of(new TestResourceEntry(Small.class));
        }
    }

    /** After the settings of the sandbox, and over them. */
    public static class Small implements io.quarkus.test.common.QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "bonafide.sandbox", "false",
                    "bonafide.limits.read.requests", "5",
                    "bonafide.limits.write.requests", "2",
                    "bonafide.limits.anonymous.requests", "20",
                    "bonafide.limits.anonymous.period", "1h");
        }

        @Override
        public void stop() {
            // Nothing was started.
        }

        @Override
        public int order() {
            return 100;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/sandbox/clock",
        "POST, /v1/sandbox/clock",
        "POST, /v1/sandbox/payments/1",
        "POST, /v1/sandbox/shipments/1/script",
        "GET, /v1/sandbox/messages"
    })
    void outsideOfTheSandboxNothingOfItExists(String method, String path) {
        given().header("Authorization", "Bearer " + Tokens.of(UUID.randomUUID(), "operator"))
                .request(method, path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("NOT_FOUND"));
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBackAndOthersAreNot() {
        try (StubService identity = StubService.start("identity").json(200, "{}")) {
            String busy = Tokens.member(UUID.randomUUID());
            Response refused = null;
            for (int n = 0; n < 7; n++) {
                refused = given().header("Authorization", "Bearer " + busy).get("/v1/me");
            }
            assertThat(refused).isNotNull();
            refused.then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .header("RateLimit", matchesPattern("\"read\";r=0;t=\\d+"))
                    .header("RateLimit-Policy", "\"read\";q=5;w=60")
                    .body("code", is("RATE_LIMITED"))
                    .body("detail", notNullValue());
            int heard = identity.heard().size();
            given().header("Authorization", "Bearer " + busy)
                    .patch("/v1/me")
                    .then()
                    .statusCode(200);
            given().header("Authorization", "Bearer " + Tokens.member(UUID.randomUUID()))
                    .get("/v1/me")
                    .then()
                    .statusCode(200);
            assertThat(identity.heard()).hasSize(heard + 2);
        }
    }

    @Test
    void guessingTokensIsLimitedByAddress() {
        int last = 0;
        for (int n = 0; n < 22; n++) {
            last = given().header("Authorization", "Bearer junk" + n)
                    .get("/v1/me")
                    .statusCode();
        }
        assertThat(last).isEqualTo(429);
    }

    @Test
    void aBrowserOfAConfiguredOriginMayAsk() {
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "Idempotency-Key")
                .options("/v1/orders")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://shop.example");
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/orders")
                .then()
                .statusCode(403);
    }

    @Test
    void transportSecurityIsToldIfConfigured() {
        given().get("/q/health/live").then().header("Strict-Transport-Security", "max-age=31536000");
    }
}
