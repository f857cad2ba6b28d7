package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** One side no longer wants the sale: who bears what, to the fen. */
@QuarkusTest
class CancellationTest extends MarketTest {
    private static final String CANCELLATION = "/cancellation";

    @Inject
    DataSource database;

    @Test
    void aBuyerWhoCancelsSoonAfterThePaymentHasEverythingBack() throws Exception {
        var sale = fundedWithBuyersFee();
        market.passes(Duration.ofMinutes(59));
        market.ask(sale.buyer(), sale, CANCELLATION).statusCode(200).body("stage", equalTo("CANCELLED"));

        assertCancelled(sale, "BY_BUYER", 307_500, 0);
        market.ask(sale.buyer(), sale, CANCELLATION).statusCode(200).body("stage", equalTo("CANCELLED"));
    }

    @Test
    void aBuyerWhoCancelsLaterBearsTheirOwnFee() throws Exception {
        var sale = fundedWithBuyersFee();
        market.passes(Duration.ofHours(1));
        market.ask(sale.buyer(), sale, CANCELLATION)
                .statusCode(200)
                .body("progress.feeKept.amountMinor", equalTo(7_500));

        assertCancelled(sale, "BY_BUYER", 300_000, 7_500);
        var said = market.probe().await("bonafide.escrow.OrderCancelled.v1", sale.order());
        assertThat(said.data().at("/feeKept/amountMinor").asLong()).isEqualTo(7_500);
    }

    /** The seller's cancellation costs the buyer nothing, and says whose it was. */
    @Test
    void aSellerWhoCancelsCostsTheBuyerNothing() throws Exception {
        var sale = fundedWithBuyersFee();
        market.announce(sale);
        market.passes(Duration.ofHours(47));
        market.ask(sale.seller(), sale, CANCELLATION).statusCode(200);

        assertCancelled(sale, "BY_SELLER", 307_500, 0);
    }

    /** AS-8: the time to ship costs the buyer nothing either. */
    @Test
    void anOrderThatIsNotShippedGivesTheFeeBackToo() throws Exception {
        var sale = fundedWithBuyersFee();
        market.passes(Duration.ofHours(48));
        market.awaitStage(sale, "CANCELLED");

        assertCancelled(sale, "NOT_SHIPPED", 307_500, 0);
    }

    @Test
    void whatIsOnItsWayIsNotCancelled() {
        var sale = market.shipped(300_000);
        for (var party : new UUID[] {sale.buyer(), sale.seller()}) {
            market.ask(party, sale, CANCELLATION)
                    .statusCode(409)
                    .body("code", equalTo("WRONG_STAGE"))
                    .body("stage", equalTo("SHIPPED"));
        }
        market.ask(UUID.randomUUID(), sale, CANCELLATION).statusCode(404);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
    }

    private void assertCancelled(Market.Sale sale, String reason, long back, long kept) {
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(back);
        assertThat(market.see(sale, "").getString("progress.reason")).isEqualTo(reason);
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(kept);
        assertThat(market.payable(sale.seller())).isZero();
        market.assertNothingIsLeft(sale);
    }

    /** An order of 3,000 yuan whose buyer pays a fee of 2.5 %, as if it had been placed under such a policy. */
    private Market.Sale fundedWithBuyersFee() throws SQLException {
        var sale = market.payable(300_000);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update orders set buyer_fee_minor = 7500 where id = '" + sale.order() + "'");
        }
        return market.funded(sale);
    }
}
