package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Answer;
import dev.bonafide.journeys.client.Waiting;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FirstPurchaseJourney extends Journey {
    @Test
    void as5TheSellerIsPaidOnceAndToTheFenHoweverOftenTheBuyerAccepts() throws Exception {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);

        assertThat(credited(order, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(earned(order)).isZero();
        market.deliver(seller, buyer, order);
        assertThat(earned(order)).isZero();

        var answers = new ArrayList<Answer>();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var acceptances = new ArrayList<Future<Answer>>();
            for (int n = 0; n < 100; n++) {
                acceptances.add(hands.submit(() -> market.accept(buyer, order)));
            }
            for (var acceptance : acceptances) {
                answers.add(acceptance.get());
            }
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        market.awaitOrder(buyer, order, "RELEASED");
        long fee = credited(order, "PLATFORM_REVENUE");
        assertThat(fee).isPositive();
        assertThat(earned(order)).isEqualTo(300_000 - fee);
        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(entries(order)).hasSize(2);

        market.awaitListing(seller, listing, Set.of("SOLD"));
        assertThat(told(order, "OrderReleased")).isEqualTo(1);
        assertThat(told(order, "OrderAccepted")).isEqualTo(1);
    }

    @Test
    void everyStepIsToldToBothPartiesInTheirLanguage() {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);
        market.deliver(seller, buyer, order);
        market.accept(buyer, order).expect(200);

        var released = Waiting.until(
                "the notice of the release",
                () -> seller.send("GET", "/v1/notifications", null, java.util.Map.of("Accept-Language", "zh-CN"))
                        .expect(200)
                        .body()
                        .path("items"),
                items -> items.toString().contains("ORDER_RELEASED_SELLER"));
        assertThat(released.toString()).contains("货款已到账");
        var sales = Waiting.until(
                "the sale on the trust card",
                () -> buyer.get("/v1/users/" + seller.accountId() + "/trust-card")
                        .expect(200)
                        .body(),
                card -> card.path("completedSales").asInt() > 0);
        assertThat(sales.path("level").asText()).isEqualTo("L2");
    }
}
