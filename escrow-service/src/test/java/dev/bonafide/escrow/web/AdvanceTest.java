package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.bonafide.escrow.desk.advance.AdvanceDesk;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Buyers compensated at once from the pool, and how the pool has it back. */
@QuarkusTest
class AdvanceTest extends MarketTest {
    @Inject
    AdvanceDesk desk;

    @Inject
    Transactions transactions;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Finance finance;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Sellers sellers;

    @BeforeEach
    void aPool() {
        finance = new Finance(market);
        sellers = new Sellers(market);
        finance.aFreshPool();
    }

    @Test
    @DisplayName("AS-9: a buyer is paid at once from the pool; two later sales of the seller repay it before payout")
    void aCounterfeitIsPaidFromThePoolAndRepaidToTheCent() {
        var sale = aSaleWhoseMoneyIsGone(300_000);
        var seller = sale.seller();
        var before = finance.balance();
        var claimed = finance.pool().getLong("claims.amountMinor");

        var advance = finance.advance(sale, 300_000);
        finance.awaitPaid(sale, advance);
        assertThat(finance.balance()).isEqualTo(before - 300_000);
        assertThat(finance.pool().getLong("claims.amountMinor")).isEqualTo(claimed + 300_000);
        assertThat(market.has(seller, "owed")).isEqualTo(300_000);
        Awaitility.await().atMost(Market.SOON).untilAsserted(() -> {
            assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                    .containsExactly("SETTLED");
            assertThat(market.net(sale, "BUYER_REFUND")).isZero();
        });
        assertThat(market.see(sale, "/refunds").getString("items[0].reason")).isEqualTo("ADVANCE_COMPENSATION");
        assertThat(market.stage(sale)).isEqualTo("RELEASED");

        market.sold(seller, 200_000);
        assertThat(market.has(seller, "owed")).isEqualTo(101_200);
        assertThat(market.payable(seller)).isZero();
        sellers.ask(seller, null).statusCode(409).body("code", equalTo("NOTHING_TO_PAY_OUT"));
        assertThat(finance.balance()).isEqualTo(before - 101_200);

        market.sold(seller, 200_000);
        assertThat(market.has(seller, "owed")).isZero();
        assertThat(market.payable(seller)).isEqualTo(97_600);
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(finance.pool().getLong("claims.amountMinor")).isEqualTo(claimed);

        var recovered = market.probe().awaitCount("bonafide.escrow.ReceivableRecovered.v1", seller, 2);
        assertThat(recovered.stream()
                        .map(event -> event.data().path("recoveredMinor").asLong()))
                .containsExactly(198_800L, 101_200L);
        assertThat(recovered.stream()
                        .map(event -> event.data().path("openMinor").asLong()))
                .containsExactly(101_200L, 0L);
        assertThat(recovered)
                .allSatisfy(event ->
                        assertThat(event.data().path("causeId").asText()).isEqualTo(advance.toString()));
        assertThat(sellers.facts(seller))
                .containsExactly(
                        "RELEASED",
                        "PAYOUT_HELD",
                        "PAYOUT_POSTED",
                        "ADVANCE_CLAIMED",
                        "RELEASED",
                        "ADVANCE_RECOVERED",
                        "RELEASED",
                        "ADVANCE_RECOVERED");
    }

    @Test
    @DisplayName("AS-9: what the seller has already is taken at once, payable before reserve")
    void aSellerWhoHasMoneyPaysAtOnce() {
        var seller = UUID.randomUUID();
        market.stands(seller, "L1", 7);
        var sale = market.sold(seller, 100_000);
        var before = finance.balance();
        finance.awaitPaid(sale, finance.advance(sale, 95_000));
        assertThat(market.has(seller, "pending")).isZero();
        assertThat(market.has(seller, "reserved")).isEqualTo(4_400);
        assertThat(market.has(seller, "owed")).isZero();
        assertThat(finance.balance()).isEqualTo(before);
        var taken = market.probe()
                .await(
                        "bonafide.escrow.ReserveChanged.v1",
                        seller,
                        data -> data.path("change").asText().equals("TAKEN"));
        assertThat(taken.data().at("/amount/amountMinor").asLong()).isEqualTo(5_540);
    }

