package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.web.Market.Sale;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several deliverables in one order, each with its own part of the price. */
@QuarkusTest
class MilestoneTest extends MarketTest {

    @Test
    @DisplayName("E-11: three milestones, each released by its own acceptance, to the fen")
    void threeMilestonesToTheFen() {
        var sale = begun(100_050, 33_333, 166_617);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        var started = market.probe().await("bonafide.escrow.OrderInspectionStarted.v1", sale.order());
        assertThat(started.data().path("milestoneId").asText()).isEqualTo(id(sale, 1));
        assertThat(market.payable(sale.seller())).isZero();

        accept(sale, 1).statusCode(200).body("stage", equalTo("IN_MILESTONES"));
        // Of the fee of 1,800 its share is 600.3, and 600 after the largest remainders.
        assertThat(market.payable(sale.seller())).isEqualTo(99_450);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(199_950);
        var released = market.probe().await("bonafide.escrow.MilestoneReleased.v1", sale.order());
        assertThat(released.data().path("milestoneId").asText()).isEqualTo(id(sale, 1));
        assertThat(released.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(99_450);
        assertThat(released.data().at("/fee/amountMinor").asLong()).isEqualTo(600);
        assertThat(released.data().path("by").asText()).isEqualTo("BUYER");
        market.assertBooksBalance();

        market.ask(sale.seller(), sale, "/milestones/3/delivery").statusCode(200);
        market.ask(sale.seller(), sale, "/milestones/2/delivery").statusCode(200);
        accept(sale, 3).statusCode(200);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(33_333);
        assertThat(market.probe().count("bonafide.escrow.OrderReleased.v1", sale.order()))
                .isZero();
        accept(sale, 2).statusCode(200).body("stage", equalTo("RELEASED"));

        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(1_800);
        assertThat(states(sale)).containsExactly("RELEASED", "RELEASED", "RELEASED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "RELEASED", "RELEASED", "RELEASED");
        market.assertNothingIsLeft(sale);
        var ended = market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(ended.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(298_200);
        assertThat(ended.data().at("/fee/amountMinor").asLong()).isEqualTo(1_800);
        assertThat(market.probe().count("bonafide.escrow.MilestoneReleased.v1", sale.order()))
                .isEqualTo(3);
    }

    @Test
    @DisplayName("E-11, E-3: silence accepts one with reminders of its own, and what is never delivered goes back")
    void silenceAcceptsOneAndTheRestGoesBack() {
        var sale = begun(200_000, 100_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        market.passes(Duration.ofDays(7).plusMinutes(1));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(states(sale)).containsExactly("RELEASED", "AWAITED"));
        assertThat(market.see(sale, "/milestones").getString("items[0].acceptedBy"))
                .isEqualTo("TIMER");
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        assertThat(market.stage(sale)).isEqualTo("IN_MILESTONES");
        for (var kind : List.of("AUTO_CONFIRM_72H", "AUTO_CONFIRM_24H")) {
            var reminder = market.probe()
                    .await(
                            "bonafide.escrow.OrderReminderDue.v1",
                            sale.order(),
                            data -> data.path("kind").asText().equals(kind));
            assertThat(reminder.data().path("milestoneId").asText()).isEqualTo(id(sale, 1));
        }
        assertThat(market.probe().count("bonafide.escrow.OrderReminderDue.v1", sale.order()))
                .isEqualTo(2);

        market.passes(Duration.ofDays(53));
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        assertThat(states(sale)).containsExactly("RELEASED", "REFUNDED");
        var settled = market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        assertThat(settled.data().at("/amount/amountMinor").asLong()).isEqualTo(100_000);
        assertThat(settled.data().path("reason").asText()).isEqualTo("PART_NOT_DELIVERED");
        var ended = market.probe().await("bonafide.escrow.OrderPartiallyRefunded.v1", sale.order());
        assertThat(ended.data().path("by").asText()).isEqualTo("DEADLINE");
        assertThat(ended.data().at("/buyerAmount/amountMinor").asLong()).isEqualTo(100_000);
        assertThat(ended.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(198_800);
        market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-11: a dispute after the first release freezes the rest, and a ruling for the buyer gives just that back")
    void aDisputeIsAboutTheRest() {
        var sale = begun(100_000, 120_000, 80_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        accept(sale, 1).statusCode(200);
        market.ask(sale.seller(), sale, "/milestones/2/delivery").statusCode(200);
        var dispute = market.dispute(sale, market.now());
        var frozen = market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        assertThat(frozen.data().at("/held/amountMinor").asLong()).isEqualTo(200_000);
        market.awaitStage(sale, "DISPUTED");

        market.passes(Duration.ofDays(8));
        var ageing = market.probe().await("bonafide.escrow.FreezeAgeing.v1", sale.order());
        assertThat(ageing.data().at("/held/amountMinor").asLong()).isEqualTo(200_000);
        accept(sale, 2).statusCode(409).body("code", equalTo("WRONG_STAGE"));
        market.ask(sale.seller(), sale, "/milestones/3/delivery").statusCode(409);
        assertThat(states(sale)).containsExactly("RELEASED", "DELIVERED", "AWAITED");
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "PARTIALLY_REFUNDED");

        assertThat(states(sale)).containsExactly("RELEASED", "CLOSED", "CLOSED");
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
        var settled = market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        assertThat(settled.data().at("/amount/amountMinor").asLong()).isEqualTo(200_000);
        var ruled = market.probe().await("bonafide.escrow.RulingSettled.v1", sale.order());
        assertThat(ruled.data().at("/legs/buyer/amountMinor").asLong()).isEqualTo(200_000);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "RELEASED", "REFUNDED", "REFUND_SETTLED");
        market.passes(Duration.ofDays(60));
        assertThat(market.payable(sale.seller()) + market.has(sale.seller(), "inTransit"))
                .isLessThanOrEqualTo(99_400);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-11, D-11: an appeal makes up the difference of the rest, and leaves what was accepted")
    void anAppealIsAboutTheRest() {
        var sale = begun(100_000, 200_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        accept(sale, 1).statusCode(200);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        var ended = market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(ended.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(298_200);

        market.rule(sale, dispute, "BUYER");
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                                .containsExactly(200_000));
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_200);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-11, AS-18: what the pool has advanced for the rest is taken from the rest, and not from what was accepted")
    void anAdvanceIsAboutTheRest() {
        var finance = new Finance(market);
        finance.aFreshPool();
        var sale = begun(100_000, 200_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        accept(sale, 1).statusCode(200);
        market.ask(sale.seller(), sale, "/milestones/2/delivery").statusCode(200);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var before = finance.balance();
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 200_001))).contains("ABOVE_LOSS");
        finance.awaitPaid(sale, finance.advance(sale, 50_000));

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                                .containsExactlyInAnyOrder(50_000, 150_000));
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-11, E-13: a chargeback that is won lets every clock go on; one that is lost costs the seller what was released")
    void aChargebackAfterTheFirstRelease() {
        var sale = begun("succeed", 100_000, 200_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        accept(sale, 1).statusCode(200);
        market.ask(sale.seller(), sale, "/milestones/2/delivery").statusCode(200);
        script(sale, "chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("HELD");
        market.awaitStage(sale, "DISPUTED");
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        market.passes(Duration.ofDays(5).plusMinutes(1));
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(theCase(sale).getString("status")).isEqualTo("CONTESTED"));
        assertThat(theCase(sale).getString("evidence.statements.find { it.name == 'MILESTONES' }.text"))
                .contains("in 2 milestones", "MILESTONE_1 was accepted at", "by the buyer");

        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        // 99,400 had been earned by what was released for 100,000.
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(600);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);

        var won = begun("succeed", 100_000, 200_000);
        market.ask(won.seller(), won, "/milestones/2/delivery").statusCode(200);
        script(won, "chargeback:PT0S");
        market.awaitStage(won, "DISPUTED");
        market.passes(Duration.ofDays(8));
        assertThat(states(won)).containsExactly("AWAITED", "DELIVERED");
        script(won, "chargeback-won");
        market.awaitStage(won, "IN_MILESTONES");
        market.passes(Duration.ofDays(6));
        assertThat(states(won)).containsExactly("AWAITED", "DELIVERED");
        market.passes(Duration.ofDays(1).plusMinutes(5));
        await().atMost(Market.SOON).untilAsserted(() -> assertThat(states(won)).containsExactly("AWAITED", "RELEASED"));
        assertThat(market.net(won, "ESCROW_LIABILITY")).isEqualTo(100_000);
    }

    @Test
    @DisplayName("E-11: fifty acceptances of one milestone at once release it once")
    void fiftyAtOnce() throws Exception {
        var sale = begun(100_000, 200_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        try (var people = Executors.newFixedThreadPool(50)) {
            var asks = IntStream.range(0, 50)
                    .mapToObj(_ -> (Callable<Response>)
                            () -> market.as(sale.buyer()).post(path(sale, "/milestones/1/acceptance")))
                    .toList();
            for (var answer : people.invokeAll(asks)) {
                assertThat(answer.get().statusCode())
                        .as(answer.get().asString())
                        .isEqualTo(200);
            }
        }
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(200_000);
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
        market.probe().await("bonafide.escrow.MilestoneReleased.v1", sale.order());
        assertThat(market.probe().count("bonafide.escrow.MilestoneReleased.v1", sale.order()))
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "E-11: the seller agrees before anybody pays; before anything is delivered it is cancelled like any order")
    void agreedToAndCancelled() {
        var sale = placed(200_000, 100_000);
        var said = market.probe().await("bonafide.escrow.OrderPlaced.v1", sale.order());
        assertThat(said.data().at("/milestones/1/price/amountMinor").asLong()).isEqualTo(100_000);
        market.reserve(sale);
        market.decide(sale, "ALLOW");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getBoolean("progress.reserved"))
                        .isTrue());
        assertThat(market.stage(sale)).isEqualTo("PLACED");
        market.ask(sale.buyer(), sale, "/agreement").statusCode(403).body("code", equalTo("NOT_THE_SELLER"));
        market.ask(sale.seller(), sale, "/agreement").statusCode(200);
        market.awaitStage(sale, "AWAITING_PAYMENT");
        market.as(sale.buyer())
                .body(Map.of("parts", 3))
                .post(path(sale, "/instalment-plan/quote"))
                .then()
                .statusCode(409)
                .body("code", equalTo("MILESTONES_ARE_PAID_AT_ONCE"));
        market.pay(sale);
        market.awaitStage(sale, "IN_MILESTONES");
        var funded = market.probe().await("bonafide.escrow.OrderFunded.v1", sale.order());
        assertThat(funded.data().at("/amount/amountMinor").asLong()).isEqualTo(300_000);

        market.ask(sale.buyer(), sale, "/cancellation").statusCode(200).body("stage", equalTo("CANCELLED"));
        assertThat(states(sale)).containsExactly("CLOSED", "CLOSED");
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        market.assertNothingIsLeft(sale);

        var unanswered = placed(200_000, 100_000);
        market.reserve(unanswered);
        market.decide(unanswered, "ALLOW");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(unanswered, "").getString("progress.screening"))
                        .isEqualTo("ALLOWED"));
        market.passes(Duration.ofHours(24).plusMinutes(1));
        market.awaitStage(unanswered, "CANCELLED");
        assertThat(market.see(unanswered, "").getString("progress.reason")).isEqualTo("NOT_AGREED");
    }

    @Test
    @DisplayName("E-11: both sides agree on what goes back of the rest")
    void theSidesAgreeOnTheRest() {
        var sale = begun(100_000, 200_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        accept(sale, 1).statusCode(200);
        offer(sale, 200_001).statusCode(422).body("code", equalTo("AMOUNT_ABOVE_HELD"));
        offer(sale, 50_000).statusCode(201);
        market.as(sale.seller())
                .body(Map.of("reply", "AGREE"))
                .post(path(sale, "/refund-offers/1/answer"))
                .then()
                .statusCode(200);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        // Of 1,200 of fee for the rest, three quarters are due.
        assertThat(market.payable(sale.seller())).isEqualTo(99_400 + 150_000 - 900);
        var ended = market.probe().await("bonafide.escrow.OrderPartiallyRefunded.v1", sale.order());
        assertThat(ended.data().at("/buyerAmount/amountMinor").asLong()).isEqualTo(50_000);
        assertThat(ended.data().at("/fee/amountMinor").asLong()).isEqualTo(1_500);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-11: another's, unknown, undelivered, out of date: a precise problem each, and nothing has changed")
    void refusalsChangeNothing() {
        var sale = begun(100_000, 200_000);
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        var version = version(sale);
        var stranger = UUID.randomUUID();

        accept(sale, 2)
                .statusCode(409)
                .body("code", equalTo("MILESTONE_NOT_DELIVERED"))
                .body("number", equalTo(2));
        accept(sale, 3)
                .statusCode(404)
                .body("code", equalTo("MILESTONE_NOT_FOUND"))
                .body("number", equalTo(3));
        market.ask(stranger, sale, "/milestones/1/acceptance").statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        market.ask(stranger, sale, "/milestones/2/delivery").statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        market.as(stranger).get(path(sale, "/milestones")).then().statusCode(404);
        market.ask(sale.seller(), sale, "/milestones/1/acceptance")
                .statusCode(403)
                .body("code", equalTo("NOT_THE_BUYER"));
        market.ask(sale.buyer(), sale, "/milestones/2/delivery")
                .statusCode(403)
                .body("code", equalTo("NOT_THE_SELLER"));
        market.as(sale.buyer())
                .header("If-Match", "\"1\"")
                .post(path(sale, "/milestones/1/acceptance"))
                .then()
                .statusCode(412);
        market.ask(sale.buyer(), sale, "/acceptance").statusCode(409).body("code", equalTo("WRONG_STAGE"));
        market.ask(sale.buyer(), sale, "/cancellation").statusCode(409).body("code", equalTo("WRONG_STAGE"));
        // Said again it is quiet.
        market.ask(sale.seller(), sale, "/milestones/1/delivery").statusCode(200);
        assertThat(version(sale)).isEqualTo(version);
        assertThat(states(sale)).containsExactly("DELIVERED", "AWAITED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);

        var plain = market.funded(300_000);
        market.ask(plain.buyer(), plain, "/milestones/1/acceptance")
                .statusCode(409)
                .body("code", equalTo("NOT_IN_MILESTONES"));
    }

    private Sale begun(long... prices) {
        return begun(null, prices);
    }

    /** Paid for, and nothing delivered yet. */
    private Sale begun(@Nullable String script, long... prices) {
        var sale = placed(prices);
        market.ask(sale.seller(), sale, "/agreement").statusCode(200);
        market.payable(sale);
        market.pay(sale, script);
        market.awaitStage(sale, "IN_MILESTONES");
        return sale;
    }

    private Sale placed(long... prices) {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, LongStream.of(prices).sum());
        return market.placed(
                seller,
                listing,
                Map.of("listingId", listing, "deliveryAddressId", UUID.randomUUID(), "milestones", parts(prices)));
    }

    static List<Map<String, Object>> parts(long... prices) {
        return LongStream.of(prices)
                .mapToObj(price -> Map.<String, Object>of(
                        "title", "Part for " + price, "price", Map.of("amountMinor", price, "currency", "CNY")))
                .toList();
    }

    private ValidatableResponse accept(Sale sale, int number) {
        return market.ask(sale.buyer(), sale, "/milestones/" + number + "/acceptance");
    }

    private ValidatableResponse offer(Sale sale, long minor) {
        return market.as(sale.buyer())
                .body(Map.of("amount", Map.of("amountMinor", minor, "currency", "CNY")))
                .post(path(sale, "/refund-offers"))
                .then();
    }

    private List<String> states(Sale sale) {
        return market.see(sale, "/milestones").getList("items.state");
    }

    private String id(Sale sale, int number) {
        return market.see(sale, "/milestones").getString("items[" + (number - 1) + "].milestoneId");
    }

    private String version(Sale sale) {
        return market.asFinance().get(path(sale, "")).header("ETag");
    }

    private JsonPath theCase(Sale sale) {
        var cases = market.asFinance().get("/v1/chargebacks?limit=100").jsonPath();
        var id = cases.getString("items.find { it.orderId == '" + sale.order() + "' }.chargebackId");
        return market.asFinance().get("/v1/chargebacks/" + id).jsonPath();
    }

    private void script(Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private static String path(Sale sale, String what) {
        return "/v1/orders/" + sale.order() + what;
    }
}
