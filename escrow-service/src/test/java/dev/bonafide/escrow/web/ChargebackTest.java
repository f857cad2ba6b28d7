package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-13: a buyer's bank pulls a payment back. */
@QuarkusTest
class ChargebackTest extends MarketTest {

    @Inject
    OrderDesk orders;

    @Inject
    Transactions transactions;

    /** Frozen at once, answered two days before the deadline, and going on when the bank has decided for us. */
    @Test
    void theMoneyIsFrozenTheBankIsAnsweredInTimeAndWhatIsWonIsOursAgain() {
        var sale = paid("succeed");
        deliver(sale);
        script(sale, "chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("HELD");
        market.awaitStage(sale, "DISPUTED");
        market.accept(sale).statusCode(409).body("stage", equalTo("DISPUTED"));
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isEqualTo(-300_000);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(theCase(sale).getString("status")).isEqualTo("OPEN");

        market.passes(Duration.ofDays(4));
        assertThat(theCase(sale).getString("status")).isEqualTo("OPEN");
        market.passes(Duration.ofDays(1).plusMinutes(1));
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(theCase(sale).getString("status")).isEqualTo("CONTESTED"));
        assertThat(theCase(sale).<String>getList("evidence.statements.name"))
                .containsExactly("ORDER", "PAYMENT", "HISTORY", "SHIPMENT");
        assertThat(theCase(sale).getString("evidence.statements.find { it.name == 'SHIPMENT' }.text"))
                .contains("shipment:", "reported its delivery at");
        assertThat(theCase(sale).getString("evidence.statements.find { it.name == 'ORDER' }.text"))
                .contains(Market.SNAPSHOT, sale.buyer().toString());

        script(sale, "chargeback-won");
        var closed = market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(closed.data().path("won").asBoolean()).isTrue();
        market.awaitStage(sale, "INSPECTION");
        market.probe().await("bonafide.escrow.OrderResumed.v1", sale.order());
        market.accept(sale).statusCode(200);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "CHARGEBACK_WITHDRAWN", "CHARGEBACK_WON", "RELEASED");
        assertNothingIsOpen(sale);
        assertThat(market.net(sale, "SELLER_PAYABLE") + market.net(sale, "SELLER_RESERVE"))
                .isEqualTo(298_200);
    }

    /** Before the item is sent there is nothing to freeze; when it is sent, there is. */
    @Test
    void anOrderThatIsSentAlthoughItsPaymentWasPulledBackIsFrozenThen() {
        var sale = paid("succeed");
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(theCase(sale).getString("frozen")).isEqualTo("EARNINGS");
        assertThat(market.stage(sale)).isEqualTo("FUNDED");

        market.dispatch(sale, UUID.randomUUID());
        market.awaitStage(sale, "DISPUTED");
        assertThat(theCase(sale).getString("frozen")).isEqualTo("HELD");
        script(sale, "chargeback-lost");
        market.awaitStage(sale, "REFUNDED");
        assertNothingIsOpen(sale);
    }

    /** D-1: a buyer whose bank was faster may still dispute, and the order stays frozen for them when the bank has decided. */
    @Test
    void aDisputeTakesOverAnOrderThatIsFrozenForABank() {
        var sale = paid("succeed");
        deliver(sale);
        script(sale, "chargeback:PT0S");
        market.awaitStage(sale, "DISPUTED");
        var dispute = market.dispute(sale, market.now());
        market.probe()
                .await(
                        "bonafide.escrow.OrderFrozen.v1",
                        sale.order(),
                        data -> data.path("disputeId").asText().equals(dispute.toString()));
        script(sale, "chargeback-won");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        assertNothingIsOpen(sale);
    }

    /** The bank comes second, or the party does; the bank ends first, or the party does: the order goes on after the last. */
    @ParameterizedTest(name = "{0} first; then the {1}")
    @CsvSource({"bank, bank", "bank, party", "party, bank", "party, party"})
    void anOrderFrozenTwiceGoesOnAfterTheLast(String first, String lets) {
        var sale = paid("succeed");
        deliver(sale);
        var dispute = first.equals("bank") ? pulledBackAndDisputed(sale) : disputedAndPulledBack(sale);
        assertThat(standing(sale)).containsExactlyInAnyOrder("BANK", "DISPUTE");

        if (lets.equals("bank")) {
            script(sale, "chargeback-won");
            market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
            assertThat(standing(sale)).containsExactly("DISPUTE");
            assertThat(market.stage(sale)).isEqualTo("DISPUTED");
            resume(sale, dispute);
        } else {
            resume(sale, dispute);
            assertThat(standing(sale)).containsExactly("BANK");
            assertThat(market.stage(sale)).isEqualTo("DISPUTED");
            market.accept(sale).statusCode(409).body("stage", equalTo("DISPUTED"));
            script(sale, "chargeback-won");
        }
        market.awaitStage(sale, "INSPECTION");
        assertThat(standing(sale)).isEmpty();
        market.accept(sale).statusCode(200);
        assertNothingIsOpen(sale);
    }

    /** A bank that decides for the buyer leaves nothing to rule about; a later ruling is told by whom the loss was made good. */
    @ParameterizedTest(name = "{0} first")
    @ValueSource(strings = {"bank", "party"})
    void aBankThatDecidesBesideADispute(String first) {
        var sale = paid("succeed");
        deliver(sale);
        var dispute = first.equals("bank") ? pulledBackAndDisputed(sale) : disputedAndPulledBack(sale);
        script(sale, "chargeback-lost");
        market.awaitStage(sale, "REFUNDED");
        assertThat(standing(sale)).isEmpty();
        market.rule(sale, dispute, "BUYER");
        var refused = market.probe().await("bonafide.escrow.RulingMoneyRefused.v1", sale.order());
        assertThat(refused.data().path("code").asText()).isEqualTo("ALREADY_INDEMNIFIED");
        assertNothingIsOpen(sale);
    }

    /** A ruling while the bank has the money: what it gives the seller is not paid out until the bank has decided. */
    @Test
    void aRulingBesideABank() {
        var sale = paid("succeed");
        deliver(sale);
        var dispute = disputedAndPulledBack(sale);
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        assertThat(market.has(sale.seller(), "blocked")).isEqualTo(238_560);
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.net(sale, "SELLER_RECEIVABLE")).isEqualTo(-1_800);
        assertNothingIsOpen(sale);
    }

    /** A release that is taken back while a bank has the money is frozen for the bank as well. */
    @Test
    void aReleaseTakenBackBesideABank() {
        var sale = paid("succeed");
        deliver(sale);
        var openedAt = market.now();
        market.passes(Duration.ofDays(7));
        market.awaitStage(sale, "RELEASED");
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(theCase(sale).getString("frozen")).isEqualTo("EARNINGS");

        var dispute = market.dispute(sale, openedAt);
        market.awaitStage(sale, "DISPUTED");
        assertThat(standing(sale)).containsExactlyInAnyOrder("BANK", "DISPUTE");
        assertThat(theCase(sale).getString("frozen")).isEqualTo("HELD");
        script(sale, "chargeback-won");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        assertNothingIsOpen(sale);
    }

    private UUID pulledBackAndDisputed(Market.Sale sale) {
        script(sale, "chargeback:PT0S");
        market.awaitStage(sale, "DISPUTED");
        var dispute = market.dispute(sale, market.now());
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(standing(sale)).hasSize(2));
        return dispute;
    }

    private UUID disputedAndPulledBack(Market.Sale sale) {
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        script(sale, "chargeback:PT0S");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(standing(sale)).hasSize(2));
        return dispute;
    }

    /** Who freezes the order now. */
    private List<String> standing(Market.Sale sale) {
        return market.see(sale, "/freezes").getList("items.findAll { it.endedAt == null }.by");
    }

    /** The dispute ends without a ruling. */
    private void resume(Market.Sale sale, UUID dispute) {
        var carried = transactions
                .runApart(session -> orders.carryOut(session, sale.order(), new Resume(dispute)))
                .await()
                .atMost(Duration.ofSeconds(20));
        assertThat(carried.decision()).isInstanceOf(Decision.Moved.class);
    }

    /** What is lost was the buyer's refund: the provider is not asked to give it a second time. */
    @Test
    void whatIsLostWhileItIsHeldIsTheBuyersRefund() {
        var sale = paid("succeed");
        deliver(sale);
        script(sale, "chargeback:PT0S");
        market.awaitStage(sale, "DISPUTED");
        script(sale, "chargeback-lost");

        market.awaitStage(sale, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(market.see(sale, "/refunds").<String>getList("items.status")).containsExactly("SETTLED");
        assertThat(market.see(sale, "/refunds").<String>getList("items.settledBy"))
                .containsExactly("CHARGEBACK");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "CHARGEBACK_WITHDRAWN", "REFUNDED", "CHARGEBACK_LOST");
        assertNothingIsOpen(sale);
        assertThat(market.net(sale, "SELLER_PAYABLE")).isZero();
    }

    /** The seller has the money: from what they have earned, and the rest is owed. */
    @Test
    void whatIsLostAfterTheReleaseIsBorneByTheSeller() {
        var sale = released("chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("EARNINGS");
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());

        assertThat(market.stage(sale)).isEqualTo("RELEASED");
        assertThat(market.net(sale, "SELLER_PAYABLE")).isZero();
        assertThat(market.net(sale, "SELLER_RESERVE")).isZero();
        assertThat(market.net(sale, "SELLER_RECEIVABLE")).isEqualTo(-1_800);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertNothingIsOpen(sale);
    }

    /** A stolen card is not the fault of a seller who has delivered. */
    @Test
    void whatIsLostForAStolenCardIsBorneByThePlatform() {
        var sale = released("chargeback:PT0S:FRAUDULENT");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());

        assertThat(market.net(sale, "SELLER_PAYABLE") + market.net(sale, "SELLER_RESERVE"))
                .isEqualTo(298_200);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-300_000);
        assertNothingIsOpen(sale);
    }

    /** Both the bank and we would give the buyer the money: only one of us does. */
    @Test
    void aRefundWaitsForTheBankAndIsMadeWhenTheBankHasDecidedForUs() {
        var sale = cancelledWhilePulledBack();
        assertThat(market.see(sale, "/refunds").<String>getList("items.status")).containsExactly("WAITING");
        script(sale, "chargeback-won");

        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(market.see(sale, "/refunds").<String>getList("items.settledBy"))
                .containsExactly("PROVIDER");
        assertNothingIsOpen(sale);
    }

    @Test
    void aRefundThatWaitsIsSettledByTheBankThatDecidesForTheBuyer() {
        var sale = cancelledWhilePulledBack();
        script(sale, "chargeback-lost");

        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(market.see(sale, "/refunds").<String>getList("items.settledBy"))
                .containsExactly("CHARGEBACK");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "CHARGEBACK_WITHDRAWN", "REFUNDED", "CHARGEBACK_LOST");
        assertNothingIsOpen(sale);
    }

    /** The buyer takes the money twice, by us and by the bank: the seller never had it. */
    @Test
    void whatIsLostAfterARefundIsBorneByThePlatform() {
        var sale = paid("succeed");
        cancel(sale);
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(theCase(sale).getString("evidence.statements.find { it.name == 'REFUNDS' }.text"))
                .contains("300000 CNY", "SETTLED");
        script(sale, "chargeback-lost");

        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-300_000);
        assertNothingIsOpen(sale);
    }

    /** The sandbox's bank decides by itself, for us because it was answered. */
    @Test
    void aBankThatNobodyScriptsDecidesInTheEnd() {
        var sale = released("chargeback:PT1H");
        market.passes(Duration.ofHours(1));
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        market.passes(Duration.ofDays(6));
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(theCase(sale).getString("status")).isEqualTo("CONTESTED"));
        assertThat(theCase(sale).<String>getList("evidence.statements.name")).contains("ACCEPTANCE");
        market.passes(Duration.ofDays(9));

        var closed = market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(closed.data().path("won").asBoolean()).isTrue();
        assertNothingIsOpen(sale);
    }

    @Test
    void chargebacksAreForThoseWhoseWorkItIs() {
        market.as(UUID.randomUUID()).get("/v1/chargebacks").then().statusCode(403);
        market.asFinance()
                .get("/v1/chargebacks/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("CHARGEBACK_NOT_FOUND"));
        market.asFinance().get("/v1/chargebacks?status=LOST").then().statusCode(200);
    }

    private Market.Sale paid(String script) {
        var sale = market.payable(300_000);
        market.pay(sale, script);
        market.awaitStage(sale, "FUNDED");
        return sale;
    }

    private void deliver(Market.Sale sale) {
        var shipment = UUID.randomUUID();
        market.dispatch(sale, shipment);
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
    }

    private Market.Sale released(String script) {
        var sale = paid("succeed");
        deliver(sale);
        market.accept(sale).statusCode(200);
        script(sale, script);
        return sale;
    }

    private Market.Sale cancelledWhilePulledBack() {
        var sale = paid("succeed");
        script(sale, "chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("EARNINGS");
        cancel(sale);
        return sale;
    }

    private void cancel(Market.Sale sale) {
        market.as(sale.seller())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .then()
                .statusCode(200);
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private JsonPath theCase(Market.Sale sale) {
        var cases = market.asFinance()
                .get("/v1/chargebacks?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items.findAll { it.orderId == '" + sale.order() + "' }");
        assertThat(cases).hasSize(1);
        return market.asFinance()
                .get("/v1/chargebacks/"
                        + Objects.requireNonNull(cases.getFirst().get("chargebackId")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void assertNothingIsOpen(Market.Sale sale) {
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);
    }
}
