package dev.bonafide.listing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.listing.Market;
import dev.bonafide.listing.Pictures;
import dev.bonafide.listing.Seller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PhotoUploadTest {
    private static Market market;

    @BeforeAll
    static void open() {
        market = new Market();
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @Test
    void AS_3_four_photos_without_the_serial_number_are_refused_naming_the_role_and_with_it_accepted() {
        var seller = market.seller();
        var listing = seller.drafts(Seller.phone());
        seller.uploads(listing, List.of("SCREEN", "FRAME", "BACK", "BOX"));

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> seller.submits(listing)
                        .statusCode(422)
                        .body("code", equalTo("PHOTO_ROLE_MISSING"))
                        .body("roles", contains("SERIAL"))
                        .body("have", equalTo(4)));

        seller.uploads(listing, List.of("SERIAL"));
        seller.submits(listing).statusCode(202).body("stage", equalTo("IN_REVIEW"));
    }

    @Test
    void L_3_photos_are_refused_for_what_they_are() {
        var seller = Seller.somebody();
        var listing = seller.drafts(Seller.phone());
        byte[] whole = Pictures.jpeg(900, 700);

        seller.uploads(listing, "SCREEN", Pictures.png(500, 500))
                .statusCode(422)
                .body("code", equalTo("PHOTO_TOO_SMALL"))
                .body("shortSideMin", equalTo(600));
        seller.uploads(listing, "SCREEN", Arrays.copyOf(whole, whole.length / 2))
                .statusCode(422)
                .body("code", equalTo("PHOTO_DAMAGED"));
        seller.uploads(listing, "SCREEN", "no picture".getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("code", equalTo("PHOTO_FORMAT"));
        seller.uploads(listing, "SELFIE", whole).statusCode(422).body("code", equalTo("PHOTO_ROLE_UNKNOWN"));
        seller.looksAt(listing).then().body("photos", hasSize(0)).body("version", equalTo(1));
    }

    @Test
    void L_3_what_a_photo_hides_is_never_served_and_the_same_photo_twice_is_one() {
        var seller = Seller.somebody();
        var listing = seller.drafts(Seller.phone());
        byte[] picture = Pictures.withExif(Pictures.jpeg(900, 700), 6);

        String photo = seller.uploads(listing, "SCREEN", picture)
                .statusCode(201)
                .body("width", equalTo(700))
                .body("height", equalTo(900))
                .extract()
                .path("photoId");
        seller.uploads(listing, "SCREEN", picture).statusCode(201).body("photoId", equalTo(photo));

        seller.looksAt(listing).then().body("photos", hasSize(1));
        byte[] shown = seller.asks()
                .get("/v1/listings/" + listing + "/photos/" + photo)
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .extract()
                .asByteArray();
        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain(Pictures.POSITION);
        Seller.somebody()
                .asks()
                .get("/v1/listings/" + listing + "/photos/" + photo)
                .then()
                .statusCode(404);

        seller.asks()
                .delete("/v1/listings/" + listing + "/photos/" + photo)
                .then()
                .statusCode(204);
        seller.looksAt(listing).then().body("photos", hasSize(0));
    }

    @Test
    void a_body_beyond_all_limits_is_refused_as_a_problem_also_when_its_length_was_not_announced() throws Exception {
        var seller = Seller.somebody();
        var listing = seller.drafts(Seller.phone());
        var request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + RestAssured.port + "/v1/listings/" + listing + "/photos?role=SCREEN"))
                .header("Authorization", "Bearer " + seller.token())
                .header("Idempotency-Key", "beyond-all-limits")
                .header("Content-Type", "image/jpeg")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[21 * 1024 * 1024])))
                .build();

        HttpResponse<String> answer;
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
        assertThat(answer.body()).contains("\"code\":\"BODY_TOO_LARGE\"", "\"sizeMax\":" + 20 * 1024 * 1024);
        seller.looksAt(listing).then().body("photos", hasSize(0));
    }
}
