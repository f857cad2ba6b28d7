package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** no freeze lasts for ever, and those who can still decide hear of it in time. */
@QuarkusTest
class FreezeTest extends MarketTest {
    private static final String ENDS_SOON = "bonafide.escrow.FreezeEndsSoon.v1";

    private final String one = Tokens.of(UUID.randomUUID(), "finance");
    private final String other = Tokens.of(UUID.randomUUID(), "finance");

    @Test
    @DisplayName("X-1: finance is warned on day 53, two people extend it once by 30 days, and then it ends by itself")
    void aFreezeIsExtendedOnce() {
        var sale = market.delivered(300_000);
        var openedAt = market.now();
        market.dispute(sale, openedAt);
        market.awaitStage(sale, "DISPUTED");
        var ends = Instant.parse(market.see(sale, "/freezes").getString("endsAt"));
        market.passes(Duration.ofDays(52));
        assertThat(market.probe().count(ENDS_SOON, sale.order())).isZero();
        market.passes(Duration.ofDays(1));
        var warned = market.probe().await(ENDS_SOON, sale.order());
        assertThat(warned.data().path("extensible").asBoolean()).isTrue();
        assertThat(Instant.parse(warned.data().path("expiresAt").asText())).isEqualTo(ends);
        market.awaitParked(sale, "FREEZE_ENDS_SOON");

        extend(one, sale).statusCode(202);
        extend(one, sale).statusCode(202);
        assertThat(Instant.parse(market.see(sale, "/freezes").getString("endsAt")))
                .isEqualTo(ends);
        extend(other, sale).statusCode(200);
        market.probe().await("bonafide.escrow.FreezeExtended.v1", sale.order());
        assertThat(Instant.parse(market.see(sale, "/freezes").getString("endsAt")))
                .isEqualTo(ends.plus(Duration.ofDays(30)));
        extend(one, sale)
                .statusCode(409)
                .body("code", equalTo("FREEZE_EXTENDED_BEFORE"))
                .body("expiresAt", notNullValue());

        market.passes(Duration.ofDays(29));
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(market.probe().count(ENDS_SOON, sale.order())).isEqualTo(1);
        market.passes(Duration.ofDays(1));
        market.probe()
                .await(ENDS_SOON, sale.order(), data -> !data.path("extensible").asBoolean());
        market.passes(Duration.ofDays(7));
        market.probe().await("bonafide.escrow.FreezeExpired.v1", sale.order());
        market.awaitStage(sale, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        market.assertNothingIsLeft(sale);
    }

    @Test
    void whatIsNotFrozenIsNotExtendedAndMembersDoNotExtend() {
        var sale = market.delivered(300_000);
        extend(one, sale).statusCode(409).body("code", equalTo("WRONG_STAGE")).body("stage", equalTo("INSPECTION"));
        extend(Tokens.member(sale.buyer()), sale).statusCode(403);
        market.as(sale.buyer())
                .get("/v1/orders/" + sale.order() + "/freezes")
                .then()
                .statusCode(403);
        var nobodys = new Market.Sale(sale.buyer(), sale.seller(), sale.listing(), UUID.randomUUID());
        extend(one, nobodys).statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
    }

    private static ValidatableResponse extend(String token, Market.Sale sale) {
        return Market.with(token)
                .post("/v1/orders/" + sale.order() + "/freeze-extension")
                .then();
    }
}
