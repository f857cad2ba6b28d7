package dev.bonafide.benchmark;

import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.client.People;
import dev.bonafide.journeys.client.Phone;
import java.util.Map;
import java.util.UUID;

/** From {@code POST /v1/orders} to {@code AWAITING_PAYMENT}: escrow, listing and risk, by events, through the gateway. */
final class OrderLatency {
    private final Market market;

    OrderLatency(Market market) {
        this.market = market;
    }

    /** Orders one phone again and again, cancelling in between; the pause for the reservation to end is not counted. */
    Percentiles measure(int rounds) {
        var people = new People(market);
        var seller = people.seller("victor");
        var buyer = people.buyer("walter");
        var listing = market.list(seller, Phone.iPhone(System.nanoTime() % 1_000_000_000_000L));
        var address = market.address(buyer);
        market.order(buyer, listing);
        var request = Map.of("listingId", listing.toString(), "deliveryAddressId", address.toString());
        cancelAll(listing);
        var nanos = new long[rounds];
        for (int n = 0; n < rounds; n++) {
            long start = System.nanoTime();
            var order = UUID.fromString(
                    buyer.post("/v1/orders", request).expect(201).text("orderId"));
            market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
            nanos[n] = System.nanoTime() - start;
            cancel(order, listing);
        }
        return new Percentiles(nanos);
    }

    private void cancelAll(UUID listing) {
        var buyer = new People(market).buyer("walter");
        for (var order : buyer.get("/v1/orders?role=buyer").expect(200).body().path("items")) {
            if (order.path("listingId").asText().equals(listing.toString())) {
                var id = UUID.fromString(order.path("orderId").asText());
                market.awaitOrder(buyer, id, "AWAITING_PAYMENT");
                cancel(id, listing);
            }
        }
    }

    private void cancel(UUID order, UUID listing) {
        var buyer = new People(market).buyer("walter");
        buyer.post("/v1/orders/" + order + "/cancellation", null).expect(200);
        market.awaitListing(buyer, listing, java.util.Set.of("PUBLISHED"));
    }
}
