package dev.bonafide.gateway.proxy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
class OutageTest {

    private final String token = Tokens.member(UUID.randomUUID());

    @Test
    void aServiceThatIsDownIsNamed() {
        isAway(signedIn().get("/v1/shipments/1").then(), "logistics");
        isAway(
                signedIn()
                        .body("{}")
                        .contentType("application/json")
                        .post("/v1/shipments")
                        .then(),
                "logistics");
    }

    @Test
    void anOutageIsExplainedInTheLanguageOfTheCaller() {
        signedIn()
                .header("Accept-Language", "zh-CN,en;q=0.5")
                .get("/v1/shipments/1")
                .then()
                .statusCode(503)
                .header("Content-Language", "zh-CN")
                .body("title", org.hamcrest.Matchers.matchesPattern(".*[\\u4e00-\\u9fff]+.*"));
    }

    @Test
    void aServiceThatTakesTooLongIsNamedAndMayHaveDoneIt() {
        try (StubService risk = StubService.start("risk").answer(_ -> {})) {
            signedIn()
                    .body("{}")
                    .contentType("application/json")
                    .post("/v1/cases/1/decision")
                    .then()
                    .statusCode(504)
                    .contentType("application/problem+json")
                    .body("code", is("SERVICE_TOO_SLOW"))
                    .body("part", is("risk"))
                    .body("requestId", notNullValue());
            assertThat(risk.heard()).hasSize(1);
        }
    }

    @Test
    void aReadIsTriedOnceMoreAndNothingElseIs() {
        try (StubService logistics = StubService.start("logistics")
                .answer(request -> request.connection().close())) {
            isAway(signedIn().get("/v1/shipments/1").then(), "logistics");
            assertThat(logistics.heard()).hasSize(2);
            isAway(
                    signedIn()
                            .body("{}")
                            .contentType("application/json")
                            .post("/v1/shipments")
                            .then(),
                    "logistics");
            assertThat(logistics.heard()).hasSize(3);
        }
    }

    @Test
    void aReadWhoseConnectionBreaksOnceIsAnswered() {
        try (StubService logistics = StubService.start("logistics")) {
            logistics.answer(request -> {
                if (logistics.heard().size() == 1) {
                    request.connection().close();
                } else {
                    request.response().end("{}");
                }
            });
            signedIn().get("/v1/shipments/1").then().statusCode(200);
        }
    }

    @Test
    void aServiceThatFailsIsGivenARestAndComesBack() {
        try (StubService dispute = StubService.start("dispute")
                .answer(request -> request.connection().close())) {
            await().atMost(10, TimeUnit.SECONDS).until(() -> {
                int before = dispute.heard().size();
                isAway(signedIn().get("/v1/disputes").then(), "dispute");
                return dispute.heard().size() == before;
            });
            dispute.json(200, "{}");
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> signedIn().get("/v1/disputes").statusCode() == 200);
        }
    }

    @Test
    void aServicesOwnRefusalsDoNotCountAgainstIt() {
        try (StubService dispute = StubService.start("dispute").json(503, "{\"code\":\"SERVICE_UNAVAILABLE\"}")) {
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> dispute.heard().size() > 20
                            || signedIn().get("/v1/disputes").statusCode() == 200);
            int before = dispute.heard().size();
            signedIn().get("/v1/disputes").then().statusCode(503);
            assertThat(dispute.heard()).hasSize(before + 1);
        }
    }

    @Test
    void healthDoesNotDependOnServices() {
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().get("/q/health/live").then().statusCode(200);
    }

    private RequestSpecification signedIn() {
        return given().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse isAway(ValidatableResponse answer, String service) {
        return answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", is("SERVICE_UNAVAILABLE"))
                .body("part", is(service));
    }
}
