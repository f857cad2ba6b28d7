package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-10: an order paid in parts, from the credit review to the last part. */
@QuarkusTest
class InstalmentsTest extends MarketTest {
    /** Enough for the same day of the next month, whatever its hour, and not for the one after. */
    private static final Duration A_MONTH = Duration.ofDays(32);

    @SuppressWarnings("NullAway.Init") // Opened before each test.
    PlanMarket plans;

    @BeforeEach
    void openTheMarketOfPlans() {
        plans = new PlanMarket(market);
    }

    /** AS-21: score 540 is refused with reasons and nothing changes; score 720 at L2 gets twelve parts of exactly 8,000.00. */
    @Test
    void aScoreTooLowIsRefusedAndAHigherOneGetsAPlanThatSumsToThePrice() {
        var sale = plans.payable(800_000, 540);
        await().atMost(Market.SOON)
                .untilAsserted(() -> plans.ask(sale, 12, null, null)
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("INSTALMENTS_REFUSED"))
                        .body("policyVersion", equalTo("2026-11"))
                        .body("reasons.code", contains("SCORE_TOO_LOW"))
                        .body("reasons[0].score", equalTo(540))
                        .body("reasons[0].required", equalTo(650))
                        .body("reasons[0].text", equalTo("Your score is 540; instalments begin at 650.")));
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
        assertThat(market.see(sale, "/payments").<String>getList("items")).isEmpty();
        market.as(sale.buyer())
                .get(PlanMarket.path(sale))
                .then()
                .statusCode(404)
                .body("code", equalTo("PLAN_NOT_FOUND"));

        plans.score(sale.buyer(), 720);
        var quote = await().atMost(Market.SOON)
                .until(() -> plans.quote(sale, 12), answer -> answer.statusCode() == 200)
                .jsonPath();
        assertThat(sum(quote.getList("parts.amount.amountMinor"))).isEqualTo(800_000);
        var proposed = plans.agree(sale, 12, null, null);
        assertThat(proposed.getString("stage")).isEqualTo("PROPOSED");
        assertThat(proposed.getLong("firstPayment.amount.amountMinor")).isEqualTo(66_667);

