package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Person;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TwoBuyersJourney extends Journey {
    @Test
    void ofTwoBuyersExactlyOneGetsThePhoneAndTheOtherHearsWhy() {
        var listing = market.list(seller, phone());
        market.address(buyer);
        market.address(rival);

        var orders = List.of(placed(buyer, listing), placed(rival, listing)).stream()
                .map(CompletableFuture::join)
                .toList();
        var stages = List.of(
                market.awaitOrder(buyer, orders.get(0), "AWAITING_PAYMENT", "CANCELLED"),
                market.awaitOrder(rival, orders.get(1), "AWAITING_PAYMENT", "CANCELLED"));

        assertThat(stages.stream().map(order -> order.path("stage").asText()))
                .containsExactlyInAnyOrder("AWAITING_PAYMENT", "CANCELLED");
        var refused = stages.stream()
                .filter(order -> order.path("stage").asText().equals("CANCELLED"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.toString()).contains("RESERVATION_REFUSED");
        assertThat(told(listing, "ListingReserved")).isEqualTo(1);
        assertThat(told(listing, "ListingReservationRefused")).isEqualTo(1);
    }

    private CompletableFuture<UUID> placed(Person buyer, UUID listing) {
        return CompletableFuture.supplyAsync(() -> market.order(buyer, listing));
    }
}
