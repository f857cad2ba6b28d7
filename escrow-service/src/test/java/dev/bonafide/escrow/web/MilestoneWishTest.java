package dev.bonafide.escrow.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Orders in milestones as they are asked for: what is wrong with a wish, and where. */
@QuarkusTest
class MilestoneWishTest extends MarketTest {

    @Test
    @DisplayName("E-11: a wish whose milestones are not the price, too few, too dear or for a meeting")
    void wishesThatDoNotAddUp() {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        var sale = market.placed(seller, listing);

        wish(sale.buyer(), listing, 100_000, 199_999)
                .statusCode(422)
                .body("code", equalTo("MILESTONES_DO_NOT_ADD_UP"))
                .body("errors[0].pointer", equalTo("/milestones"))
                .body("sum.amountMinor", equalTo(299_999));
        wish(sale.buyer(), listing, 300_000, 1).statusCode(422).body("code", equalTo("MILESTONES_DO_NOT_ADD_UP"));
        wish(sale.buyer(), listing, 300_000)
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors[0].pointer", equalTo("/milestones"));
        market.as(sale.buyer())
                .body(Map.of(
                        "listingId", listing, "delivery", "MEET", "milestones", MilestoneTest.parts(100_000, 200_000)))
                .post("/v1/orders")
                .then()
                .statusCode(422);
    }

    @Test
    @DisplayName("E-11: what is wrong with a milestone is told by its place")
    void whatIsWrongWithAMilestoneIsToldByItsPlace() {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        var price = Map.of("amountMinor", 200_000, "currency", "CNY");
        var milestones = new ArrayList<>(MilestoneTest.parts(100_000));
        milestones.add(Map.of("title", " ", "price", price));
        milestones.add(Map.of("title", "Without a price"));
        milestones.add(null);
        market.as(UUID.randomUUID())
                .body(Map.of("listingId", listing, "deliveryAddressId", UUID.randomUUID(), "milestones", milestones))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.pointer", contains("/milestones/1/title", "/milestones/2/price", "/milestones/3"));
    }

    private ValidatableResponse wish(UUID buyer, UUID listing, long... prices) {
        return market.as(buyer)
                .body(Map.of(
                        "listingId",
                        listing,
                        "deliveryAddressId",
                        UUID.randomUUID(),
                        "milestones",
                        MilestoneTest.parts(prices)))
                .post("/v1/orders")
                .then();
    }
}
