package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Silence is no consent while somebody who has spoken in time has not been heard. */
@QuarkusTest
class CatchUpTest extends MarketTest {
    @Inject
    DataSource database;

    @Test
    @DisplayName("D-1: a dispute that waits unread while the deadline passes freezes the order; nothing was released")
    void aDisputeThatIsStillUnread() throws Exception {
        var ahead = market.shipped(100_000);
        var sale = market.delivered(300_000);
        var dispute = UUID.randomUUID();
        try (var connection = database.getConnection();
                var sql = connection.createStatement();
                var thread = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            // Whoever hears of this order waits, and with them all that comes after it on the same partition.
            sql.execute("select 1 from orders where id = '" + ahead.order() + "' for update");
            open(dispute, ahead);
            open(dispute, sale);
            var moved = thread.submit(() -> market.passes(Duration.ofDays(7)));
            await().atMost(Market.SOON)
                    .untilAsserted(() ->
                            assertThat(failed()).as("tries of the deadline").isPositive());
            assertThat(market.stage(sale)).isEqualTo("INSPECTION");
            connection.rollback();
            moved.get();
        }
        market.awaitStage(sale, "DISPUTED");
        assertThat(market.probe().count("bonafide.escrow.OrderReleased.v1", sale.order()))
                .isZero();
    }

    /** How often the deadline has been tried so far. */
    private long failed() throws Exception {
        try (var connection = database.getConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select coalesce(sum(attempts), 0) from timer where kind = 'order.auto-confirm'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Both under one key, so that they are on one partition. */
    private void open(UUID dispute, Market.Sale sale) {
        market.probe()
                .publish(
                        "bonafide.dispute.DisputeOpened.v1",
                        dispute,
                        Contracts.sample("bonafide.dispute.DisputeOpened.v1")
                                .put("disputeId", dispute.toString())
                                .put("orderId", sale.order().toString())
                                .put("openedAt", market.now().toString()),
                        UUID.randomUUID());
    }
}
