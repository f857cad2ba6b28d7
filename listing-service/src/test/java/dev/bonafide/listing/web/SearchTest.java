package dev.bonafide.listing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.listing.Market;
import dev.bonafide.listing.Seller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
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
class SearchTest {
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
    void words_in_Chinese_and_Latin_find_titles_models_and_the_other_names_of_brands() {
        var seller = market.seller();
        var pro = market.onSale(seller, "iPhone14Pro 256GB 国行 暗夜紫").toString();
        var plain = market.onSale(seller, "自用苹果手机,美版有锁已解").toString();

        assertThat(found(seller, "苹果手机")).containsExactlyInAnyOrder(pro, plain);
        assertThat(found(seller, "iPhone 14 Pro 256G")).containsExactly(pro);
        assertThat(found(seller, "iphone14pro")).containsExactlyInAnyOrder(pro, plain);
        assertThat(found(seller, "国行")).containsExactly(pro);
        assertThat(found(seller, "国")).containsExactly(pro);
        assertThat(found(seller, "ＩＰＨＯＮＥ 暗夜紫")).containsExactly(pro);
        assertThat(found(seller, "苹果 美版")).containsExactly(plain);
        assertThat(found(seller, "安卓")).isEmpty();
        assertThat(found(seller, "?!'\\ :*&")).isEmpty();
        assertThat(found(seller, "")).containsExactly(plain, pro);
    }

    @Test
    void filters_narrow_and_a_reserved_listing_is_marked() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        var all = Map.of(
                "seller",
                seller.id(),
                "brand",
                "apple",
                "grade",
                "95",
                "category",
                "phones",
                "priceMin",
                430000,
                "priceMax",
                430000);
        assertThat(found(all)).containsExactly(listing.toString());
        assertThat(found(Map.of("seller", seller.id(), "priceMax", 429999))).isEmpty();
        assertThat(found(Map.of("seller", seller.id(), "brand", "Huawei"))).isEmpty();
        assertThat(found(Map.of("seller", seller.id(), "grade", "99"))).isEmpty();

        market.places(UUID.randomUUID(), listing, UUID.randomUUID(), seller.id(), market.hash(listing));
        market.events().await(Market.RESERVED, listing);
        Seller.somebody()
                .asks()
                .queryParams(all)
                .get("/v1/listings")
                .then()
                .body("items.stage", contains("RESERVED"))
                .body("items[0].reservedByOther", equalTo(true));
        seller.asks().get("/v1/me/listings").then().body("items.stage", contains("RESERVED"));
    }

    @Test
    void what_is_not_on_sale_is_not_found() {
        var seller = market.seller();
        seller.drafts(Seller.phone());
        var listing = market.onSale(seller);
        assertThat(found(Map.of("seller", seller.id()))).containsExactly(listing.toString());

        seller.orders().post("/v1/listings/" + listing + "/closure").then().statusCode(200);

        assertThat(found(Map.of("seller", seller.id()))).isEmpty();
    }

    @Test
    void pages_show_each_listing_once() {
        var seller = market.seller();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.addFirst(market.onSale(seller).toString());
        }
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            var page =
                    Seller.somebody().asks().queryParam("seller", seller.id()).queryParam("limit", 1);
            if (cursor != null) {
                page.queryParam("cursor", cursor);
            }
            var answer = page.get("/v1/listings").then().statusCode(200).extract();
            walked.addAll(answer.<List<String>>path("items.listingId"));
            cursor = answer.path("nextCursor");
        } while (cursor != null);

        assertThat(walked).isEqualTo(all);
        Seller.somebody()
                .asks()
                .queryParam("cursor", "bm9wZQ")
                .get("/v1/listings")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void I_4_the_sellers_badges_stand_beside_the_results_as_soon_as_they_are_heard_of() {
        var seller = market.seller();
        market.onSale(seller);

        market.showsCard(seller.id(), "REAL_NAME_VERIFIED");

        await().untilAsserted(() -> Seller.somebody()
                .asks()
                .queryParam("seller", seller.id())
                .get("/v1/listings")
                .then()
                .body("items[0].seller.badges", contains("REAL_NAME_VERIFIED")));
    }

    @Test
    void parameters_that_are_none_are_named() {
        var somebody = Seller.somebody();
        somebody.asks()
                .queryParam("grade", "98")
                .get("/v1/listings")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
        somebody.asks().queryParam("seller", "me").get("/v1/listings").then().statusCode(400);
    }

    private static List<String> found(Seller seller, String query) {
        return found(Map.of("seller", seller.id(), "query", query));
    }

    private static List<String> found(Map<String, ?> parameters) {
        return Seller.somebody()
                .asks()
                .queryParams(parameters)
                .get("/v1/listings")
                .then()
                .statusCode(200)
                .extract()
                .path("items.listingId");
    }
}
