package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Person;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgedListingsJourney extends Journey {
    private static final String LURE = "加微信详聊";

    private final Person analyst = market.gateway().logIn("rita");

    @Test
    void aListingThatLeadsOffThePlatformIsHeldAndRejectedByAPersonBeforeAnybodySeesIt() {
        var phone = phone();
        var listing = market.draft(seller, phone);
        market.describe(seller, listing, LURE);
        market.photograph(seller, listing, phone);
        market.submit(seller, listing);

        market.refuse(analyst, listing, "It asks buyers to deal outside.");

        var rejected = market.awaitListing(seller, listing, Set.of("REJECTED"));
        assertThat(rejected.path("reasons").toString()).contains("T01");
        assertThat(told(listing, "ListingPublished")).isZero();
        nobodyElseSees(listing);
    }

    @Test
    void aListingOnSaleWhoseNewWordsLeadOffThePlatformIsHiddenByAPerson() {
        var listing = market.list(seller, phone());
        market.describe(seller, listing, LURE);

        market.refuse(analyst, listing, "It asks buyers to deal outside.");

        var hidden = market.awaitListing(seller, listing, Set.of("HIDDEN"));
        assertThat(hidden.path("reasons").toString()).contains("T01");
        nobodyElseSees(listing);
    }

    private void nobodyElseSees(UUID listing) {
        assertThat(buyer.get("/v1/listings/" + listing).status()).isEqualTo(404);
    }
}
