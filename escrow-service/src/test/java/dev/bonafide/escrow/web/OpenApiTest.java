package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The document clients build on: every operation is named once and says in a line what it does. */
@QuarkusTest
class OpenApiTest extends MarketTest {

    @Test
    void everyOperationIsNamedAndDescribed() {
        var paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String, Map<String, Map<String, Object>>>getMap("paths");
        var names = new HashSet<Object>();
        var operations = 0;
        for (var path : paths.entrySet()) {
            if (!path.getKey().startsWith("/v1/")) {
                continue;
            }
            for (var operation : path.getValue().entrySet()) {
                var where = operation.getKey() + " " + path.getKey();
                assertThat(operation.getValue().get("summary")).as(where).isNotNull();
                assertThat(operation.getValue().get("tags")).as(where).isNotNull();
                assertThat(names.add(operation.getValue().get("operationId")))
                        .as(where)
                        .isTrue();
                operations++;
            }
        }
        assertThat(operations).isGreaterThanOrEqualTo(20);
        assertThat(names).doesNotContainNull();
    }
}
