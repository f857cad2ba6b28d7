package dev.bonafide.gateway.openapi;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
class OpenApiTest {

    @Test
    void allServicesAreOneDescriptionAndTheMissingAreNamed() {
        try (StubService escrow = StubService.start("escrow").json(200, """
                        {"openapi":"3.1.0","paths":{"/v1/orders":{"get":{"operationId":"listOrders"}},
                         "/sandbox/clock":{"get":{}}}}""")) {
            given().get("/q/openapi")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("openapi", is("3.1.0"))
                    .body("info.description", allOf(containsString("listing"), not(containsString("escrow,"))))
                    .body("paths.'/v1/orders'.get.operationId", is("listOrders"))
                    .body("paths", not(hasKey("/sandbox/clock")))
                    .body("paths.'/v1/pages/listings/{listingId}'.get.operationId", is("getListingPage"))
                    .body("paths.'/v1/sandbox/clock'.post.operationId", is("moveSandboxClock"))
                    .body("paths.'/v1/live'.get.operationId", is("streamLiveUpdates"));
            org.assertj.core.api.Assertions.assertThat(escrow.last().uri()).isEqualTo("/q/openapi?format=json");
        }
    }

    @Test
    void thereIsAPageToTryItOn() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("X-Frame-Options", "DENY")
                .body(containsString("/q/openapi"));
    }

    @Test
    void measuresAreThere() {
        given().get("/v1/me").then().statusCode(401);
        given().get("/q/metrics").then().statusCode(200).body(containsString("bonafide_gateway_requests_seconds"));
    }
}
