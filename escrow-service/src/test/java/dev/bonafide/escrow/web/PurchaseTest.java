package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sale that goes well, from the order to the payout. */
@QuarkusTest
class PurchaseTest extends MarketTest {

    /** E-1, E-2, E-7, AS-5: to the fen, and every step told. */
    @Test
    void aBuyerPaysThePlatformAndTheSellerIsPaidOnceTheItemIsAccepted() {
        var sale = market.placed(300_000);
        market.reserve(sale);
        market.decide(sale, "ALLOW");
        var payable = market.probe().await("bonafide.escrow.OrderAwaitingPayment.v1", sale.order());
        assertThat(payable.data().at("/total/amountMinor").asLong()).isEqualTo(300_000);
        market.awaitStage(sale, "AWAITING_PAYMENT");

        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(market.payable(sale.seller())).isZero();

        var shipment = market.announce(sale);
        market.dispatch(sale, shipment);
        market.awaitStage(sale, "SHIPPED");
        var deliveredAt = market.now();
        market.deliver(sale, shipment, deliveredAt);
        market.awaitStage(sale, "INSPECTION");
        assertThat(market.see(sale, "").getString("progress.autoConfirmAt"))
                .isEqualTo(deliveredAt.plus(Duration.ofDays(7)).toString());
        assertThat(market.payable(sale.seller())).isZero();

        market.accept(sale).statusCode(200).body("stage", equalTo("RELEASED"));

        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(1_800);
        market.assertNothingIsLeft(sale);
        market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(market.probe().all(sale.order()).stream()
                        .filter(event -> event.source().contains("escrow"))
                        .map(event -> event.type().replaceAll("bonafide.escrow.(.*).v1", "$1")))
                .containsExactly(
                        "OrderPlaced",
                        "OrderAwaitingPayment",
                        "OrderFunded",
                        "OrderShipped",
                        "OrderInspectionStarted",
                        "OrderAccepted",
                        "OrderReleased");
        assertThat(market.see(sale, "/history").<String>getList("items.to"))
                .containsExactly(
                        "PLACED",
                        "PLACED",
                        "AWAITING_PAYMENT",
                        "FUNDED",
                        "FUNDED",
                        "SHIPPED",
                        "INSPECTION",
                        "ACCEPTED",
                        "RELEASED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
    }

    /** E-4, AS-5: one release, and everyone hears that it is done. */
    @Test
    void aHundredAcceptancesAtOnceReleaseTheMoneyOnce() throws Exception {
        var sale = market.delivered(300_000);
        try (var people = Executors.newFixedThreadPool(100)) {
            var answers = people.invokeAll(IntStream.range(0, 100)
                    .mapToObj(_ -> (Callable<Integer>)
                            () -> market.accept(sale).extract().statusCode())
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
        market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(market.probe().count("bonafide.escrow.OrderReleased.v1", sale.order()))
                .isOne();
    }

    /** E-14: the quote is what is booked. */
    @Test
    void theQuoteIsWhatIsBooked() {
        var sale = market.delivered(123_457);
        var listing = market.publish(sale.seller(), 123_457);
        var quote = await().atMost(Market.SOON)
                .until(
                        () -> market.as(sale.buyer())
                                .body(Map.of("listingId", listing))
                                .post("/v1/orders/quote"),
                        answer -> answer.statusCode() == 200)
                .jsonPath();

        market.accept(sale).statusCode(200);

        assertThat(market.payable(sale.seller())).isEqualTo(quote.getLong("terms.sellerAmount.amountMinor"));
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(quote.getLong("terms.sellerFee.amountMinor"));
        assertThat(quote.getLong("terms.total.amountMinor")).isEqualTo(123_457);
    }

    @Test
    void theTwoAnswersMayComeInEitherOrder() {
        var sale = market.placed(300_000);
        market.decide(sale, "TIP");
        market.reserve(sale);
        market.awaitStage(sale, "AWAITING_PAYMENT");
    }

    @Test
    void aParcelMayBeDeliveredBeforeWeHearThatItWasSent() {
        var sale = market.funded(300_000);
        var shipment = UUID.randomUUID();
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.dispatch(sale, shipment);
        market.probe().await("bonafide.escrow.OrderInspectionStarted.v1", sale.order());
        market.probe().await("bonafide.escrow.OrderShipped.v1", sale.order());
        market.accept(sale).statusCode(200);
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
    }

    @Test
    void aRefusedReservationOrABlockEndsTheOrder() {
        var lost = market.placed(300_000);
        market.refuseReservation(lost, "RESERVED_BY_OTHER");
        var cancelled = market.probe().await("bonafide.escrow.OrderCancelled.v1", lost.order());
        assertThat(cancelled.data().path("reason").asText()).isEqualTo("RESERVATION_REFUSED");
        assertThat(cancelled.data().path("detail").asText()).isEqualTo("RESERVED_BY_OTHER");

        var blocked = market.placed(300_000);
        market.reserve(blocked);
        market.decide(blocked, "BLOCK");
        var said = market.probe().await("bonafide.escrow.OrderCancelled.v1", blocked.order());
        assertThat(said.data().path("reason").asText()).isEqualTo("RISK_BLOCKED");
    }

    @Test
    void anOrderHeldForReviewOpensWhenAPersonAllowsIt() {
        var sale = market.placed(300_000);
        market.reserve(sale);
        market.decide(sale, "REVIEW");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.screening"))
                        .isEqualTo("IN_REVIEW"));
        assertThat(market.stage(sale)).isEqualTo("PLACED");
        market.decide(sale, "ALLOW");
        market.awaitStage(sale, "AWAITING_PAYMENT");
    }

    @Test
    void aClientMayWaitForTheAnswers() {
        var seller = UUID.randomUUID();
        var buyer = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        market.grant(buyer, 300_000);
        var placed = await().atMost(Market.SOON)
                .until(
                        () -> market.as(buyer)
                                .header("Prefer", "wait=1")
                                .body(Market.wish(listing, Market.SNAPSHOT))
                                .post("/v1/orders"),
                        answer -> answer.statusCode() == 201);
        assertThat(placed.jsonPath().getString("stage")).isEqualTo("PLACED");
        assertThat(placed.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(placed.header("ETag")).isEqualTo("\"0\"");
    }
}
