package dev.bonafide.listing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.listing.Market;
import dev.bonafide.listing.Seller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class JudgementTest {
    private static Market market;

    @Inject
    MeterRegistry meters;

    @BeforeAll
    static void open() {
        market = new Market();
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @Test
    void a_held_listing_waits_for_a_person_and_goes_on_sale_when_one_says_so() {
        var seller = market.seller();
        var listing = ready(seller);
        var submitted = market.handsIn(seller, listing);

        market.judges(submitted, "REVIEW", "new-account-many-high-value");
        market.judges(submitted, "ALLOW");

        market.events().await(Market.PUBLISHED, listing);
    }

    @Test
    void a_review_alone_is_never_a_yes() {
        var seller = market.seller();
        var listing = ready(seller);
        var held = market.handsIn(seller, listing);
        var other = ready(seller);
        market.judges(held, "REVIEW", "price-far-below-reference");

        // The verdict on another listing of the same partition's consumer shows that the first was worked.
        market.judges(market.handsIn(seller, other), "ALLOW");
        market.events().await(Market.PUBLISHED, other);
        seller.looksAt(listing).then().body("stage", equalTo("IN_REVIEW"));
        assertThat(market.events().count(Market.PUBLISHED, listing)).isZero();
    }

    @Test
    void a_blocked_listing_is_rejected_with_its_reasons_and_can_be_written_anew() {
        var seller = market.seller();
        var listing = ready(seller);
        var decision = market.judges(
                market.handsIn(seller, listing), "BLOCK", "off-platform-contact", "price-far-below-reference");

        var rejected = market.events().await(Market.REJECTED, listing);
        assertThat(rejected.data().path("reasons"))
                .extracting(reason -> reason.asText())
                .containsExactly("OFF_PLATFORM_CONTACT", "PRICE_FAR_BELOW_REFERENCE");
        assertThat(rejected.text("decisionId"))
                .isEqualTo(decision.data().path("decisionId").asText());
        seller.looksAt(listing)
                .then()
                .body("stage", equalTo("REJECTED"))
                .body("reasons", contains("OFF_PLATFORM_CONTACT", "PRICE_FAR_BELOW_REFERENCE"));

        seller.submits(listing).statusCode(202).body("stage", equalTo("DRAFT")).body("version", equalTo(7));
        seller.edits(listing, "{\"description\": \"平台内沟通\"}").statusCode(200);
        seller.submits(listing).statusCode(202).body("stage", equalTo("IN_REVIEW"));
    }

    @Test
    void a_verdict_on_what_was_taken_back_to_a_draft_does_not_put_the_new_words_on_sale() {
        var seller = market.seller();
        var listing = ready(seller);
        var old = market.handsIn(seller, listing);
        seller.edits(listing, "{\"description\": \"另一段文字\"}").statusCode(200).body("stage", equalTo("DRAFT"));
        seller.submits(listing).statusCode(202);
        var current = market.events().awaitCount(Market.SUBMITTED, listing, 2).getLast();

        market.judges(old, "ALLOW");
        market.judges(listing.toString(), UUID.randomUUID().toString(), "ALLOW");
        market.judges(current, "BLOCK", "off-platform-contact");

        market.events().await(Market.REJECTED, listing);
        assertThat(market.events().count(Market.PUBLISHED, listing)).isZero();
    }

    @Test
    void words_changed_on_sale_that_are_blocked_take_the_listing_from_sale() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        seller.edits(listing, "{\"description\": \"加微信聊\"}").statusCode(200);

        market.judges(
                market.events().awaitCount(Market.SUBMITTED, listing, 2).getLast(), "BLOCK", "off-platform-contact");

        assertThat(market.events().await(Market.HIDDEN, listing).text("reason")).isEqualTo("OFF_PLATFORM_CONTACT");
        Seller.somebody().looksAt(listing).then().statusCode(404);
    }

    @Test
    void a_block_of_a_changed_price_takes_the_listing_from_sale_and_keeps_the_order_it_is_reserved_for() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        seller.asksPrice(listing, 100).statusCode(200);
        var changed = market.events().await(Market.PRICE_CHANGED, listing);
        UUID order = UUID.randomUUID();
        market.places(order, listing, UUID.randomUUID(), seller.id(), changed.text("snapshotHash"));
        market.events().await(Market.RESERVED, listing);

        market.judges(changed, "BLOCK", "price-far-below-reference");
        market.ends("OrderCancelled", order, listing);

        assertThat(market.events().await(Market.HIDDEN, listing).text("reason")).isEqualTo("PRICE_FAR_BELOW_REFERENCE");
        seller.looksAt(listing).then().body("stage", equalTo("HIDDEN"));
    }

    @Test
    void a_restriction_hides_what_the_account_offers_and_refuses_more_until_it_is_lifted() {
        var seller = market.seller();
        var listing = market.onSale(seller);
        var draft = ready(seller);
        UUID statement = UUID.randomUUID();

        UUID restriction = market.restricts(seller.id(), statement);

        assertThat(market.events().await(Market.HIDDEN, listing).text("reason")).isEqualTo("SELLER_RESTRICTED");
        Seller.somebody().looksAt(listing).then().statusCode(404);
        seller.submits(draft)
                .statusCode(403)
                .body("code", equalTo("PUBLISHING_RESTRICTED"))
                .body("statementId", equalTo(statement.toString()));

        market.lifts(restriction, seller.id());

        // Judged anew, because nobody looked at it meanwhile.
        var again = market.events().awaitCount(Market.SUBMITTED, listing, 2).getLast();
        market.judges(again, "ALLOW");
        market.events().awaitCount(Market.PUBLISHED, listing, 2);
        seller.submits(draft).statusCode(202);
    }

    @Test
    void a_restriction_that_comes_during_a_review_keeps_the_listing_from_sale() {
        var seller = market.seller();
        var listing = ready(seller);
        var submitted = market.handsIn(seller, listing);

        market.restricts(seller.id(), UUID.randomUUID());
        market.events().await(Market.HIDDEN, listing);
        market.judges(submitted, "ALLOW");

        var other = market.onSale(market.seller());
        assertThat(other).isNotNull();
        assertThat(market.events().count(Market.PUBLISHED, listing)).isZero();
    }

    @Test
    void a_review_without_a_verdict_raises_an_alarm_after_a_quarter_of_an_hour_and_stays_a_review() {
        var seller = market.seller();
        var listing = ready(seller);
        market.handsIn(seller, listing);
        double before = alarms();

        moveClock(Duration.ofMinutes(16));

        await().until(() -> alarms() > before);
        seller.looksAt(listing).then().body("stage", equalTo("IN_REVIEW"));
    }

    private double alarms() {
        var counter = meters.find("bonafide.listing.reviews.overdue").counter();
        return counter == null ? 0 : counter.count();
    }

    private static void moveClock(Duration by) {
        var operator = Seller.withRoles("operator");
        Number offset = operator.asks()
                .get("/sandbox/clock")
                .then()
                .statusCode(200)
                .extract()
                .path("offsetMillis");
        operator.asks()
                .body(Map.of("offsetMillis", offset.longValue() + by.toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
    }

    private static UUID ready(Seller seller) {
        var listing = seller.drafts(Seller.phone());
        seller.uploads(listing, Seller.ROLES);
        return listing;
    }
}
