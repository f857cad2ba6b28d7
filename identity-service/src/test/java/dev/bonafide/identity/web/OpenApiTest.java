package dev.bonafide.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class OpenApiTest {

    @Test
    void every_operation_has_an_id_a_summary_and_an_example_of_its_answer() {
        JsonPath document = given().queryParam("format", "JSON")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        int operations = 0;
        for (var path : paths.entrySet()) {
            assertThat(path.getKey()).startsWith("/v1/");
            for (var method : path.getValue().entrySet()) {
                if (method.getValue() instanceof Map<?, ?> operation && operation.containsKey("responses")) {
                    operations++;
                    assertThat(operation.get("operationId")).as(path.getKey()).isNotNull();
                    assertThat(operation.get("summary")).as(path.getKey()).isNotNull();
                    assertThat(String.valueOf(operation.get("responses")))
                            .as(path.getKey())
                            .contains("examples");
                }
            }
        }
        assertThat(operations).isEqualTo(11);
    }
}
