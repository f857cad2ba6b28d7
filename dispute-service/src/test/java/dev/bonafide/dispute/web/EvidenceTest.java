package dev.bonafide.dispute.web;

import static dev.bonafide.dispute.web.Play.as;
import static dev.bonafide.dispute.web.Play.get;
import static dev.bonafide.dispute.web.Play.photo;
import static dev.bonafide.dispute.web.Play.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.dispute.evidence.Entry;
import dev.bonafide.dispute.evidence.Sha256;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.objectstore.ObjectStoreConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D-4: evidence is sealed as it comes, and a later change is named. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class EvidenceTest {
    private static final int MEBI = 1024 * 1024;

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
    void words_and_files_of_both_sides_are_sealed_in_one_chain() {
        var id = play.open("SNAD").extract().<String>path("disputeId");
        var words = play.say(play.buyer, id, "开箱就有坏点")
                .statusCode(201)
                .body("entryNumber", equalTo(1))
                .body("by", equalTo("BUYER"))
                .body("kind", equalTo("TEXT"))
                .body("sha256", equalTo(Sha256.of("开箱就有坏点".getBytes(StandardCharsets.UTF_8))))
                .body("prev", equalTo(Entry.GENESIS))
                .extract();
        var photo = photo(200);
        var sealed = play.upload(play.seller, id, "application/octet-stream", photo)
                .then()
                .statusCode(201)
                .body("entryNumber", equalTo(2))
                .body("by", equalTo("SELLER"))
                .body("mediaType", equalTo("image/jpeg"))
                .body("size", equalTo(photo.length))
                .body("sha256", equalTo(Sha256.of(photo)))
                .body("prev", equalTo(words.<String>path("entryHash")))
                .extract();
        var said = play.probe.await(
                "bonafide.dispute.EvidenceAdded.v1",
                id,
                data -> data.path("entryNumber").asInt() == 2);
        assertThat(said.text("chainHead")).isEqualTo(sealed.<String>path("entryHash"));
        assertThat(said.text("kind")).isEqualTo("FILE");
        assertThat(play.probe.all(id).toString()).doesNotContain("坏点");
        get(as(play.buyer, "member"), "/v1/disputes/" + id)
                .body("evidenceItems", equalTo(2))
                .body("chainHead", equalTo(sealed.<String>path("entryHash")));
        verify(id).body("intact", equalTo(true)).body("entries", equalTo(2)).body("finding", nullValue());
    }

    @Test
    void each_side_sees_the_others_evidence_and_a_stranger_sees_none() {
        var id = play.queued();
        var words =
                play.say(play.buyer, id, "<script>alert(1)</script>").extract().<String>path("evidenceId");
        var path = "/v1/disputes/" + id + "/evidence";
        get(as(play.seller, "member"), path).statusCode(200).body("items.evidenceId", contains(words));
        var copy = as(play.seller, "member").get(path + "/" + words);
        assertThat(copy.statusCode()).isEqualTo(200);
        assertThat(copy.asString()).isEqualTo("<script>alert(1)</script>");
        assertThat(copy.header("Content-Disposition")).isEqualTo("attachment; filename=\"evidence-1.txt\"");
        assertThat(copy.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(copy.header("Content-Security-Policy")).contains("sandbox");
        assertThat(copy.header("Cache-Control")).contains("no-store");
        var stranger = UUID.randomUUID();
        get(as(stranger, "member"), path).statusCode(404);
        get(as(stranger, "member"), path + "/" + words).statusCode(404);
        get(as(stranger, "member"), path + "/verify").statusCode(404);
        play.say(stranger, id, "me too").statusCode(404).body("code", equalTo("NOT_FOUND"));
        get(as(play.buyer, "member"), path + "/" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void the_original_is_for_the_arbiter_who_has_the_case_and_an_auditor_only_sees_that_it_is_whole() {
        var id = play.queued();
        var photo = photo(300);
        var item = play.upload(play.buyer, id, "image/jpeg", photo)
                .then()
                .extract()
                .<String>path("evidenceId");
        var path = "/v1/disputes/" + id + "/evidence/" + item;
        get(as(play.arbiter, "arbiter"), path).statusCode(404);
        post(as(play.arbiter, "arbiter"), "/v1/disputes/" + id + "/assignment", null)
                .statusCode(200);
        assertThat(as(play.arbiter, "arbiter").get(path).asByteArray()).isEqualTo(photo);
        get(as(UUID.randomUUID(), "arbiter"), path).statusCode(404);
        get(as(UUID.randomUUID(), "auditor"), path).statusCode(403);
        get(as(UUID.randomUUID(), "auditor"), "/v1/disputes/" + id + "/evidence")
                .body("items", hasSize(1));
        get(as(UUID.randomUUID(), "auditor"), "/v1/disputes/" + id + "/evidence/verify")
                .body("intact", equalTo(true));
    }

    @Test
    void a_program_that_calls_itself_a_photo_is_refused_and_a_photo_that_calls_itself_a_film_is_a_photo() {
        var id = play.queued();
        var program = HexFormat.of().parseHex("4d5a90000300000004000000ffff0000b800000000000000");
        play.upload(play.buyer, id, "image/jpeg", program)
                .then()
                .statusCode(415)
                .body("code", equalTo("EVIDENCE_TYPE"))
                .body("taken", contains("JPEG", "PNG", "WEBP", "PDF", "MP4"));
        play.upload(play.buyer, id, "image/png", new byte[0]).then().statusCode(415);
        play.upload(play.buyer, id, "video/mp4", photo(10))
                .then()
                .statusCode(201)
                .body("mediaType", equalTo("image/jpeg"));
        play.upload(play.buyer, id, "text/html", photo(10)).then().statusCode(415);
        get(as(play.buyer, "member"), "/v1/disputes/" + id + "/evidence").body("items", hasSize(1));
    }

    @Test
    void what_is_too_large_is_refused_and_nothing_is_kept() {
        var id = play.queued();
        var photo = photo(15 * MEBI + 1);
        play.upload(play.buyer, id, "image/jpeg", photo)
                .then()
                .statusCode(413)
                .body("code", equalTo("EVIDENCE_TOO_LARGE"))
                .body("sizeMax", equalTo(15 * MEBI));
        assertThat(file(Sha256.of(photo))).doesNotExist();
        play.say(play.buyer, id, "长".repeat(20_000)).statusCode(201);
        play.say(play.buyer, id, "长".repeat(20_001)).statusCode(422).body("errors.pointer", contains("/text"));
        get(as(play.buyer, "member"), "/v1/disputes/" + id + "/evidence").body("items", hasSize(1));
    }

    @Test
    void a_side_can_add_thirty_pieces_and_the_other_side_thirty_of_its_own() {
        var id = play.queued();
        for (int n = 1; n <= 30; n++) {
            play.say(play.buyer, id, "piece " + n).statusCode(201);
        }
        play.say(play.buyer, id, "one more")
                .statusCode(409)
                .body("code", equalTo("EVIDENCE_QUOTA"))
                .body("itemsMax", equalTo(30));
        play.say(play.seller, id, "my first").statusCode(201).body("entryNumber", equalTo(31));
        verify(id).body("intact", equalTo(true)).body("entries", equalTo(31));
    }

    @Test
    void the_same_upload_twice_is_one_line() {
        var id = play.queued();
        var key = UUID.randomUUID().toString();
        for (int n = 0; n < 2; n++) {
            as(play.buyer, "member")
                    .header("Idempotency-Key", key)
                    .contentType("image/jpeg")
                    .body(photo(40))
                    .post("/v1/disputes/" + id + "/evidence")
                    .then()
                    .statusCode(201)
                    .body("entryNumber", equalTo(1));
        }
        as(play.buyer, "member")
                .header("Idempotency-Key", key)
                .contentType("image/jpeg")
                .body(photo(41))
                .post("/v1/disputes/" + id + "/evidence")
                .then()
                .statusCode(422);
        assertThat(play.query("select count(*) from evidence_entry where dispute_id = '" + id + "'"))
                .isEqualTo("1");
    }

    @Test
    void after_the_ruling_nothing_is_added() {
        var id = play.inHands();
        play.say(play.seller, id, "last word").statusCode(201);
        play.rule(play.arbiter, id, "SELLER").statusCode(201);
        play.say(play.buyer, id, "but").statusCode(409).body("code", equalTo("EVIDENCE_CLOSED"));
        var photo = photo(77);
        play.upload(play.buyer, id, "image/jpeg", photo).then().statusCode(409);
        assertThat(file(Sha256.of(photo))).doesNotExist();
    }

    @Test
    void a_statement_is_a_statement_and_nothing_else() {
        var id = play.queued();
        post(play.buyer, "/v1/disputes/" + id + "/evidence", Map.of("text", "   "))
                .statusCode(422);
        post(play.buyer, "/v1/disputes/" + id + "/evidence", Map.of("words", "x"))
                .statusCode(422)
                .body("errors.code", contains("UNKNOWN_FIELD"));
        as(play.buyer, "member")
                .contentType("application/json")
                .body(Map.of("text", "no key"))
                .post("/v1/disputes/" + id + "/evidence")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));
    }

    private Path file(String sha256) {
        return objects.dir()
                .resolve("dispute-evidence")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256);
    }

    private ValidatableResponse verify(String id) {
        return get(as(play.buyer, "member"), "/v1/disputes/" + id + "/evidence/verify")
                .statusCode(200);
    }
}
