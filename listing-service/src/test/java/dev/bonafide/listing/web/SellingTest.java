package dev.bonafide.listing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.listing.Market;
import dev.bonafide.listing.Pictures;
import dev.bonafide.listing.Seller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class SellingTest {
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
    void L_9_a_phone_goes_from_draft_over_photos_and_a_verdict_on_sale() throws Exception {
        var seller = market.seller();
        var wish = Seller.phone();
        var listing = seller.drafts(wish);
        seller.uploads(listing, Seller.ROLES);
        seller.looksAt(listing)
                .then()
                .body("stage", equalTo("DRAFT"))
                .body("version", equalTo(6))
                .body("photos.role", equalTo(Seller.ROLES))
                .body("fields.serial", nullValue())
                .body(
                        "serialTail",
                        equalTo(wish.at("/fields/serial").textValue().substring(11)));

        var submitted = market.handsIn(seller, listing);
        assertThat(submitted.data().get("photoSha256")).hasSize(5);
        assertThat(submitted.data().toString())
                .doesNotContain(wish.at("/fields/serial").textValue());
        seller.looksAt(listing).then().body("stage", equalTo("IN_REVIEW"));

        market.judges(submitted, "TIP");
        var published = market.events().await(Market.PUBLISHED, listing);

        var buyer = Seller.somebody();
        var canonical = buyer.asks()
                .get("/v1/listings/" + listing + "/snapshots/" + published.text("snapshotHash"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)))
                .isEqualTo(published.text("snapshotHash"));
        assertThat(new String(canonical, StandardCharsets.UTF_8))
                .doesNotContain(wish.at("/fields/serial").textValue());
        buyer.looksAt(listing)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"6\""))
                .body("stage", equalTo("PUBLISHED"))
                .body("snapshotHash", equalTo(published.text("snapshotHash")))
                .body("serialTail", nullValue())
                .body("reservedByOther", equalTo(false));
    }

    @Test
    void without_level_L1_nothing_can_be_handed_in() {
        var seller = Seller.somebody();
        var listing = seller.drafts(Seller.phone());
        seller.uploads(listing, Seller.ROLES);

        seller.submits(listing)
                .statusCode(403)
                .body("code", equalTo("LEVEL_TOO_LOW"))
                .body("level", equalTo("L0"));
        seller.looksAt(listing).then().body("stage", equalTo("DRAFT"));
    }

    @Test
    void more_listings_than_the_policy_allows_per_day_are_refused_naming_the_policy() {
        var seller = Seller.somebody();
        market.grants(seller.id(), "L1", 1);
        var first = seller.drafts(Seller.phone());
        var second = seller.drafts(Seller.phone());
        seller.uploads(first, Seller.ROLES);
        seller.uploads(second, Seller.ROLES);
        market.handsIn(seller, first);

        seller.submits(second)
                .statusCode(422)
                .body("code", equalTo("LIMIT_EXCEEDED"))
                .body("max", equalTo(1))
                .body("policyVersion", equalTo("2026-11-01"));
    }

    @Test
    void another_persons_draft_is_not_found_whatever_is_asked_of_it() {
        var seller = Seller.somebody();
        var stranger = market.seller();
        var listing = seller.drafts(Seller.phone());

        stranger.looksAt(listing).then().statusCode(404);
        stranger.submits(listing).statusCode(404);
        stranger.uploads(listing, "SCREEN", Pictures.jpeg(700, 700)).statusCode(404);
        stranger.orders().post("/v1/listings/" + listing + "/closure").then().statusCode(404);
        stranger.asks()
                .header("If-Match", "\"1\"")
                .body("{\"title\": \"mine\"}")
                .patch("/v1/listings/" + listing)
                .then()
                .statusCode(404);
        stranger.asks().get("/v1/listings/" + listing + "/price-history").then().statusCode(404);
        seller.looksAt(listing).then().statusCode(200).body("title", equalTo("iPhone 14 Pro 256G 国行"));
        Seller.withRoles("moderator").looksAt(listing).then().statusCode(200).body("serialTail", nullValue());
    }

    @Test
    void without_a_token_nothing_is_shown() {
        RestAssured.given().get("/v1/listings").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        RestAssured.given().get("/v1/categories").then().statusCode(401);
    }

    @Test
    void L_10_a_change_of_price_makes_a_new_snapshot_and_stays_in_the_history() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        String before = market.hash(listing);

        seller.asksPrice(listing, 410000).statusCode(200).body("version", equalTo(7));

        var changed = market.events().await(Market.PRICE_CHANGED, listing);
        assertThat(changed.text("/previousPrice/amountMinor")).isEqualTo("430000");
        assertThat(changed.text("snapshotHash")).isNotEqualTo(before).isEqualTo(market.hash(listing));
        var buyer = Seller.somebody();
        buyer.asks()
                .get("/v1/listings/" + listing + "/price-history")
                .then()
                .body("items", hasSize(1))
                .body("items[0].previousPrice.amountMinor", equalTo(430000))
                .body("items[0].price.amountMinor", equalTo(410000));
        // What was on sale before can still be read, and always will be.
        buyer.asks()
                .get("/v1/listings/" + listing + "/snapshots/" + before)
                .then()
                .statusCode(200)
                .body("price.amountMinor", equalTo(430000));
    }

    @Test
    void other_words_on_sale_are_a_new_version_that_is_judged_too_and_another_model_goes_back_to_review() {
        var seller = market.seller();
        var listing = market.onSale(seller);

        seller.edits(listing, "{\"description\": \"加微信聊\"}").statusCode(200).body("stage", equalTo("PUBLISHED"));
        var said = market.events().awaitCount(Market.SUBMITTED, listing, 2).getLast();
        assertThat(said.text("description")).isEqualTo("加微信聊");
        assertThat(market.events().awaitCount(Market.PUBLISHED, listing, 2)).hasSize(2);

        seller.edits(listing, "{\"fields\": {\"model\": \"iPhone 14\"}}")
                .statusCode(200)
                .body("stage", equalTo("IN_REVIEW"));
        assertThat(market.events().await(Market.HIDDEN, listing).text("reason")).isEqualTo("BACK_IN_REVIEW");
        Seller.somebody().looksAt(listing).then().statusCode(404);
    }

    @Test
    void a_closed_listing_is_over() {
        var seller = market.seller();
        var listing = market.onSale(seller);

        seller.orders()
                .post("/v1/listings/" + listing + "/closure")
                .then()
                .statusCode(200)
                .body("stage", equalTo("CLOSED"));
        seller.asksPrice(listing, 1)
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("CLOSED"));
        market.events().await(Market.CLOSED, listing);
        Seller.somebody().looksAt(listing).then().statusCode(404);
    }
}
