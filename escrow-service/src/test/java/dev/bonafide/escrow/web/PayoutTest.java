package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.bonafide.escrow.Rounds;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Earnings on their way to the bank. */
@QuarkusTest
class PayoutTest extends MarketTest {
    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Sellers sellers;

    @BeforeEach
    void sellersOfTheMarket() {
        sellers = new Sellers(market);
    }

    @ParameterizedTest(name = "E-12: whatever way the yes comes, here {0}, the seller is paid once")
    @ValueSource(strings = {"succeed", "duplicate", "reordered", "timeout-then-success"})
    void aPayoutIsHeldThenPosted(String script) {
        var seller = sellers.whoHas(100_000, "sbx_bank_1#" + script);
        var payout = sellers.begin(seller, null);
        market.passes(Duration.ofSeconds(5));
        sellers.await(seller, payout, "SETTLED");

        assertThat(market.has(seller, "available")).isZero();
        assertThat(market.has(seller, "inTransit")).isZero();
        assertThat(sellers.facts(seller)).containsExactly("RELEASED", "PAYOUT_HELD", "PAYOUT_POSTED");
        var initiated = market.probe().await("bonafide.escrow.PayoutInitiated.v1", seller);
        assertThat(initiated.data().at("/amount/amountMinor").asLong()).isEqualTo(99_400);
        assertThat(initiated.data().path("trigger").asText()).isEqualTo("SELLER");
        market.probe().await("bonafide.escrow.PayoutSettled.v1", seller);
        assertThat(market.probe().count("bonafide.escrow.PayoutSettled.v1", seller))
                .isOne();
    }

    @Test
    @DisplayName("E-12: a payout that fails gives the money back, and it can be asked for again")
    void aFailedPayoutIsVoided() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1#decline");
        var payout = sellers.begin(seller, 50_000L);
        sellers.await(seller, payout, "FAILED");
        assertThat(sellers.see(seller, payout).getString("failCode")).isEqualTo("ACCOUNT_CLOSED");
        assertThat(market.has(seller, "available")).isEqualTo(99_400);
        var failed = market.probe().await("bonafide.escrow.PayoutFailed.v1", seller);
        assertThat(failed.data().path("code").asText()).isEqualTo("ACCOUNT_CLOSED");

