package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Answer;
import dev.bonafide.journeys.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TwoBuyersJourney extends Journey {
    @Test
    void ofTwoBuyersExactlyOneGetsThePhoneAndTheOtherHearsWhy() {
        var listing = market.list(seller, phone());
        // An order that is cancelled at once: after it, both services have surely heard of listing and buyers.
        forgetOneOrder(buyer, listing);
        forgetOneOrder(rival, listing);

        var ofBuyer = placed(buyer, listing);
        var ofRival = placed(rival, listing);
        var outcomes = List.of(outcome(buyer, ofBuyer.join()), outcome(rival, ofRival.join()));

        assertThat(outcomes).containsOnlyOnce("AWAITING_PAYMENT");
        assertThat(outcomes)
                .anyMatch(
                        outcome -> outcome.contains("RESERVATION_REFUSED") || outcome.contains("LISTING_NOT_ON_SALE"));
        assertThat(seller.get("/v1/listings/" + listing).text("stage")).isEqualTo("RESERVED");
    }

    private void forgetOneOrder(Person person, UUID listing) {
        var order = market.order(person, listing);
        market.awaitOrder(person, order, "AWAITING_PAYMENT");
        person.post("/v1/orders/" + order + "/cancellation", null).expect(200);
        market.awaitListing(seller, listing, java.util.Set.of("PUBLISHED"));
    }

    private CompletableFuture<Answer> placed(Person person, UUID listing) {
        var request = Map.of(
                "listingId", listing.toString(),
                "deliveryAddressId", market.address(person).toString());
        return CompletableFuture.supplyAsync(() -> person.post("/v1/orders", request));
    }

    /** The stage the order came to, with what the loser is told, or the refusal at placing. */
    private String outcome(Person person, Answer answer) {
        if (answer.status() == 409) {
            return answer.code();
        }
        var order = UUID.fromString(answer.expect(201).text("orderId"));
        var seen = market.awaitOrder(person, order, "AWAITING_PAYMENT", "CANCELLED");
        return seen.path("stage").asText().equals("CANCELLED") ? seen.toString() : "AWAITING_PAYMENT";
    }
}
