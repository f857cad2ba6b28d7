package dev.bonafide.listing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.listing.Market;
import dev.bonafide.listing.Seller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class DraftingTest {
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
    void L_1_everything_that_is_missing_is_named_at_once_in_the_callers_language() {
        var wish = Seller.phone();
        wish.remove("price");
        wish.put("title", " ");
        ((ObjectNode) wish.get("fields"))
                .remove(List.of(
                        "brand",
                        "model",
                        "purchaseDate",
                        "usePeriodMonths",
                        "grade",
                        "functionState",
                        "accessories",
                        "serial"));

        Seller.somebody()
                .orders()
                .header("Accept-Language", "zh-CN")
                .body(wish)
                .post("/v1/listings")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("VALIDATION_FAILED"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/title",
                                "/price",
                                "/fields/brand",
                                "/fields/model",
                                "/fields/purchaseDate",
                                "/fields/usePeriodMonths",
                                "/fields/grade",
                                "/fields/functionState",
                                "/fields/accessories",
                                "/fields/serial"))
                .body("errors.code.unique()", contains("REQUIRED"));
    }

    @Test
    void L_2_a_grade_that_contradicts_a_defect_is_told_with_its_sentence() {
        var wish = Seller.phone();
        ((ObjectNode) wish.get("fields"))
                .put("grade", "99")
                .put("batteryHealthPercent", 99)
                .putArray("defects")
                .addObject()
                .put("part", "SCREEN")
                .put("kind", "SCRATCH");

        Seller.somebody()
                .orders()
                .header("Accept-Language", "zh")
                .body(wish)
                .post("/v1/listings")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].code", equalTo("GRADE_CONTRADICTS_DEFECT"))
                .body("errors[0].detail", equalTo("所填瑕疵与成色 99 矛盾。"));
    }

    @Test
    void prices_that_are_none_are_refused() {
        for (String price : List.of(
                "{\"amountMinor\": 0, \"currency\": \"CNY\"}",
                "{\"amountMinor\": -1, \"currency\": \"CNY\"}",
                "{\"amountMinor\": 9223372036854775808, \"currency\": \"CNY\"}",
                "{\"amountMinor\": 9007199254740992, \"currency\": \"CNY\"}",
                "{\"amountMinor\": 100, \"currency\": \"USD\"}")) {
            Seller.somebody()
                    .orders()
                    .body(Seller.phone().toString().replaceFirst("\"price\":\\{[^}]*}", "\"price\":" + price))
                    .post("/v1/listings")
                    .then()
                    .statusCode(422);
        }
    }

    @Test
    void E_6_the_same_draft_under_the_same_key_is_one_listing() {
        var seller = Seller.somebody();
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var wish = Seller.phone();

        String first = seller.asks()
                .headers(key)
                .body(wish)
                .post("/v1/listings")
                .then()
                .statusCode(201)
                .extract()
                .path("listingId");
        String again = seller.asks()
                .headers(key)
                .body(wish)
                .post("/v1/listings")
                .then()
                .statusCode(201)
                .extract()
                .path("listingId");

        assertThat(again).isEqualTo(first);
        seller.asks()
                .headers(key)
                .body(Seller.phone("other"))
                .post("/v1/listings")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        seller.asks()
                .body(wish)
                .post("/v1/listings")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));
        seller.asks().get("/v1/me/listings").then().body("items", hasSize(1));
    }

    @Test
    void an_edit_needs_the_version_it_was_made_to() {
        var seller = Seller.somebody();
        var listing = seller.drafts(Seller.phone());
        var edit = "{\"description\": \"降价\", \"fields\": {\"accessories\": [\"BOX\", \"INVOICE\"]}}";

        seller.asks().body(edit).patch("/v1/listings/" + listing).then().statusCode(428);
        seller.asks()
                .header("If-Match", "\"9\"")
                .body(edit)
                .patch("/v1/listings/" + listing)
                .then()
                .statusCode(412);
        seller.edits(listing, edit)
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("fields.accessories", contains("BOX", "INVOICE"))
                .body("fields.brand", equalTo("Apple"));
        seller.edits(listing, "{\"fields\": {\"brand\": null, \"grade\": \"98\"}}")
                .statusCode(422)
                .body("errors.pointer", contains("/fields/brand", "/fields/grade"));
        seller.looksAt(listing).then().header("ETag", equalTo("\"2\""));
    }

    @Test
    void L_1_the_template_says_what_to_fill_in_and_the_grades_what_they_mean() {
        var somebody = Seller.somebody();
        somebody.asks()
                .header("Accept-Language", "zh-CN")
                .get("/v1/categories")
                .then()
                .body("items.name", contains("手机"));
        somebody.asks()
                .get("/v1/categories/phones/template")
                .then()
                .statusCode(200)
                .body(
                        "schema.required",
                        hasItems(
                                "brand",
                                "model",
                                "purchaseDate",
                                "usePeriodMonths",
                                "grade",
                                "functionState",
                                "accessories"))
                .body("photoRoles.role", equalTo(Seller.ROLES))
                .body("grades.grade", contains("NEW", "99", "95", "90", "80", "FOR_PARTS"))
                .body("grades[1].definition", containsString("30 cm"));
        somebody.asks()
                .get("/v1/categories/phones/grades/99/picture")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml");
        somebody.asks().get("/v1/categories/cars/template").then().statusCode(404);
        somebody.asks()
                .get("/v1/categories/phones/grades/..%2fgrades/picture")
                .then()
                .statusCode(404);
    }
}
