package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerAwayJourney extends Journey {
    private static final Duration AWAY = Duration.ofMinutes(1);

    @Test
    void withTheBrokerAwayForAMinuteMoneyEndpointsAnswerAndEverythingArrivesAfterwards() throws Exception {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);
        var shipment = market.ship(seller, order);
        market.scan(seller, shipment, 1, false, "PICKED_UP", "DELIVERED");
        market.awaitOrder(buyer, order, "INSPECTION");
        var second = market.order(rival, market.list(seller, phone()));
        market.awaitOrder(rival, second, "AWAITING_PAYMENT");

        var end = System.nanoTime() + AWAY.toNanos();
        house.bonafide("stop", "kafka");
        try {
            assertThat(market.accept(buyer, order).status()).isEqualTo(200);
            market.awaitOrder(buyer, order, "RELEASED");
            market.pay(rival, second);
            market.awaitOrder(rival, second, "FUNDED");
            assertThat(market.trialBalance(finance).path("totals")).isNotEmpty();
            while (System.nanoTime() < end) {
                assertThat(buyer.get("/v1/orders/" + order).status()).isEqualTo(200);
                Thread.sleep(Duration.ofSeconds(1));
            }
        } finally {
            house.bonafide("start", "kafka");
        }

        market.awaitListing(seller, listing, Set.of("SOLD"));
        market.deliver(seller, rival, second);
        market.accept(rival, second).expect(200);
        assertThat(events.about(order).stream()
                        .filter(event -> event.topic().equals("escrow.orders"))
                        .map(event -> event.name())
                        .distinct())
                .containsExactly(
                        "OrderPlaced",
                        "OrderAwaitingPayment",
                        "OrderFunded",
                        "OrderShipped",
                        "OrderInspectionStarted",
                        "OrderAccepted",
                        "OrderReleased");
    }
}
