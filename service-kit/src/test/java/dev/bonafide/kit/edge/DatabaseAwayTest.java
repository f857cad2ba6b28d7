package dev.bonafide.kit.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.Stack;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class DatabaseAwayTest {

    @AfterEach
    void bringTheDatabaseBack() {
        Stack.postgres().start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> given().when().get("/edge/database").statusCode() == 200);
    }

    @Test
    void withoutItsDatabaseAServiceSaysSoWithinASecondAndServesAgainWhenItIsBack() {
        given().when().get("/edge/database").then().statusCode(200).body("one", equalTo(1));
        Stack.postgres().stop();
        for (int i = 0; i < 3; i++) {
            given().when()
                    .get("/edge/database")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "1")
                    .body("code", equalTo("SERVICE_UNAVAILABLE"))
                    .time(lessThan(1_000L));
        }
    }
}
