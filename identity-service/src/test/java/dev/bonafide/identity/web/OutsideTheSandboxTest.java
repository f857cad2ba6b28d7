package dev.bonafide.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.identity.verification.MadeUpIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An installation that has no sandbox, and no real parties either: nobody gets a yes there. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(OutsideTheSandboxTest.NoSandbox.class)
class OutsideTheSandboxTest {

    /** Turns the sandbox off. */
    public static final class NoSandbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bonafide.sandbox", "false");
        }
    }

    @Inject
    DataSource database;

    @Test
    void there_is_no_mailbox_to_read() {
        Person.withRole("operator").asks().get("/v1/sandbox/messages").then().statusCode(404);
        Person.member().asks().get("/v1/sandbox/messages").then().statusCode(404);
    }

    @Test
    void a_code_that_nobody_delivers_is_said_so() {
        Person.member()
                .startsPhone(Person.newPhone())
                .statusCode(503)
                .header("Retry-After", equalTo("60"))
                .body("code", equalTo("SERVICE_UNAVAILABLE"));
    }

    @Test
    void I_2_a_provider_that_can_never_be_asked_confirms_no_name_however_often_it_is_tried() {
        Person person = Person.member();
        String verification = person.startsRealName("李小红", MadeUpIds.likeACard())
                .statusCode(202)
                .extract()
                .path("verificationId");
        await().until(() -> new Rows(database)
                        .count(
                                "select coalesce(max(attempts), 0) from timer where kind = 'real-name.ask' and ref = cast(? as uuid)",
                                verification)
                >= 2);
        assertThat(person.stage(verification)).isEqualTo("ASKED");
    }
}
