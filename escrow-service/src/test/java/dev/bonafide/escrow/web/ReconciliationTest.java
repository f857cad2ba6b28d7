package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.webhook.WebhookSignature;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-15: the provider's daily file against what it told us and against the ledger. */
@QuarkusTest
class ReconciliationTest extends MarketTest {
    /** By the settlement, and not by a test of the database that writes an entry by hand. */
    private static final String FEES_TAKEN =
            "select count(*) from ledger_entry where operation_key like 'PROVIDER_FEE_TAKEN:%'";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Inject
    DataSource database;

    /** One cent, one line too many, one too few and one a day late: each is found and named, and nothing else is. */
    @Test
    void everyThingThatDoesNotFitIsFoundAndNamed() throws SQLException {
        var fits = paid("succeed");
        var short1 = paid("settled-short");
        var absent = paid("unsettled");
        var late = paid("settled-late");
        var unknown = UUID.randomUUID();
        movedWithoutUs(unknown);
        var day = today();

        market.passes(Duration.ofHours(36));
        var check = awaitCheck(day);
        assertThat(misfit(check, short1))
                .containsEntry("found", "DIFFERING")
                .containsEntry("difference", "AMOUNT")
                .containsEntry("theirs", Map.of("amountMinor", 299_999, "currency", "CNY"))
                .containsEntry("ours", Map.of("amountMinor", 300_000, "currency", "CNY"));
        assertThat(misfit(check, unknown)).containsEntry("found", "MISSING_HERE");
        assertThat(misfitOrNull(check, fits)).isNull();
        assertThat(misfitOrNull(check, absent)).isNull(); // its line may still come
        assertThat(check.getInt("differing")).isPositive();
        var told = market.probe()
                .await(
                        "bonafide.escrow.ReconciliationFinished.v1",
                        UUID.fromString(check.getString("reconciliationId")));
        assertThat(told.data().path("differing").asInt()).isEqualTo(check.getInt("differing"));
        assertThat(market.asFinance()
                        .get("/v1/ledger/parked-facts?limit=100")
                        .jsonPath()
                        .<String>getList(
                                "items.findAll { it.subject == '" + check.getString("reconciliationId") + "' }.reason"))
                .containsExactly("RECONCILIATION_DIFFERS");

        // A day later the late line has come; two days later the absent one is missed.
        market.passes(Duration.ofDays(2));
        assertThat(misfitOrNull(awaitCheck(day.plusDays(1)), late)).isNull();
        var missing = misfit(awaitCheck(day.plusDays(2)), absent);
        assertThat(missing)
                .containsEntry("found", "MISSING_THERE")
                .containsEntry("ours", Map.of("amountMinor", 300_000, "currency", "CNY"));
        assertThat(matched(fits)).isTrue();
        assertThat(matched(late)).isTrue();
        assertThat(matched(absent)).isFalse();
    }

    /** The fee of each line is booked once, however often a day is checked. */
    @Test
    void aDayThatIsCheckedAgainBooksNothingTwice() throws SQLException {
        var payment = paid("succeed");
        var day = today();
        market.passes(Duration.ofHours(36));
        var first = awaitCheck(day);
        var fees = count(FEES_TAKEN);
        assertThat(fees)
                .isEqualTo(count("select count(*) from settlement_line where fee_minor > 0 and outcome is not null"));
        assertThat(count("""
                        select p.amount_minor from ledger_posting p join ledger_entry e on e.id = p.entry_id
                          join settlement_line l on e.operation_key = 'PROVIDER_FEE_TAKEN:' || l.id
                         where l.subject = '%s' and p.account = 'PLATFORM_EXPENSE'""".formatted(payment))).isEqualTo(1_140); // 0.38 %

        var again = market.asFinance()
                .body(Map.of("provider", "sandbox", "day", day.toString()))
                .post("/v1/reconciliations");
        again.then().statusCode(202);
        assertThat(again.jsonPath().getString("reconciliationId")).isEqualTo(first.getString("reconciliationId"));
        var second = awaitCheck(day);
        assertThat(second.getInt("matched")).isEqualTo(first.getInt("matched"));
        assertThat(count(FEES_TAKEN)).isEqualTo(fees);
    }

    /** A line we knew nothing of is looked at again when the provider has told us. */
    @Test
    void aLineThatWasUnknownIsLookedAtAgain() throws SQLException {
        var unknown = UUID.randomUUID();
        movedWithoutUs(unknown);
        var day = today();
        market.passes(Duration.ofHours(36));
        assertThat(misfit(awaitCheck(day), unknown)).containsEntry("found", "MISSING_HERE");

        tell(unknown);
        market.passes(Duration.ofDays(1));
        awaitCheck(day.plusDays(1));
        assertThat(misfit(awaitCheck(day), unknown))
                .containsEntry("found", "DIFFERING")
                .containsEntry("difference", "NOT_BOOKED");
    }

