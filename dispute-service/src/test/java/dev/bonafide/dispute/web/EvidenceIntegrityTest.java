package dev.bonafide.dispute.web;

import static dev.bonafide.dispute.web.Play.as;
import static dev.bonafide.dispute.web.Play.get;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.dispute.evidence.Sha256;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.objectstore.ObjectStoreConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D-4: whatever is changed later, in the object store or in the database, is named. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class EvidenceIntegrityTest {
    @Inject
    DataSource database;

    @Inject
    ObjectStoreConfig objects;

    Play play;

    @BeforeEach
    void begin() {
        play = new Play(database).delivered(Duration.ofHours(1));
    }

    @AfterEach
    void end() {
        play.close();
    }

    @Test
    void a_changed_byte_is_named_with_its_piece() throws IOException {
        var id = play.queued();
        play.say(play.buyer, id, "first").statusCode(201);
        var photo = Play.photo(64);
        photo[40] = (byte) id.hashCode();
        var item = play.upload(play.buyer, id, "image/jpeg", photo)
                .then()
                .extract()
                .<String>path("evidenceId");
        var file = file(Sha256.of(photo));
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        verify(id)
                .body("intact", equalTo(false))
                .body("finding.code", equalTo("CONTENT_ALTERED"))
                .body("finding.evidenceId", equalTo(item))
                .body("finding.entryNumber", equalTo(2))
                .body("finding.text", equalTo("The content of evidence " + item + " is not what was sealed."));
        Files.delete(file);
        verify(id).body("finding.code", equalTo("CONTENT_MISSING")).body("finding.evidenceId", equalTo(item));
    }

    @Test
    void the_database_lets_nobody_change_remove_or_slip_in_a_line() {
        var id = chainOfThree();
        for (var change : new String[] {
            "update evidence_entry set role = 'SELLER' where dispute_id = '" + id + "'",
            "delete from evidence_entry where dispute_id = '" + id + "'",
            "truncate evidence_entry cascade"
        }) {
            assertThatThrownBy(() -> play.execute(change)).hasMessageContaining("append-only");
        }
        assertThatThrownBy(
                        () -> play.execute("insert into evidence_entry select dispute_id, 5, gen_random_uuid(), action,"
                                + " actor_id, role, at, sha256, size_bytes, media_type, prev, hash from evidence_entry"
                                + " where dispute_id = '" + id + "' and n = 3"))
                .hasMessageContaining("does not follow");
    }

    @Test
    void a_line_that_was_changed_past_the_database_is_named() throws Exception {
        var id = chainOfThree();
        unguarded("update evidence_entry set at = at + interval '1 hour' where n = 2 and dispute_id = '" + id + "'");
        verify(id).body("finding.code", equalTo("ENTRY_ALTERED")).body("finding.entryNumber", equalTo(2));
    }

    @Test
    void a_line_that_was_removed_past_the_database_is_named() throws Exception {
        var id = chainOfThree();
        unguarded("delete from evidence_entry where n = 3 and dispute_id = '" + id + "'");
        verify(id).body("finding.code", equalTo("ENTRY_MISSING")).body("finding.entryNumber", equalTo(3));
        unguarded("delete from evidence_entry where n = 1 and dispute_id = '" + id + "'");
        verify(id).body("finding.code", equalTo("ENTRY_MISSING")).body("finding.entryNumber", equalTo(1));
    }

    @Test
    void lines_that_were_exchanged_past_the_database_are_named_both() throws Exception {
        var id = chainOfThree();
        unguarded(
                "update evidence_entry set n = 99 where n = 2 and dispute_id = '" + id + "'",
                "update evidence_entry set n = 2 where n = 3 and dispute_id = '" + id + "'",
                "update evidence_entry set n = 3 where n = 99 and dispute_id = '" + id + "'");
        verify(id)
                .body("finding.code", equalTo("REORDERED"))
                .body("finding.entryNumber", equalTo(2))
                .body("finding.otherEntryNumber", equalTo(3));
    }

    private String chainOfThree() {
        var id = play.queued();
        play.say(play.buyer, id, "one").statusCode(201);
        play.say(play.seller, id, "two").statusCode(201);
        play.say(play.buyer, id, "three").statusCode(201);
        return id;
    }

    /** As somebody would who owns the database. */
    private void unguarded(String... statements) throws Exception {
        play.execute("alter table evidence_entry disable trigger user");
        try {
            play.execute(statements);
        } finally {
            play.execute("alter table evidence_entry enable trigger user");
        }
    }

    private ValidatableResponse verify(String id) {
        return get(as(play.buyer, "member"), "/v1/disputes/" + id + "/evidence/verify")
                .statusCode(200);
    }

    private Path file(String sha256) {
        return objects.dir()
                .resolve("dispute-evidence")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256);
    }
}
