package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a sale brings its seller, when, and how the seller sees it. */
@QuarkusTest
class EarningsTest extends MarketTest {
    private final UUID seller = UUID.randomUUID();

    @Inject
    DataSource database;

    @Test
    @DisplayName("E-12: a tenth is kept of a new seller's sale for 30 days, the rest waits for 7")
    void theLevelSaysWhenASellerHasTheMoney() {
        market.stands(seller, "L1", 7);
        var sale = market.sold(seller, 300_000);
        assertThat(market.payable(seller)).isEqualTo(298_200);
        assertThat(market.has(seller, "pending")).isEqualTo(268_380);
        assertThat(market.has(seller, "reserved")).isEqualTo(29_820);
        assertThat(market.has(seller, "available")).isZero();
        var kept = market.probe().await("bonafide.escrow.ReserveChanged.v1", seller);
        assertThat(kept.data().path("change").asText()).isEqualTo("KEPT");
        assertThat(kept.data().at("/amount/amountMinor").asLong()).isEqualTo(29_820);
        assertThat(kept.data().path("orderId").asText()).isEqualTo(sale.order().toString());

        market.passes(Duration.ofDays(7));
        assertThat(market.has(seller, "available")).isEqualTo(268_380);
        assertThat(market.has(seller, "reserved")).isEqualTo(29_820);

        market.passes(Duration.ofDays(23));
        market.probe()
                .await(
                        "bonafide.escrow.ReserveChanged.v1",
                        seller,
                        data -> data.path("change").asText().equals("RETURNED"));
        assertThat(market.has(seller, "available")).isEqualTo(298_200);
        assertThat(market.has(seller, "reserved")).isZero();
        assertThat(facts(statement("?from=2020-01-01T00:00:00Z"))).containsExactly("RELEASED", "RESERVE_RETURNED");
    }

    @Test
    @DisplayName("E-12: a level changes what later sales bring, and nothing of earlier ones")
    void aHigherLevelConcernsLaterSales() {
        market.stands(seller, "L1", 7);
        market.sold(seller, 100_000);
        market.stands(seller, "L3", 1);
        market.sold(seller, 100_000);
        assertThat(market.has(seller, "reserved")).isEqualTo(9_940);
        assertThat(market.has(seller, "pending")).isEqualTo(99_400 + 89_460);
        market.passes(Duration.ofDays(1));
        assertThat(market.has(seller, "available")).isEqualTo(99_400);
    }

    @Test
    @DisplayName("E-12: a seller nobody has spoken of has the most careful conditions")
    void anUnknownSellerWaitsLongest() {
        market.sold(seller, 100_000);
        assertThat(market.has(seller, "reserved")).isEqualTo(19_880);
        market.passes(Duration.ofDays(13));
        assertThat(market.has(seller, "available")).isZero();
    }

    /** While somebody takes money from the seller and holds every lot, sales of that seller go on. */
    @Test
    @DisplayName("X-2: one hot seller does not wait: a sale takes no lock that another sale of the seller holds")
    void aSaleWaitsForNobodyWhoTakesMoneyFromItsSeller() throws SQLException {
        market.stands(seller, "L1", 7);
        market.sold(seller, 100_000);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into seller_lock values ('" + seller + "') on conflict do nothing");
            statement.execute("select * from seller_lock where seller_id = '" + seller + "' for update");
            statement.execute("select * from earning_lot where seller_id = '" + seller + "' for update");
            statement.execute("select * from guarded_balance where account like '%" + seller + "' for update");
            market.sold(seller, 100_000);
            assertThat(market.payable(seller)).isEqualTo(2 * 99_400);
            connection.rollback();
        }
    }

    @Test
    @DisplayName("E-12: the statement, with each movement's order and reason in both languages")
    void theStatementSaysWhereTheMoneyCameFrom() {
        market.stands(seller, "L1", 7);
        var sale = market.sold(seller, 300_000);
        var statement = statement("");
        assertThat(statement.getLong("opening.netMinor")).isZero();
        assertThat(statement.getString("movements[0].orderId"))
                .isEqualTo(sale.order().toString());
        assertThat(statement.getString("movements[0].reason.en")).isEqualTo("A sale was completed.");
        assertThat(statement.getString("movements[0].reason.'zh-CN'")).isEqualTo("交易完成,货款入账。");
        assertThat(statement.getLong("movements[0].payableMinor")).isEqualTo(268_380);
        assertThat(statement.getLong("movements[0].reservedMinor")).isEqualTo(29_820);
        assertThat(statement.getLong("closing.netMinor")).isEqualTo(298_200);
        assertThat(facts(statement("?to=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(facts(statement("?currency=USD"))).isEmpty();
    }

    @Test
    @DisplayName("E-12: the statement as CSV after RFC 4180, which adds up")
    void theStatementIsATableToo() {
        market.stands(seller, "L2", 3);
        market.sold(seller, 123_456);
        var answer = market.as(seller).accept("text/csv").get("/v1/sellers/me/statement");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/csv").contains("utf-8");
        assertThat(answer.header("Content-Disposition")).contains("attachment");
        var text = answer.asString();
        assertThat(text).endsWith("\r\n").doesNotContain("\n\n");
        var lines = List.of(text.split("\r\n"));
        assertThat(lines.getFirst()).startsWith("at,fact,reasonEn,reasonZh,orderId,entryId,currency,payable");
        var opening = cells(lines.get(1));
        var sale = cells(lines.get(2));
        var closing = cells(lines.get(3));
        assertThat(opening[1]).isEqualTo("OPENING");
        assertThat(sale[1]).isEqualTo("RELEASED");
        assertThat(closing[1]).isEqualTo("CLOSING");
        for (int column = 7; column < 12; column++) {
            assertThat(new BigDecimal(opening[column]).add(new BigDecimal(sale[column])))
                    .isEqualTo(new BigDecimal(closing[column]));
        }
        assertThat(closing[11]).isEqualTo("1227.15");
    }

    @Test
    void aStatementThatCannotBeAskedForSaysWhy() {
        for (var wrong : new String[][] {
            {"?from=yesterday", "from", "INVALID_FORMAT"},
            {"?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", "from", "NOT_BEFORE_TO"},
            {"?currency=XYZ", "currency", "UNKNOWN_CURRENCY"}
        }) {
            market.as(seller)
                    .get("/v1/sellers/me/statement" + wrong[0])
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("INVALID_PARAMETER"))
                    .body("errors[0].parameter", equalTo(wrong[1]))
                    .body("errors[0].code", equalTo(wrong[2]));
        }
        market.as(seller)
                .accept("application/xml")
                .get("/v1/sellers/me/statement")
                .then()
                .statusCode(406);
        market.asFinance().get("/v1/sellers/me/statement").then().statusCode(403);
    }

    /** The cells of a line; those with a comma in them are quoted. */
    private static String[] cells(String line) {
        return line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    }

    private JsonPath statement(String query) {
        return market.as(seller)
                .get("/v1/sellers/me/statement" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> facts(JsonPath statement) {
        return statement.getList("movements.fact");
    }
}
