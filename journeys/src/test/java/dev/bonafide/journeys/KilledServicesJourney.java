package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Person;
import dev.bonafide.journeys.client.Phone;
import dev.bonafide.journeys.client.Waiting;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KilledServicesJourney extends Journey {
    @Test
    void listingIsKilledWhileItShouldReserve() {
        var phone = phone();
        var listing = market.list(seller, phone);
        market.address(buyer);

        house.bonafide("kill", "listing");
        var order = market.order(buyer, listing);
        house.bonafide("start", "listing");

        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
        market.pay(buyer, order);
        market.awaitOrder(buyer, order, "FUNDED");
        market.deliver(seller, buyer, order);
        market.accept(buyer, order).expect(200);
        assertCompleted(order, listing);
    }

    @Test
    void escrowIsKilledWhileThePaymentIsUnderWayAndAgainWhileItReleases() {
        var listing = market.list(seller, phone());
        var order = market.order(buyer, listing);
        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
        market.pay(buyer, order);

        house.bonafide("kill", "escrow");
        house.bonafide("start", "escrow");
        market.awaitOrder(buyer, order, "FUNDED");
        market.deliver(seller, buyer, order);

        var key = UUID.randomUUID().toString();
        var acceptance = Thread.startVirtualThread(() -> tryToAccept(buyer, order, key));
        house.bonafide("kill", "escrow");
        house.bonafide("start", "escrow");
        join(acceptance);
        buyer.post("/v1/orders/" + order + "/acceptance", Map.of(), key).expect(200);
        assertCompleted(order, listing);
    }

    @Test
    void logisticsIsKilledBetweenTheScans() {
        var listing = market.list(seller, phone());
        var order = market.buy(buyer, listing);
        var shipment = market.ship(seller, order);
        market.scan(seller, shipment, 2, true, "PICKED_UP", "IN_TRANSIT", "DELIVERED");

        house.bonafide("kill", "logistics");
        house.bonafide("start", "logistics");

        market.awaitOrder(buyer, order, "INSPECTION");
        market.accept(buyer, order).expect(200);
        assertCompleted(order, listing);
        assertThat(told(order, "ShipmentDelivered")).isEqualTo(1);
    }

    private static void tryToAccept(Person buyer, UUID order, String key) {
        try {
            buyer.post("/v1/orders/" + order + "/acceptance", Map.of(), key);
        } catch (RuntimeException cutOff) {
            // The service was killed under the request; the same key is sent again below.
            assertThat(cutOff).isNotNull();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertCompleted(UUID order, UUID listing) {
        market.awaitOrder(buyer, order, "RELEASED");
        market.awaitListing(seller, listing, Set.of("SOLD"));
        assertThat(entries(order)).hasSize(2);
        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(earned(order) + credited(order, "PLATFORM_REVENUE"))
                .isEqualTo(Phone.iPhone(0).amountMinor());
        for (var name : Set.of(
                "OrderPlaced",
                "ListingReserved",
                "OrderAwaitingPayment",
                "OrderFunded",
                "OrderShipped",
                "OrderInspectionStarted",
                "OrderAccepted",
                "OrderReleased")) {
            assertThat(Waiting.until(name, () -> told(order, name), count -> count > 0))
                    .as(name)
                    .isEqualTo(1);
        }
    }
}
