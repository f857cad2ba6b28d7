package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.store.Entries;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What carriers and warranty partners are paid after a sale, once, by whoever bears it. */
@QuarkusTest
class AfterSaleCostTest extends MarketTest {
    private static final String PAID = "bonafide.escrow.IndemnityPaid.v1";

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
            "AS-7: the label of a return is the platform's expense, once, and another amount for it is kept for a person")
    void freightOfThePlatform() {
        var sale = market.delivered(300_000);
        var back = UUID.randomUUID();
        returns.freight(sale, back, "by-platform", 1_200);
        awaitNet(sale, "PLATFORM_EXPENSE", -1_200);
        returns.freight(sale, back, "by-platform", 1_200);
        returns.freight(sale, back, "by-platform", 1_300);
        market.awaitParked(sale, "OTHER_BEFORE");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_200);
        var stranger = new Market.Sale(UUID.randomUUID(), sale.seller(), sale.listing(), sale.order());
        returns.freight(stranger, UUID.randomUUID(), "by-platform", 1_200);
        market.awaitParked(sale, "ORDER_DIFFERS");
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("E-12: the freight that the seller bears is owed, and the next sale repays it")
    void freightOfTheSeller() {
        var sale = market.delivered(300_000);
        returns.freight(sale, UUID.randomUUID(), "by-seller", 1_200);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.has(sale.seller(), "owed")).isEqualTo(1_200));
        market.accept(sale).statusCode(200);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.payable(sale.seller())).isEqualTo(297_000);

        // Whoever has something by then repays it at once.
        returns.freight(sale, UUID.randomUUID(), "by-seller", 300);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.payable(sale.seller())).isEqualTo(296_700));
        assertThat(market.has(sale.seller(), "owed")).isZero();
    }

    @Test
    @DisplayName(
            "AS-10: a repair costs the warranty, once; a refund by the warranty is the buyer's, as far as there is a loss")
    void theWarrantyPays() {
        var sale = market.delivered(300_000);
        market.accept(sale).statusCode(200);
        var repair = UUID.randomUUID();
        returns.warranty(sale, repair, "repaired", 42_000);
        awaitNet(sale, "WARRANTY", -42_000);
        returns.warranty(sale, repair, "repaired", 42_000);

        var claim = UUID.randomUUID();
        returns.warranty(sale, claim, "refunded", 240_000);
        var paid = market.probe().await(PAID, sale.order());
        assertThat(paid.data().path("source").asText()).isEqualTo("WARRANTY");
        assertThat(paid.data().at("/left/amountMinor").asLong()).isEqualTo(60_000);
        awaitNet(sale, "WARRANTY", -282_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));
        returns.warranty(sale, UUID.randomUUID(), "refunded", 300_000);
        market.probe()
                .await(PAID, sale.order(), data -> data.at("/left/amountMinor").asLong() == 0);
        awaitNet(sale, "WARRANTY", -342_000);
        returns.warranty(sale, UUID.randomUUID(), "refunded", 1);
        market.probe().await("bonafide.escrow.IndemnityRefused.v1", sale.order());
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertBooksBalance();
    }

    @Test
    void whatIsNotBookedIsNoCost() throws Exception {
        var sale = market.delivered(300_000);
        assertThatThrownBy(() -> {
                    try (var connection = database.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("insert into after_sale_cost values ('%s', '%s', 'PLATFORM', 1, 'CNY', now())"
                                .formatted(UUID.randomUUID(), sale.order()));
                    }
                })
                .hasMessageContaining("is not booked");
        assertThat(Entries.one(
                        database, "select count(*) from after_sale_cost where order_id = '" + sale.order() + "'"))
                .isEqualTo("0");
    }

    private void awaitNet(Market.Sale sale, String kind, long minor) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.net(sale, kind)).isEqualTo(minor));
    }
}