    @Test
    @DisplayName("AS-9: the same advance asked for again is answered again and paid once")
    void anAdvanceIsPaidOnce() {
        var sale = aSaleWhoseMoneyIsGone(100_000);
        var before = finance.balance();
        var advance = finance.advance(sale, 50_000);
        finance.awaitPaid(sale, advance);
        finance.advance(advance, sale, 50_000);
        market.probe().awaitCount("bonafide.escrow.PoolPaymentMade.v1", sale.order(), 2);
        assertThat(finance.balance()).isEqualTo(before - 50_000);
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(50_000);

        finance.advance(advance, sale, 40_000);
        market.probe().awaitCount("bonafide.escrow.PoolPaymentMade.v1", sale.order(), 3);
        assertThat(finance.balance()).isEqualTo(before - 50_000);
        assertParked(sale, "ADVANCE_DIFFERS");
    }

    @Test
    @DisplayName("D-9: every reason of a refusal is named at once, and nothing is booked")
    void allReasonsAtOnce() {
        var sale = aSaleWhoseMoneyIsGone(600_000);
        finance.both("/v1/advance-pool/stop", Map.of());
        var before = finance.balance();
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 600_001)))
                .containsExactly("ABOVE_LOSS", "ABOVE_CASE_LIMIT", "POOL_SELLER_LIMIT", "POOL_STOPPED");
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.see(sale, "/refunds").<String>getList("items")).isEmpty();
    }

    @Test
    @DisplayName("D-9: a stop refuses new advances and touches none that was paid; two people end it")
    void aStopConcernsNewAdvancesOnly() {
        var sale = aSaleWhoseMoneyIsGone(100_000);
        finance.awaitPaid(sale, finance.advance(sale, 40_000));
        finance.both("/v1/advance-pool/stop", Map.of("currency", "CNY"));
        assertThat(finance.pool().getString("stopped.by")).isEqualTo("PEOPLE");
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 10_000))).containsExactly("POOL_STOPPED");
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(40_000);
        market.sold(sale.seller(), 50_000);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        // Filling it up is not enough to end what people have said.
        finance.both("/v1/advance-pool/fundings", Map.of("amount", Finance.yuan(1)));
        assertThat(finance.pool().getString("stopped.by")).isEqualTo("PEOPLE");
        finance.both("/v1/advance-pool/resumption", Map.of());
        assertThat(finance.pool().getString("stopped")).isNull();
    }

    @Test
    @DisplayName("D-9: under a tenth of its target the pool stops by itself, and pays again when it is filled up")
    void aLowPoolStopsByItself() {
        var first = aSaleWhoseMoneyIsGone(200_000);
        var balance = finance.balance();
        finance.limit((balance - 100_000) * 10, 500_000, 5_000_000, 500);
        finance.awaitPaid(first, finance.advance(first, 200_000));
        assertThat(finance.pool().getString("stopped.by")).isEqualTo("LOW");
        var second = aSaleWhoseMoneyIsGone(100_000);
        assertThat(finance.awaitRefused(second, finance.advance(second, 1_000))).containsExactly("POOL_STOPPED");
        finance.both("/v1/advance-pool/fundings", Map.of("amount", Finance.yuan(150_000)));
        assertThat(finance.pool().getString("stopped")).isNull();
        finance.awaitPaid(second, finance.advance(second, 1_000));
    }

    @Test
    @DisplayName("D-9: it pays again as well when sellers have repaid enough of what it had paid")
    void aLowPoolIsFilledUpBySellers() {
        var first = aSaleWhoseMoneyIsGone(200_000);
        finance.limit((finance.balance() - 100_000) * 10, 500_000, 5_000_000, 500);
        finance.awaitPaid(first, finance.advance(first, 200_000));
        assertThat(finance.pool().getString("stopped.by")).isEqualTo("LOW");
        market.sold(first.seller(), 300_000);
        assertThat(finance.pool().getString("stopped")).isNull();
        var second = aSaleWhoseMoneyIsGone(100_000);
        finance.awaitPaid(second, finance.advance(second, 1_000));
    }

    @Test
    void anOrderWeKnowOtherwiseIsRefusedAndKeptForAPerson() {
        var sale = aSaleWhoseMoneyIsGone(100_000);
        var advance = UUID.randomUUID();
        finance.advance(advance, sale, UUID.randomUUID(), 1_000);
        assertThat(finance.awaitRefused(sale, advance)).containsExactly("ORDER_DIFFERS");
        assertParked(sale, "ADVANCE_DIFFERS");

        var unknown = new Market.Sale(sale.buyer(), sale.seller(), sale.listing(), UUID.randomUUID());
        assertThat(finance.awaitRefused(unknown, finance.advance(unknown, 1_000)))
                .containsExactly("ORDER_DIFFERS");
    }

    @Test
    @DisplayName(
            "D-11: an appeal won by the seller gives back what was taken and ends what is owed, at the platform's expense")
    void aWrongAdvanceIsVoided() {
        var sale = aSaleWhoseMoneyIsGone(300_000);
        var seller = sale.seller();
        var before = finance.balance();
        var advance = finance.advance(sale, 300_000);
        finance.awaitPaid(sale, advance);
        market.sold(seller, 100_000);
        assertThat(market.has(seller, "owed")).isEqualTo(200_600);

        var ruling = UUID.randomUUID();
        finance.voidAdvance(advance, sale, ruling);
        finance.voidAdvance(advance, sale, ruling);
        // About another order it is nothing we know; heard after the others, of the same dispute.
        var other = aSaleWhoseMoneyIsGone(100_000);
        finance.voidAdvance(advance, other, ruling);
        assertParked(other, "ADVANCE_UNKNOWN");
        assertThat(market.has(seller, "owed")).isZero();
        assertThat(market.payable(seller)).isEqualTo(99_400);
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(sellers.facts(seller)).endsWith("ADVANCE_WRITTEN_OFF", "SELLER_COMPENSATED");
    }

    @Test
    @DisplayName("E-12: what has not come in 180 days is written off by two people, and the pool is made whole")
    void aDebtIsWrittenOff() {
        var sale = aSaleWhoseMoneyIsGone(100_000);
        var before = finance.balance();
        var advance = finance.advance(sale, 100_000);
        finance.awaitPaid(sale, advance);
        var receivable = finance.first()
                .get("/v1/ledger/receivables?open=true&sellerId=" + sale.seller())
                .then()
                .statusCode(200)
                .body("items[0].open.amountMinor", equalTo(100_000))
                .extract()
                .jsonPath()
                .getString("items[0].receivableId");
        var path = "/v1/ledger/receivables/" + receivable + "/write-off";
        finance.first().post(path).then().statusCode(409).body("code", equalTo("TOO_EARLY"));
        market.passes(Duration.ofDays(180));

        var approval = finance.first()
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("approvalId");
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(100_000);
        finance.approve(finance.first(), approval).statusCode(403).body("code", equalTo("SAME_PERSON"));
        finance.approve(finance.second(), approval).statusCode(200).body("state", equalTo("APPROVED"));
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(sellers.facts(sale.seller())).endsWith("ADVANCE_WRITTEN_OFF");
        finance.first().post(path).then().statusCode(409).body("code", equalTo("NOTHING_OWED"));
        // Nothing was ever taken from the seller, so an appeal won later has nothing to give back.
        assertThat(voidBy(advance, UUID.randomUUID())).isTrue();
        assertThat(market.payable(sale.seller())).isZero();
        finance.first()
                .post("/v1/ledger/receivables/" + UUID.randomUUID() + "/write-off")
                .then()
                .statusCode(404)
                .body("code", equalTo("RECEIVABLE_NOT_FOUND"));
    }

    @Test
    void whatNeedsTwoPeopleHappensOnceAndCanBeTakenBack() {
        var before = finance.balance();
        var body = Map.of("amount", Finance.yuan(777));
        var approval = finance.first()
                .body(body)
                .post("/v1/advance-pool/fundings")
                .then()
                .statusCode(202)
                .body("state", equalTo("OPEN"))
                .extract()
                .jsonPath()
                .getString("approvalId");
        // Asked for again by the same person, it is the same wish.
        finance.first()
                .body(body)
                .post("/v1/advance-pool/fundings")
                .then()
                .statusCode(202)
                .body("approvalId", equalTo(approval));
        assertThat(finance.balance()).isEqualTo(before);
        finance.approve(finance.second(), approval).statusCode(200);
        finance.approve(finance.second(), approval).statusCode(200);
        assertThat(finance.balance()).isEqualTo(before + 777);
        finance.first()
                .post("/v1/ledger/approvals/" + approval + "/rejection")
                .then()
                .statusCode(409)
                .body("code", equalTo("APPROVAL_DECIDED"));

        var withdrawn = finance.first()
                .body(Map.of("amount", Finance.yuan(778)))
                .post("/v1/advance-pool/fundings")
                .jsonPath()
                .getString("approvalId");
        finance.first()
                .post("/v1/ledger/approvals/" + withdrawn + "/rejection")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"));
        finance.approve(finance.second(), withdrawn).statusCode(409).body("code", equalTo("APPROVAL_DECIDED"));
        finance.approve(finance.second(), UUID.randomUUID().toString())
                .statusCode(404)
                .body("code", equalTo("APPROVAL_NOT_FOUND"));

        var late = finance.first()
                .body(Map.of("amount", Finance.yuan(779)))
                .post("/v1/advance-pool/fundings")
                .jsonPath()
                .getString("approvalId");
        market.passes(Duration.ofDays(7));
        finance.approve(finance.second(), late).statusCode(409).body("code", equalTo("APPROVAL_EXPIRED"));
        assertThat(finance.balance()).isEqualTo(before + 777);
        finance.first()
                .get("/v1/ledger/approvals?limit=100")
                .then()
                .statusCode(200)
                .body("items.approvalId", hasItem(late));
    }

    @Test
    void thePoolIsChangedByFinanceWithTheVersionTheySaw() {
        var limits = Map.of(
                "target", Finance.yuan(10_000_000),
                "perCase", Finance.yuan(500_000),
                "perDay", Finance.yuan(5_000_000),
                "sellerBasisPoints", 500,
                "stopBasisPoints", 1_000);
        finance.first().body(limits).put("/v1/advance-pool").then().statusCode(428);
        finance.first()
                .header("If-Match", "\"1000000\"")
                .body(limits)
                .put("/v1/advance-pool")
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        for (var wrong : List.of(
                "{\"target\": {\"amountMinor\": 0, \"currency\": \"CNY\"}, \"perCase\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"perDay\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"sellerBasisPoints\": 1, \"stopBasisPoints\": 1}",
                "{\"target\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"perCase\": {\"amountMinor\": 1, \"currency\": \"USD\"}, \"perDay\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"sellerBasisPoints\": 1, \"stopBasisPoints\": 1}",
                "{\"target\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"perCase\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"perDay\": {\"amountMinor\": 1, \"currency\": \"CNY\"}, \"sellerBasisPoints\": 10001, \"stopBasisPoints\": 1}")) {
            finance.first()
                    .header("If-Match", "\"1\"")
                    .body(wrong)
                    .put("/v1/advance-pool")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("VALIDATION_FAILED"));
        }
        finance.first()
                .get("/v1/advance-pool?currency=USD")
                .then()
                .statusCode(404)
                .body("code", equalTo("POOL_NOT_FOUND"));
        finance.first().get("/v1/advance-pool?currency=XYZ").then().statusCode(400);
        Market.with(Tokens.of(UUID.randomUUID(), "auditor"))
                .get("/v1/advance-pool")
                .then()
                .statusCode(200);
        var auditor = Market.with(Tokens.of(UUID.randomUUID(), "auditor"));
        auditor.body(Map.of()).post("/v1/advance-pool/stop").then().statusCode(403);
        market.as(UUID.randomUUID()).get("/v1/advance-pool").then().statusCode(403);
    }

    /** A sale that was released and paid out, so that only the pool can compensate its buyer. */
    private Market.Sale aSaleWhoseMoneyIsGone(long priceMinor) {
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        var sale = market.sold(seller, priceMinor);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        market.passes(Sellers.ACCOUNT_WAITS);
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");
        assertThat(market.payable(seller)).isZero();
        return sale;
    }

    private boolean voidBy(UUID advance, UUID ruling) {
        return transactions
                .runApart(session -> desk.find(session, advance)
                        .chain(paid -> desk.voidBy(session, Objects.requireNonNull(paid), ruling)))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void assertParked(Market.Sale sale, String reason) {
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.asFinance()
                                .get("/v1/ledger/parked-facts?limit=100")
                                .jsonPath()
                                .<String>getList("items.findAll { it.orderId == '" + sale.order() + "' }.reason"))
                        .contains(reason));
    }
}