        sellers.setAccount(seller, "sbx_bank_2").statusCode(200);
        market.passes(Sellers.ACCOUNT_WAITS);
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");
        assertThat(sellers.facts(seller))
                .containsExactly("RELEASED", "PAYOUT_HELD", "PAYOUT_VOIDED", "PAYOUT_HELD", "PAYOUT_POSTED");
    }

    @Test
    @DisplayName("E-12: an unknown outcome is asked for, never guessed")
    void aSilentProviderIsAsked() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1#silent");
        var payout = sellers.begin(seller, null);
        market.passes(Duration.ofMinutes(14));
        assertThat(sellers.see(seller, payout).getString("status")).isEqualTo("ASKED");
        assertThat(market.has(seller, "inTransit")).isEqualTo(99_400);
        market.passes(Duration.ofMinutes(1));
        sellers.await(seller, payout, "SETTLED");
        assertThat(market.has(seller, "inTransit")).isZero();
    }

    @Test
    @DisplayName("E-12: a provider that is still at it is asked again, and after three days a person is told")
    void aSlowProviderIsWaitedFor() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1#late:P4D");
        var payout = sellers.begin(seller, null);
        market.passes(Duration.ofDays(2));
        assertThat(parked(payout)).isEmpty();
        market.passes(Duration.ofDays(2).minusHours(1));
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() -> assertThat(parked(payout)).containsExactly("PAYOUT_OUTCOME_UNKNOWN"));
        assertThat(sellers.see(seller, payout).getString("status")).isEqualTo("ASKED");
        // Four days from when it was asked, which may have been after the first of them had passed.
        market.passes(Duration.ofDays(3));
        sellers.await(seller, payout, "SETTLED");
        assertThat(sellers.facts(seller)).containsExactly("RELEASED", "PAYOUT_HELD", "PAYOUT_POSTED");
    }

    @Test
    void anotherAmountThanAskedForIsKeptForAPersonAndStaysInTransit() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1#other-amount");
        var payout = sellers.begin(seller, null);
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() -> assertThat(parked(payout)).containsExactly("PAYOUT_CONTRADICTED"));
        assertThat(market.has(seller, "inTransit")).isEqualTo(99_400);
        assertThat(sellers.see(seller, payout).getString("status")).isEqualTo("ASKED");
    }

    @Test
    @DisplayName("E-12: 64 withdrawals of one balance at once never pay more than it")
    void parallelWithdrawalsOfOneBalance() throws Exception {
        Rounds.of(1, this::withdrawAtOnce);
    }

    private void withdrawAtOnce() throws Exception {
        var seller = sellers.whoHas(100_000, "sbx_bank_1");
        try (var people = Executors.newFixedThreadPool(64)) {
            var answers = people.invokeAll(IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Integer>) () -> sellers.ask(seller, i % 2 == 0 ? 30_000L : 20_000L)
                            .extract()
                            .statusCode())
                    .toList());
            var paid = 0;
            for (var answer : answers) {
                assertThat(answer.get()).isIn(202, 409);
                paid += answer.get() == 202 ? 1 : 0;
            }
            assertThat(paid).isBetween(3, 4);
        }
        var payouts = market.as(seller)
                .get("/v1/sellers/me/payouts?limit=100")
                .jsonPath()
                .<Integer>getList("items.amount.amountMinor");
        var sum = payouts.stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).isBetween(80_000, 99_400);
        assertThat(market.payable(seller) + sum).isEqualTo(99_400);
        assertThat(market.has(seller, "available")).isEqualTo(99_400 - sum);
    }

    @Test
    @DisplayName("E-6: the same key again is the same payout")
    void theSameKeyPaysOnce() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1");
        var key = UUID.randomUUID().toString();
        var first = askWithKey(seller, key, 10_000);
        var second = askWithKey(seller, key, 10_000);
        assertThat(second).isEqualTo(first);
        assertThat(market.payable(seller)).isEqualTo(89_400);
    }

    @Test
    @DisplayName("E-12: what is available is paid out by itself, every week")
    void theScheduleOfThePolicyPays() {
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        market.sold(seller, 100_000);
        market.passes(Duration.ofDays(7));
        var initiated = market.probe().await("bonafide.escrow.PayoutInitiated.v1", seller);
        assertThat(initiated.data().path("trigger").asText()).isEqualTo("SCHEDULE");
        market.probe().await("bonafide.escrow.PayoutSettled.v1", seller);

        market.sold(seller, 100_000);
        market.passes(Duration.ofDays(6));
        assertThat(market.probe().count("bonafide.escrow.PayoutInitiated.v1", seller))
                .isOne();
        market.passes(Duration.ofDays(1));
        market.probe().awaitCount("bonafide.escrow.PayoutSettled.v1", seller, 2);
        assertThat(market.payable(seller)).isZero();
    }

    @Test
    @DisplayName("E-12, X-7: a hold by risk keeps the money, with its statement of reasons, until it is lifted or over")
    void riskHoldsPayouts() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1");
        var restriction = sellers.restrict(seller, "PAYOUT", Duration.ofDays(7));
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() -> assertThat(sellers.holds(seller)).containsExactly(restriction.toString()));
        sellers.ask(seller, null)
                .statusCode(409)
                .body("code", equalTo("PAYOUT_HELD"))
                .body("holds", hasSize(1))
                .body("holds[0].ruleId", equalTo("structuring"))
                .body("holds[0].statementId", equalTo("019aa1f0-000e-7001-8000-0000000036b1"))
                .body("holds[0].redress", equalTo("/v1/me/restrictions/" + restriction))
                .body("holds[0].automated", equalTo(false))
                .body("holds[0].reason.keySet()", contains("en", "zh-CN"));
        assertThat(market.has(seller, "available")).isEqualTo(99_400);

        sellers.lift(seller, restriction, "PAYOUT");
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() -> assertThat(sellers.holds(seller)).isEmpty());
        sellers.begin(seller, 10_000L);

        var second = sellers.restrict(seller, "WITHDRAW", Duration.ofHours(2));
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() -> assertThat(sellers.holds(seller)).containsExactly(second.toString()));
        sellers.ask(seller, 10_000L).statusCode(409);
        market.passes(Duration.ofHours(2));
        sellers.begin(seller, 10_000L);
    }

    @Test
    void aLiftedHoldThatIsHeardOfFirstHoldsNothing() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1");
        var other = sellers.restrict(seller, "CHAT", Duration.ofDays(7));
        var restriction = UUID.randomUUID();
        sellers.lift(seller, restriction, "PAYOUT");
        sellers.lift(seller, other, "CHAT");
        assertThat(sellers.holds(seller)).isEmpty();
        sellers.begin(seller, null);
    }

    @Test
    void whatCannotBePaidOutIsRefusedWithItsReason() {
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        market.sold(seller, 100_000);
        sellers.ask(seller, null).statusCode(409).body("code", equalTo("NO_PAYOUT_ACCOUNT"));
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        sellers.ask(seller, null).statusCode(409).body("code", equalTo("PAYOUT_ACCOUNT_NEW"));

        var paid = sellers.whoHas(100_000, "sbx_bank_1");
        sellers.ask(paid, 99_401L)
                .statusCode(409)
                .body("code", equalTo("AMOUNT_ABOVE_AVAILABLE"))
                .body("available.amountMinor", equalTo(99_400));
        sellers.ask(paid, 99L).statusCode(409).body("code", equalTo("NOTHING_TO_PAY_OUT"));
        sellers.ask(paid, 0L).statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
        sellers.ask(paid, -1L).statusCode(422);
        for (var wrong : List.of(
                "{\"amount\": {\"amountMinor\": 10.5, \"currency\": \"CNY\"}}",
                "{\"amount\": {\"amountMinor\": 100, \"currency\": \"XXL\"}}",
                "{\"amount\": {\"amountMinor\": 99999999999999999999, \"currency\": \"CNY\"}}",
                "{\"to\": \"somebody else\"}")) {
            market.as(paid).body(wrong).post("/v1/sellers/me/payouts").then().statusCode(422);
        }
        market.as(paid)
                .body(Map.of("amount", Map.of("amountMinor", 1_000, "currency", "USD")))
                .post("/v1/sellers/me/payouts")
                .then()
                .statusCode(409)
                .body("code", equalTo("AMOUNT_ABOVE_AVAILABLE"));
        assertThat(market.has(paid, "available")).isEqualTo(99_400);

        var payout = sellers.begin(paid, null);
        market.as(seller)
                .get("/v1/sellers/me/payouts/" + payout)
                .then()
                .statusCode(404)
                .body("code", equalTo("PAYOUT_NOT_FOUND"));
    }

    private String askWithKey(UUID seller, String key, long amount) {
        return given().auth()
                .oauth2(Tokens.member(seller))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("amount", Map.of("amountMinor", amount, "currency", "CNY")))
                .post("/v1/sellers/me/payouts")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("payoutId");
    }

    private List<String> parked(UUID payout) {
        return market.asFinance()
                .get("/v1/ledger/parked-facts?limit=100")
                .jsonPath()
                .getList("items.findAll { it.subject == '" + payout + "' }.reason");
    }
}
