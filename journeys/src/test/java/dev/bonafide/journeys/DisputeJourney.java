package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Waiting;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisputeJourney extends Journey {
    @Test
    void aDisputeFreezesTheMoneyARulingForTheBuyerRefundsItAndNothingMovesItAgain() {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);
        market.deliver(seller, buyer, order);

        var dispute = market.dispute(buyer, order, "SNAD", "Dead pixels in the middle of the screen.");
        assertThat(market.accept(buyer, order).status()).isEqualTo(409);
        buyer.post("/v1/disputes/" + dispute + "/evidence", Map.of("text", "Two pixels, both in the upper half."))
                .expect(201);
        assertThat(buyer.get("/v1/disputes/" + dispute + "/evidence/verify")
                        .expect(200)
                        .status())
                .isEqualTo(200);
        market.moveClock(operator, "P8D");
        assertThat(buyer.get("/v1/orders/" + order).text("stage")).isEqualTo("DISPUTED");
        assertThat(credited(order, "ESCROW_LIABILITY")).isEqualTo(300_000);

        market.rule(arbiter, dispute, "BUYER", "The defect is real and was not declared.");
        market.awaitOrder(buyer, order, "REFUNDED");

        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(earned(order)).isZero();
        assertThat(market.accept(buyer, order).status()).isEqualTo(409);
        market.moveClock(operator, "P8D");
        assertThat(buyer.get("/v1/orders/" + order).text("stage")).isEqualTo("REFUNDED");
        assertThat(entries(order))
                .extracting(entry -> entry.path("fact").asText())
                .containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED");
        Waiting.until(
                "the dispute to be closed",
                () -> buyer.get("/v1/disputes/" + dispute).expect(200).text("stage"),
                stage -> stage.equals("CLOSED") || stage.equals("SETTLED"));
    }

    @Test
    void aRulingForTheSellerReleasesTheMoney() {
        var order = market.buy(buyer, market.list(seller, phone()));
        market.deliver(seller, buyer, order);
        var dispute = market.dispute(buyer, order, "SNAD", "The colour is not the one I like.");

        market.rule(arbiter, dispute, "SELLER", "The photos show the colour.");
        market.awaitOrder(buyer, order, "RELEASED");

        assertThat(earned(order) + credited(order, "PLATFORM_REVENUE")).isEqualTo(300_000);
    }
}
