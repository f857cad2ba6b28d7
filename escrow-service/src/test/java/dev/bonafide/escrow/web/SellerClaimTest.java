package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.fixtures.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G-6: an item is lost on its way back, and the insurer makes the seller's loss good, once. */
@QuarkusTest
class SellerClaimTest extends MarketTest {
    private static final String DECIDED = "bonafide.logistics.InsuranceClaimDecided.v1";
    private static final String PAID = "bonafide.escrow.IndemnityPaid.v1";
    private static final String REFUSED = "bonafide.escrow.IndemnityRefused.v1";

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Returns returns;

    @BeforeEach
    void returns() {
        returns = new Returns(market);
    }

    @Test
    @DisplayName(
            "G-6: the buyer has the money back, and the seller what the insurer has approved, at most the price, once")
    void lostOnItsWayBack() {
        var sale = lost();
        var first = UUID.randomUUID();
        insured(sale, first, 200_000);
        var paid = answer(sale, PAID, first);
        assertThat(paid.path("payee").asText()).isEqualTo("SELLER");
        assertThat(minor(paid, "amount")).isEqualTo(200_000);
        assertThat(minor(paid, "left")).isEqualTo(100_000);
        assertThat(market.payable(sale.seller())).isEqualTo(200_000);

        var second = UUID.randomUUID();
        insured(sale, second, 300_000);
        assertThat(minor(answer(sale, PAID, second), "amount")).isEqualTo(100_000);
        var third = UUID.randomUUID();
        insured(sale, third, 1);
        var refused = answer(sale, REFUSED, third);
        assertThat(refused.path("code").asText()).isEqualTo("ALREADY_INDEMNIFIED");
        assertThat(refused.path("by").asText()).isEqualTo("INSURER");
        assertThat(refused.path("payee").asText()).isEqualTo("SELLER");

        insured(sale, first, 200_000);
        assertThat(market.payable(sale.seller())).isEqualTo(300_000);
        assertThat(market.net(sale, "INSURANCE")).isEqualTo(-300_000);
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(300_000);
        assertRefused(
                "no entry says so",
                "insert into seller_claim (claim_id, order_id, asked_minor, paid_minor, left_minor,"
                        + " currency, decided_at) values (gen_random_uuid(), '" + sale.order()
                        + "', 1, 1, 0, 'CNY', now())");
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("G-6: who has the price has lost nothing")
    void whatIsNoLoss() {
        var sold = market.delivered(300_000);
        market.accept(sold).statusCode(200);
        var claim = UUID.randomUUID();
        insured(sold, claim, 300_000);
        assertThat(answer(sold, REFUSED, claim).path("code").asText()).isEqualTo("NOTHING_LOST");
        assertThat(market.payable(sold.seller())).isEqualTo(298_200);
    }

    @Test
    @DisplayName(
            "G-6: approved while the item is on its way back, a claim waits and is answered when the money has gone back")
    void approvedBeforeItIsSettled() {
        var sale = market.delivered(300_000);
        var back = returns.accept(sale);
        market.awaitStage(sale, "RETURNING");
        var claim = UUID.randomUUID();
        insured(sale, claim, 250_000);
        awaitWaiting(sale, 1);
        var second = UUID.randomUUID();
        insured(sale, second, 100_000);
        awaitWaiting(sale, 2);
        assertRefused("nobody has answered it", "delete from seller_claim_waiting where claim_id = '" + claim + "'");
        market.passes(Duration.ofDays(2));
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.probe().count(PAID, sale.order())).isZero();

        returns.dispatch(sale, back);
        returns.lose(sale, back);
        assertThat(minor(answer(sale, PAID, claim), "amount")).isEqualTo(250_000);
        // What was heard first is decided first.
        assertThat(minor(answer(sale, PAID, second), "amount")).isEqualTo(50_000);
        awaitWaiting(sale, 0);
        insured(sale, claim, 250_000);
        market.passes(Duration.ofDays(2));
        assertThat(market.net(sale, "INSURANCE")).isEqualTo(-300_000);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("G-6: approved while an item goes back after the release, it is paid once the buyer's money was taken")
    void approvedWhileAReleasedItemGoesBack() {
        var sale = market.delivered(300_000);
        market.passes(Duration.ofDays(7));
        market.awaitStage(sale, "RELEASED");
        var back = returns.accept(sale);
        returns.dispatch(sale, back);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.way"))
                        .isEqualTo("ON_THE_WAY"));
        var claim = UUID.randomUUID();
        insured(sale, claim, 300_000);
        awaitWaiting(sale, 1);
        returns.lose(sale, back);
        assertThat(minor(answer(sale, PAID, claim), "amount")).isEqualTo(300_000);
        assertThat(market.payable(sale.seller())).isEqualTo(300_000);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "G-6: a claim that waits is refused if the seller has the price in the end, also where nobody disputed it")
    void refusedInTheEnd() {
        var disputed = market.delivered(300_000);
        var dispute = market.dispute(disputed, market.now());
        market.awaitStage(disputed, "DISPUTED");
        var claim = UUID.randomUUID();
        insured(disputed, claim, 300_000);
        awaitWaiting(disputed, 1);
        market.rule(disputed, dispute, "SELLER");
        assertThat(answer(disputed, REFUSED, claim).path("code").asText()).isEqualTo("NOTHING_LOST");

        var accepted = market.delivered(300_000);
        var other = UUID.randomUUID();
        insured(accepted, other, 300_000);
        awaitWaiting(accepted, 1);
        market.accept(accepted).statusCode(200);
        market.passes(Duration.ofDays(1));
        assertThat(answer(accepted, REFUSED, other).path("code").asText()).isEqualTo("NOTHING_LOST");
        awaitWaiting(accepted, 0);
        assertThat(market.payable(accepted.seller())).isEqualTo(298_200);
    }

    private void awaitWaiting(Market.Sale sale, int claims) {
        await().atMost(Market.SOON).untilAsserted(() -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(
                            "select count(*) from seller_claim_waiting where order_id = '" + sale.order() + "'")) {
                found.next();
                assertThat(found.getInt(1)).isEqualTo(claims);
            }
        });
    }

    private void assertRefused(String why, String change) {
        assertThatThrownBy(() -> {
                    try (var connection = database.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute(change);
                    }
                })
                .hasMessageContaining(why);
    }

    private Market.Sale lost() {
        var sale = market.delivered(300_000);
        var back = returns.accept(sale);
        returns.dispatch(sale, back);
        returns.lose(sale, back);
        market.awaitStage(sale, "REFUNDED");
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        return sale;
    }

    private void insured(Market.Sale sale, UUID claim, long minor) {
        var data = Contracts.sample(DECIDED, "on-the-way-back")
                .put("claimId", claim.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString());
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        var id = UUID.randomUUID();
        market.probe().publish(DECIDED, claim, data, id);
        market.probe().publish(DECIDED, claim, data, id);
    }

    private JsonNode answer(Market.Sale sale, String type, UUID claim) {
        return market.probe()
                .await(type, sale.order(), data -> data.path("claimId").asText().equals(claim.toString()))
                .data();
    }

    private static long minor(JsonNode data, String field) {
        return data.at("/" + field + "/amountMinor").asLong();
    }
}