        market.awaitStage(sale, "FUNDED");
        var plan = plans.plan(sale);
        assertThat(plan.getString("stage")).isEqualTo("OPEN");
        assertThat(plan.<Integer>getList("parts.amount.amountMinor"))
                .isEqualTo(quote.getList("parts.amount.amountMinor"))
                .hasSize(12);
        assertThat(plan.<String>getList("parts.dueOn")).isEqualTo(quote.getList("parts.dueOn"));
        assertThat(plan.getLong("open.amountMinor")).isEqualTo(800_000 - 66_667);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("INSTALMENTS_OPENED", "INSTALMENT_PAID");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(800_000);
        assertThat(plans.owed(sale)).isEqualTo(800_000 - 66_667);
        var opened = market.probe().await("bonafide.escrow.InstalmentPlanOpened.v1", sale.order());
        assertThat(opened.data().path("parts")).hasSize(12);
        var funded = market.probe().await("bonafide.escrow.OrderFunded.v1", sale.order());
        assertThat(funded.data().at("/amount/amountMinor").asLong()).isEqualTo(800_000);
    }

    /** E-10: the seller has it all, and the buyer goes on paying until the plan ends. */
    @Test
    void theSellerIsPaidAsIfInFullAndThePartsFollow() {
        var sale = plans.funded(60_001, 3, null);
        deliver(sale);
        market.accept(sale).statusCode(200).body("stage", equalTo("RELEASED"));
        assertThat(market.payable(sale.seller())).isEqualTo(60_001 - 360);
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");

        market.passes(A_MONTH);
        market.probe()
                .await(
                        "bonafide.escrow.InstalmentReminderDue.v1",
                        sale.order(),
                        data -> data.path("number").asInt() == 2
                                && data.path("kind").asText().equals("DUE_SOON"));
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "PAID");

        assertThat(plans.plan(sale).getString("outcome")).isEqualTo("PAID");
        assertThat(plans.owed(sale)).isZero();
        var closed = market.probe().await("bonafide.escrow.InstalmentPlanClosed.v1", sale.order());
        assertThat(closed.data().at("/paid/amountMinor").asLong()).isEqualTo(60_001);
        assertThat(market.probe().count("bonafide.escrow.InstalmentPaid.v1", sale.order()))
                .isEqualTo(3);
        // The seller's reserve comes back by itself meanwhile, which is no matter of the plan.
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .filteredOn(fact -> !fact.equals("RESERVE_RETURNED"))
                .containsExactly(
                        "INSTALMENTS_OPENED", "INSTALMENT_PAID", "RELEASED", "INSTALMENT_PAID", "INSTALMENT_PAID");
        market.assertNothingIsLeft(sale);
    }

    /** E-10: a refund mid-plan cancels future parts first, and the rest goes back by the ways it came. */
    @Test
    void aRefundTakesOffWhatNobodyHasPaidAndGivesBackTheRest() {
        var sale = plans.funded(60_001, 3, null);
        deliver(sale);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        // Nobody asks for it meanwhile, and the buyer may pay it all the same.
        payNext(sale, null).then().statusCode(202);
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");

        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(40_001);
        var issued = market.probe().await("bonafide.escrow.RefundIssued.v1", sale.order());
        assertThat(issued.data().at("/amount/amountMinor").asLong()).isEqualTo(40_001);
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(20_000, 20_001);
        assertThat(market.probe().count("bonafide.escrow.OrderRefunded.v1", sale.order()))
                .isOne();
        assertThat(plans.stages(sale)).containsExactly("PAID", "PAID", "CANCELLED");
        assertThat(plans.plan(sale).getString("outcome")).isEqualTo("CANCELLED");
        var closed = market.probe().await("bonafide.escrow.InstalmentPlanClosed.v1", sale.order());
        assertThat(closed.data().at("/cancelled/amountMinor").asLong()).isEqualTo(20_000);
        assertThat(plans.owed(sale)).isZero();
        market.assertNothingIsLeft(sale);

        market.passes(A_MONTH);
        assertThat(plans.stages(sale)).containsExactly("PAID", "PAID", "CANCELLED");
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(2);
    }

    @Test
    void aCancelledOrderGivesBackTheFirstPartAlone() {
        var sale = plans.funded(60_000, 6, null);
        market.as(sale.buyer())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .then()
                .statusCode(200);

        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(10_000);
        assertThat(plans.plan(sale).getString("stage")).isEqualTo("CLOSED");
        assertThat(plans.owed(sale)).isZero();
        market.assertNothingIsLeft(sale);
    }

    /** E-10: tried again as the policy says, then overdue; that counts against a new plan until the buyer has paid. */
    @Test
    void aPartThatIsNotPaidBecomesOverdueAndCountsAgainstNewPlans() {
        var sale = plans.funded(60_000, 3, "decline");
        deliver(sale);
        market.accept(sale).statusCode(200);

        market.passes(A_MONTH);
        plans.missUntilOverdue(sale);
        var overdue = market.probe().await("bonafide.escrow.InstalmentOverdue.v1", sale.order());
        assertThat(overdue.data().path("number").asInt()).isEqualTo(2);
        assertThat(market.probe().all(sale.order()).stream()
                        .filter(event -> event.data().path("kind").asText().equals("TRY_FAILED")))
                .hasSize(3);
        assertThat(plans.plan(sale).getLong("overdue.amountMinor")).isEqualTo(20_000);

        var other = another(sale, 60_000);
        plans.ask(other, 3, null, null)
                .then()
                .statusCode(422)
                .body("reasons.code", contains("PART_OVERDUE"))
                .body("reasons[0].overdue.amountMinor", equalTo(20_000));

        payNext(sale, null).then().statusCode(202).body("amount.amountMinor", equalTo(20_000));
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
        assertThat(plans.plan(sale).getLong("overdue.amountMinor")).isZero();
        plans.ask(other, 3, null, null).then().statusCode(202);
        assertThat(market.probe().count("bonafide.escrow.InstalmentOverdue.v1", sale.order()))
                .isOne();
    }

    @Test
    void aBuyerMayPayEarlyAndIsNotAskedAgain() {
        var sale = plans.funded(60_000, 3, null);
        var failed = payNext(sale, "decline").jsonPath();
        assertThat(failed.getInt("instalment")).isEqualTo(2);
        market.awaitPayment(sale, UUID.fromString(failed.getString("paymentId")), "DECLINED");
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        payNext(sale, null).then().statusCode(202);
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
        payNext(sale, "silent").then().statusCode(202);
        payNext(sale, null).then().statusCode(409).body("code", equalTo("PAYMENT_PENDING"));
        assertThat(plans.stages(sale)).containsExactly("PAID", "PAID", "ASKED");
        deliver(sale);
        market.accept(sale).statusCode(200);
        market.passes(A_MONTH.multipliedBy(2));
        var operator = Tokens.of(UUID.randomUUID(), "operator");
        await().atMost(Market.SOON)
                .until(() ->
                        Market.with(operator).get("/sandbox/clock").jsonPath().getInt("dueTimers") == 0);
        assertThat(market.see(sale, "/payments").<Integer>getList("items.instalment"))
                .containsExactly(1, 2, 2, 3);
    }

    /** A part written off takes two people of finance, and waits until nothing is held any more. */
    @Test
    void anOverduePartIsWrittenOffByTwoPeople() {
        var disputed = overdue(60_000);
        var sale = disputed.sale();
        var write = PlanMarket.path(sale) + "/parts/2/write-off";
        var one = Tokens.of(UUID.randomUUID(), "finance");
        var two = Tokens.of(UUID.randomUUID(), "finance");
        Market.with(one).post(write).then().statusCode(409).body("code", equalTo("STILL_HELD"));
        release(disputed);

        market.as(sale.buyer()).post(write).then().statusCode(403);
        Market.with(one)
                .post(PlanMarket.path(sale) + "/parts/3/write-off")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOT_OVERDUE"));
        Market.with(one)
                .post(PlanMarket.path(sale) + "/parts/4/write-off")
                .then()
                .statusCode(404);
        Market.with(one).post(write).then().statusCode(202);
        Market.with(one).post(write).then().statusCode(403).body("code", equalTo("SAME_PERSON"));
        assertThat(plans.stages(sale)).containsExactly("PAID", "OVERDUE", "SCHEDULED");
        Market.with(two).post(write).then().statusCode(200).body("writtenOff.amountMinor", equalTo(20_000));
        Market.with(two).post(write).then().statusCode(409).body("code", equalTo("NOT_OVERDUE"));

        assertThat(plans.stages(sale)).containsExactly("PAID", "WRITTEN_OFF", "SCHEDULED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).endsWith("INSTALMENT_WRITTEN_OFF");
        assertThat(plans.owed(sale)).isEqualTo(20_000);
        var other = another(sale, 60_000);
        plans.ask(other, 3, null, null).then().statusCode(422).body("reasons.code", contains("PART_WRITTEN_OFF"));
    }

    /** Nothing waits for ever: after the policy's time a part is given up by itself. The day of the dispute does not count. */
    @Test
    void anOverduePartIsGivenUpByItselfInTheEnd() {
        var disputed = overdue(60_000);
        var sale = disputed.sale();
        release(disputed);
        market.passes(Duration.ofDays(181));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(plans.stages(sale).get(1)).isEqualTo("WRITTEN_OFF"));
    }

    @Test
    void aFirstPartThatIsDeclinedLeavesTheOrderToBePaidOtherwise() {
        var sale = plans.payable(60_000, 720);
        var proposed = plans.agree(sale, 3, "decline", null);
        market.awaitPayment(sale, UUID.fromString(proposed.getString("firstPayment.paymentId")), "DECLINED");
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
        assertThat(plans.plan(sale).getString("stage")).isEqualTo("PROPOSED");

        var again = plans.ask(sale, 6, "decline", null);
        again.then().statusCode(202);
        assertThat(plans.stages(sale)).hasSize(6);
        market.awaitPayment(sale, UUID.fromString(again.jsonPath().getString("firstPayment.paymentId")), "DECLINED");
        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        market.as(sale.buyer()).get(PlanMarket.path(sale)).then().statusCode(404);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED");
    }

    @Test
    void aFirstPartThatComesTooLateGoesBack() {
        var sale = plans.payable(60_000, 720);
        var first = plans.agree(sale, 3, "silent", null).getString("firstPayment.paymentId");
        plans.ask(sale, 3, null, null).then().statusCode(409).body("code", equalTo("PAYMENT_PENDING"));
        market.passes(Duration.ofMinutes(15));
        market.awaitStage(sale, "CANCELLED");
        market.as(sale.buyer()).get(PlanMarket.path(sale)).then().statusCode(404);

        Market.with(Tokens.of(UUID.randomUUID(), "operator"))
                .body(Map.of("script", "succeed"))
                .post("/v1/sandbox/payments/" + first)
                .then()
                .statusCode(202);
        market.awaitPayment(sale, UUID.fromString(first), "RETURNED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("SURPLUS_TAKEN", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
    }

    /** A part the provider is asked for when a refund takes it off: if the money comes after all, it goes back. */
    @Test
    void aPartThatIsPaidAfterItWasTakenOffGoesBack() {
        var sale = plans.funded(60_000, 3, null);
        var second = payNext(sale, "silent").jsonPath().getString("paymentId");
        plans.awaitStages(sale, "PAID", "ASKED", "SCHEDULED");
        market.as(sale.buyer())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .then()
                .statusCode(200);
        assertThat(plans.stages(sale)).containsExactly("PAID", "CANCELLED", "CANCELLED");

        Market.with(Tokens.of(UUID.randomUUID(), "operator"))
                .body(Map.of("script", "succeed"))
                .post("/v1/sandbox/payments/" + second)
                .then()
                .statusCode(202);
        market.awaitPayment(sale, UUID.fromString(second), "RETURNED");
        assertThat(plans.owed(sale)).isZero();
        market.assertNothingIsLeft(sale);
    }

    /** Two plans of one buyer at the same time: only one fits below the limit, whichever comes first. */
    @Test
    void twoPlansAtOnceNeverExceedTheLimitTogether() throws Exception {
        var sale = plans.payable(1_200_000, 720);
        var other = another(sale, 1_200_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> plans.quote(sale, 12).then().statusCode(200));
        try (var people = Executors.newFixedThreadPool(2)) {
            var answers = people.invokeAll(Stream.of(sale, other)
                    .map(wanted -> (Callable<Integer>)
                            () -> plans.ask(wanted, 12, null, null).statusCode())
                    .toList());
            assertThat(new int[] {answers.get(0).get(), answers.get(1).get()}).containsExactlyInAnyOrder(202, 422);
        }
        var refused = plans.ask(market.stage(sale).equals("FUNDED") ? other : sale, 12, null, null);
        assertThat(refused.statusCode()).isIn(409, 422);
    }

    @Test
    void aPlanIsBetweenTheBuyerAndThePlatform() {
        var sale = plans.funded(60_000, 3, null);
        market.as(sale.buyer()).get(PlanMarket.path(sale)).then().statusCode(200);
        market.as(sale.seller())
                .get(PlanMarket.path(sale))
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_THE_BUYER"));
        market.as(UUID.randomUUID())
                .get(PlanMarket.path(sale))
                .then()
                .statusCode(404)
                .body("code", equalTo("ORDER_NOT_FOUND"));
        for (var wish : new String[] {"", "/quote", "/payments"}) {
            var body = Map.of("parts", 3, "method", "SANDBOX_CARD");
            var fitting = switch (wish) {
                case "/quote" -> Map.of("parts", 3);
                case "/payments" -> Map.of("method", "SANDBOX_CARD");
                default -> body;
            };
            market.as(sale.seller())
                    .body(fitting)
                    .post(PlanMarket.path(sale) + wish)
                    .then()
                    .statusCode(403);
            market.as(UUID.randomUUID())
                    .body(fitting)
                    .post(PlanMarket.path(sale) + wish)
                    .then()
                    .statusCode(404);
        }
        plans.ask(sale, 3, null, null).then().statusCode(409).body("code", equalTo("WRONG_STAGE"));
        var seen = "/v1/orders/" + sale.order();
        assertThat(market.as(sale.seller()).get(seen + "/payments").jsonPath().<String>getList("items"))
                .isEmpty();
        var payment = market.see(sale, "/payments").getString("items[0].paymentId");
        market.as(sale.seller()).get(seen + "/payments/" + payment).then().statusCode(404);
        market.as(sale.buyer()).get(seen + "/payments/" + payment).then().statusCode(200);
        assertThat(market.as(sale.seller()).get(seen + "/ledger").jsonPath().<String>getList("items.fact"))
                .containsExactly("INSTALMENTS_OPENED");
    }

    /** An order that was on its way when its second part fell due, and is disputed once that is overdue. */
    private Disputed overdue(long price) {
        var sale = plans.funded(price, 3, "decline");
        market.passes(Duration.ofHours(46));
        var shipment = UUID.randomUUID();
        market.dispatch(sale, shipment);
        market.awaitStage(sale, "SHIPPED");
        var due = Instant.parse(plans.plan(sale).getString("parts[1].dueAt"));
        market.passes(Duration.between(market.now(), due).plusMinutes(5));
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.ask(sale.buyer(), sale, "/inspection-extension").statusCode(200);
        plans.missUntilOverdue(sale);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        return new Disputed(sale, dispute);
    }

    private record Disputed(Sale sale, UUID dispute) {}

    private void release(Disputed disputed) {
        market.rule(disputed.sale(), disputed.dispute(), "SELLER");
        market.awaitStage(disputed.sale(), "RELEASED");
    }

    private void deliver(Sale sale) {
        var shipment = UUID.randomUUID();
        market.dispatch(sale, shipment);
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
    }

    private Response payNext(Sale sale, @Nullable String script) {
        return market.as(sale.buyer())
                .body(
                        script == null
                                ? Map.of("method", "SANDBOX_CARD")
                                : Map.of("method", "SANDBOX_CARD", "script", script))
                .post(PlanMarket.path(sale) + "/payments");
    }

    /** Another order of the same buyer, to be paid. */
    private Sale another(Sale sale, long price) {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, price);
        var placed = await().atMost(Market.SOON)
                .until(() -> market.order(sale.buyer(), listing), answer -> answer.statusCode() == 201);
        var other = new Sale(
                sale.buyer(), seller, listing, UUID.fromString(placed.jsonPath().getString("orderId")));
        market.reserve(other);
        market.decide(other, "ALLOW");
        market.awaitStage(other, "AWAITING_PAYMENT");
        return other;
    }

    private static long sum(List<Integer> amounts) {
        return amounts.stream().mapToLong(Integer::longValue).sum();
    }
}
