package dev.bonafide.benchmark;

import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.client.People;
import dev.bonafide.journeys.client.Person;
import dev.bonafide.journeys.client.Phone;
import java.util.Map;
import java.util.UUID;

/** From {@code POST /v1/orders} to {@code AWAITING_PAYMENT}: escrow, listing and risk, by events, through the gateway. */
final class OrderLatency {
    private static final String SELLER = "victor";

    private record Orderer(Person buyer, UUID address) {}

    private final Market market;

    OrderLatency(Market market) {
        this.market = market;
    }

    /**
     * Orders one phone again and again, cancelling in between; the pause for the reservation to end is not counted. Buyers
     * take turns, because risk would look at a person who orders that much.
     */
    Percentiles measure(int rounds) {
        var people = new People(market);
        var listing = market.list(people.seller(SELLER), Phone.iPhone(System.nanoTime() % 1_000_000_000_000L));
        var orderers = People.MEMBERS.stream()
                .filter(name -> !name.equals(SELLER))
                .map(people::buyer)
                .map(buyer -> new Orderer(buyer, market.address(buyer)))
                .toList();
        order(orderers.getFirst(), listing);
        var nanos = new long[rounds];
        for (int n = 0; n < rounds; n++) {
            nanos[n] = order(orderers.get(n % orderers.size()), listing);
        }
        return new Percentiles(nanos);
    }

    /** Nanoseconds until the order awaits its payment. */
    private long order(Orderer orderer, UUID listing) {
        var buyer = orderer.buyer();
        var request = Map.of(
                "listingId", listing.toString(),
                "deliveryAddressId", orderer.address().toString());
        long start = System.nanoTime();
        var order =
                UUID.fromString(buyer.post("/v1/orders", request).expect(201).text("orderId"));
        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
        long nanos = System.nanoTime() - start;
        buyer.post("/v1/orders/" + order + "/cancellation", null).expect(200);
        market.awaitForSale(buyer, listing);
        return nanos;
    }
}