    @Test
    void refundsAndChargebacksAreComparedToo() throws SQLException {
        var sale = market.payable(300_000);
        var payment = market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        PaymentTest.script(payment, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        market.as(sale.seller())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .then()
                .statusCode(200);
        PaymentTest.script(payment, "chargeback-won");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        var day = today();
        market.passes(Duration.ofHours(36));
        awaitCheck(day);

        assertThat(count("""
                        select count(*) from settlement_line where outcome = 'MATCHED' and (subject = '%s' or subject in
                               (select t.id from refund_try t join refund r on r.id = t.refund_id where r.order_id = '%s'))
                        """.formatted(payment, sale.order()))).isEqualTo(4); // payment, chargeback, its return, refund
    }

    @Test
    void aDayThatIsNotOverAndAProviderWithoutFilesAreRefused() {
        market.asFinance()
                .body(Map.of("provider", "sandbox", "day", today().toString()))
                .post("/v1/reconciliations")
                .then()
                .statusCode(422)
                .body("code", equalTo("DAY_NOT_OVER"))
                .body("errors[0].pointer", equalTo("/day"));
        market.asFinance()
                .body(Map.of("provider", "nobody", "day", "2026-11-01"))
                .post("/v1/reconciliations")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_SETTLEMENT_FILES"));
        market.asFinance()
                .get("/v1/reconciliations/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("RECONCILIATION_NOT_FOUND"));
        market.as(UUID.randomUUID()).get("/v1/reconciliations").then().statusCode(403);
        Market.with(Tokens.of(UUID.randomUUID(), "auditor"))
                .body(Map.of("provider", "sandbox", "day", "2026-11-01"))
                .post("/v1/reconciliations")
                .then()
                .statusCode(403);
    }

    @Test
    void theFileOfTheSandboxCanBeLookedAt() {
        var payment = paid("succeed");
        var operator = Tokens.of(UUID.randomUUID(), "operator");
        Market.with(operator)
                .get("/v1/sandbox/settlements/" + today())
                .then()
                .statusCode(200)
                .body("items.find { it.subject == '" + payment + "' }.amount.amountMinor", equalTo(300_000));
        assertThat(Market.with(operator)
                        .accept("text/csv")
                        .get("/v1/sandbox/settlements/" + today())
                        .asString())
                .startsWith("kind,subject,")
                .contains("PAYMENT," + payment + ",");
    }

    /** Everything of a test happens on one day of the provider's. */
    @BeforeEach
    void awayFromMidnight() {
        if (market.now().atZone(ZONE).toLocalTime().isAfter(LocalTime.of(23, 55))) {
            market.passes(Duration.ofMinutes(10));
        }
    }

    private UUID paid(String script) {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, script);
        market.awaitStage(sale, "FUNDED");
        return payment;
    }

    private LocalDate today() {
        return market.now().atZone(ZONE).toLocalDate();
    }

    /** The provider's books have a payment that nobody here has asked for. */
    private void movedWithoutUs(UUID payment) throws SQLException {
        execute("""
                insert into sandbox_payment (payment_id, reference, amount_minor, currency, script, authorised_at, state,
                                             decided_at, moved_minor)
                values ('%1$s', 'sbx_%1$s', 4711, 'CNY', 'succeed', '%2$s', 'SUCCEEDED', '%2$s', 4711)""".formatted(payment, market.now()));
    }

    private void tell(UUID payment) {
        var body = """
                {"type": "payment.succeeded", "subject": "%1$s", "reference": "sbx_%1$s",
                 "amount": {"amountMinor": 4711, "currency": "CNY"}}""".formatted(payment);
        var id = "msg_" + payment;
        var now = market.now();
        given().contentType("application/json")
                .header(WebhookSignature.ID_HEADER, id)
                .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()))
                .header(WebhookSignature.SIGNATURE_HEADER, WebhookSignature.sign("only-for-tests", id, now, body))
                .body(body)
                .post("/v1/payment-webhooks/sandbox")
                .then()
                .statusCode(202);
    }

    private JsonPath awaitCheck(LocalDate day) {
        var id = await().atMost(Market.SOON)
                .until(
                        () -> market.asFinance()
                                .get("/v1/reconciliations?limit=100")
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .getString("items.find { it.provider == 'sandbox' && it.day == '" + day
                                        + "' && it.status == 'FINISHED' }?.reconciliationId"),
                        Objects::nonNull);
        return market.asFinance()
                .get("/v1/reconciliations/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> misfit(JsonPath check, UUID subject) {
        return Objects.requireNonNull(misfitOrNull(check, subject), () -> "Nothing found of " + subject);
    }

    private static @Nullable Map<String, Object> misfitOrNull(JsonPath check, UUID subject) {
        List<Map<String, Object>> found = check.getList("misfits.findAll { it.subject == '" + subject + "' }");
        assertThat(found.size()).isLessThanOrEqualTo(1);
        return found.isEmpty() ? null : found.getFirst();
    }

    private boolean matched(UUID payment) throws SQLException {
        return count("select count(*) from provider_movement where line_id is not null and subject = '" + payment + "'")
                == 1;
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
