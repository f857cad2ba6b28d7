package dev.bonafide.escrow.payment.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.ContestAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is Stripe's own beyond the contract. */
@TestInstance(Lifecycle.PER_CLASS)
class StripeProviderTest {
    private static final Money PRICE = Money.of(300_000, "EUR");
    private static final UUID PAYMENT = IDS.next();
    private static final UUID REFUND = IDS.next();

    private final StripeCounterpart stripe = new StripeCounterpart();
    private final WireMockServer server = stripe.server();

    @BeforeEach
    void reset() {
        stripe.reset();
    }

    @AfterAll
    void close() {
        stripe.close();
    }

    @Test
    @DisplayName("E-8: without settings it is not offered, with a part of them the service does not start")
    void allSettingsOrNone() {
        assertThat(new StripeProvider(StripeCounterpart.config(Map.of()), new BusinessClock()).isOffered())
                .isFalse();
        assertThatThrownBy(() -> new StripeProvider(
                        StripeCounterpart.config(Map.of("secret-key", "sk_test")), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Half configured: ")
                .hasMessageContaining("bonafide.payment.stripe.webhook-secrets");
    }

    @Test
    void everyCallIsMadeInThePinnedVersionAndWithoutTelemetry() {
        stripe.does(What.PAYMENT, PRICE);
        now(stripe.provider().authorise(AskContract.payment(PAYMENT, PRICE)));
        var request = stripe.seen(What.PAYMENT).getFirst();
        assertThat(request.getHeader("Stripe-Version")).isEqualTo("2026-07-29.dahlia");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer sk_test_only");
        assertThat(request.getHeader("Idempotency-Key")).isEqualTo("bonafide-payment-" + PAYMENT);
        assertThat(request.formParameter("metadata[bonafide_id]").firstValue()).isEqualTo(PAYMENT.toString());
        assertThat(request.containsHeader("X-Stripe-Client-Telemetry")).isFalse();
        assertThat(request.containsHeader("X-Stripe-Client-User-Agent")).isFalse();
    }

    @Test
    void theBuyerIsSentToThePageWithTheSecretInItsFragment() {
        stripe.does(What.PAYMENT, PRICE);
        assertThat(now(stripe.provider().authorise(AskContract.payment(PAYMENT, PRICE)))
                        .actionUrl())
                .startsWith("https://market.example/pay#payment_intent_client_secret=pi_")
                .contains("_secret_");
    }

    @Test
    void whereStripeItselfWantsToSendTheBuyerItDoes() {
        var intent = StripeCounterpart.intent(PAYMENT, PRICE, "requires_action", "automatic")
                .replace("\"next_action\": null", """
                        "next_action": {"type": "redirect_to_url",
                         "redirect_to_url": {"url": "https://hooks.stripe.com/3d_secure_2/authenticate"}}""");
        server.stubFor(post(urlPathEqualTo("/v1/payment_intents")).willReturn(StripeCounterpart.ok(intent)));
        assertThat(now(stripe.provider().authorise(AskContract.payment(PAYMENT, PRICE)))
                        .actionUrl())
                .isEqualTo("https://hooks.stripe.com/3d_secure_2/authenticate");
    }

    @Test
    @DisplayName("E-9: whether money moves at once is said in words")
    void captureIsSaid() {
        for (var capture : PaymentAsk.Capture.values()) {
            stripe.does(What.PAYMENT, PRICE);
            now(stripe.provider().authorise(new PaymentAsk(IDS.next(), PRICE, capture, null)));
            assertThat(stripe.seen(What.PAYMENT)
                            .getLast()
                            .formParameter("capture_method")
                            .firstValue())
                    .isEqualTo(capture == PaymentAsk.Capture.AT_ONCE ? "automatic" : "manual");
        }
    }

    @Test
    void anAmountThatStripeCannotCountIsRefusedBeforeItIsAsked() {
        var ariary = now(stripe.provider().authorise(AskContract.payment(PAYMENT, Money.of(101, "MGA"))));
        assertThat(ariary.outcome())
                .isInstanceOfSatisfying(
                        PaymentReport.PaymentDeclined.class,
                        declined -> assertThat(declined.code()).isEqualTo("AMOUNT_NOT_REPRESENTABLE"));
        assertThat(stripe.requestsSeen()).isZero();
    }

    @Test
    void aKeyThatIsInUseOrWasUsedForSomethingElseSaysNothing() {
        for (var status : new int[] {409, 400}) {
            server.stubFor(post(urlPathEqualTo("/v1/payment_intents"))
                    .willReturn(StripeCounterpart.error(status, "idempotency_error", "idempotency_key_in_use", null)));
            assertThatThrownBy(() -> now(stripe.provider().authorise(AskContract.payment(PAYMENT, PRICE))))
                    .isInstanceOf(UnclearAnswerException.class);
        }
    }

    @Test
    void aPaymentThatTheSearchDoesNotShowYetIsFoundByItsCharge() {
        stripe.knows(new Asked(Asked.Kind.PAYMENT, PAYMENT, null), State.UNKNOWN, PRICE);
        server.stubFor(get(urlPathEqualTo("/v1/charges"))
                .withQueryParam("transfer_group", equalTo(PAYMENT.toString()))
                .willReturn(
                        StripeCounterpart.ok(StripeCounterpart.list(StripeCounterpart.charge(PAYMENT, PRICE, true)))));
        server.stubFor(get(urlPathEqualTo("/v1/payment_intents/" + StripeCounterpart.intentId(PAYMENT)))
                .willReturn(StripeCounterpart.ok(StripeCounterpart.intent(PAYMENT, PRICE, "succeeded", "automatic"))));
        assertThat(now(stripe.provider().outcomeOf(new Asked(Asked.Kind.PAYMENT, PAYMENT, null))))
                .isInstanceOf(Outcome.Decided.class);
    }

    @Test
    @DisplayName("E-8: a refund asked for again after Stripe has forgotten the key is not made twice")
    void aRefundIsNotMadeTwiceAfterTheKeyIsForgotten() {
        server.stubFor(get(urlPathEqualTo("/v1/refunds"))
                .willReturn(StripeCounterpart.ok(StripeCounterpart.list(
                        StripeCounterpart.refund(IDS.next(), PAYMENT, PRICE, "succeeded"),
                        StripeCounterpart.refund(REFUND, PAYMENT, PRICE, "pending")))));
        var answer = now(stripe.provider().refund(AskContract.refund(REFUND, PAYMENT, PRICE)));
        assertThat(answer.reference()).isEqualTo("re_" + REFUND);
        assertThat(answer.outcome()).isNull();
        assertThat(stripe.seen(What.REFUND)).isEmpty();
    }

    @Test
    @DisplayName("E-12: nor is a transfer")
    void aTransferIsNotMadeTwiceAfterTheKeyIsForgotten() {
        server.stubFor(get(urlPathEqualTo("/v1/transfers"))
                .withQueryParam("transfer_group", equalTo(REFUND.toString()))
                .willReturn(StripeCounterpart.ok(
                        StripeCounterpart.list(StripeCounterpart.transfer(REFUND, PRICE, false)))));
        assertThat(now(stripe.provider().payOut(new PayoutAsk(REFUND, "acct_1", PRICE)))
                        .reference())
                .isEqualTo("tr_" + REFUND);
        assertThat(stripe.seen(What.PAYOUT)).isEmpty();
    }

    @Test
    void aRefundWithoutItsPaymentCannotBeAskedAbout() {
        assertThatThrownBy(() -> now(stripe.provider().outcomeOf(new Asked(Asked.Kind.REFUND, REFUND, null))))
                .isInstanceOf(UnclearAnswerException.class);
    }

    @Test
    @DisplayName("E-13: evidence is handed in once, each statement where Stripe has a field for it")
    void evidenceIsHandedInOnce() {
        var ask = new ContestAsk(
                IDS.next(),
                "dp_1",
                List.of(
                        new ContestAsk.Statement("shipping_tracking_number", "SF1234567890"),
                        new ContestAsk.Statement("acceptance", "Accepted by the buyer"),
                        new ContestAsk.Statement("messages", "The buyer says it arrived")),
                Instant.parse("2026-12-01T00:00:00Z"));
        var open = StripeCounterpart.dispute("dp_1", PAYMENT, PRICE, "needs_response");
        server.stubFor(get(urlPathEqualTo("/v1/disputes/dp_1")).willReturn(StripeCounterpart.ok(open)));
        server.stubFor(post(urlPathEqualTo("/v1/disputes/dp_1")).willReturn(StripeCounterpart.ok(open)));
        assertThat(now(stripe.provider().contest(ask)).reference()).isEqualTo("dp_1");

        var handedIn = server.findAll(WireMock.postRequestedFor(urlPathEqualTo("/v1/disputes/dp_1")))
                .getFirst();
        assertThat(handedIn.formParameter("submit").firstValue()).isEqualTo("true");
        assertThat(handedIn.formParameter("evidence[shipping_tracking_number]").firstValue())
                .isEqualTo("SF1234567890");
        assertThat(handedIn.formParameter("evidence[uncategorized_text]").firstValue())
                .isEqualTo("acceptance: Accepted by the buyer\nmessages: The buyer says it arrived\n");
        assertThat(handedIn.getHeader("Idempotency-Key")).isEqualTo("bonafide-contest-" + ask.contestId());

        server.stubFor(get(urlPathEqualTo("/v1/disputes/dp_1"))
                .willReturn(StripeCounterpart.ok(open.replace("\"submission_count\": 0", "\"submission_count\": 1"))));
        now(stripe.provider().contest(ask));
        server.verify(1, WireMock.postRequestedFor(urlPathEqualTo("/v1/disputes/dp_1")));
    }

    @Test
    @DisplayName("E-15: a day's balance transactions are read page by page, with fees and our ids")
    void aDayIsSettled() {
        var charge = StripeCounterpart.charge(PAYMENT, PRICE, true);
        var refund = StripeCounterpart.refund(REFUND, PAYMENT, Money.of(1_000, "EUR"), "succeeded");
        var dispute = StripeCounterpart.dispute("dp_1", PAYMENT, PRICE, "needs_response");
        page(null, true, line("txn_1", "charge", "charge", 300_000, 4_380, charge));
        page(
                "txn_1",
                false,
                line("txn_2", "refund", "refund", -1_000, 0, refund),
                line(
                        "txn_8",
                        "refund_failure",
                        "refund_failure",
                        1_000,
                        0,
                        StripeCounterpart.refund(REFUND, PAYMENT, Money.of(1_000, "EUR"), "failed")),
                line("txn_3", "transfer", "transfer", -290_000, 0, StripeCounterpart.transfer(REFUND, PRICE, false)),
                line("txn_4", "adjustment", "dispute", -300_000, 2_000, dispute),
                line("txn_5", "adjustment", "dispute_reversal", 300_000, 0, dispute),
                line("txn_6", "payout", "payout", -5_000, 0, "\"po_1\""),
                line("txn_7", "stripe_fee", "fee", -100, 0, "null"));

        var lines = now(stripe.provider().settlementOf(LocalDate.parse("2025-11-25")));
        var at = Instant.ofEpochSecond(1_764_028_800);
        var eur = "EUR";
        assertThat(lines)
                .containsExactly(
                        new SettlementLine(
                                SettlementLine.Kind.PAYMENT,
                                PAYMENT,
                                StripeCounterpart.intentId(PAYMENT),
                                PRICE,
                                Money.of(4_380, eur),
                                at),
                        new SettlementLine(
                                SettlementLine.Kind.REFUND,
                                REFUND,
                                "re_" + REFUND,
                                Money.of(1_000, eur),
                                Money.of(0, eur),
                                at),
                        new SettlementLine(
                                SettlementLine.Kind.REFUND_RETURNED,
                                REFUND,
                                "re_" + REFUND,
                                Money.of(1_000, eur),
                                Money.of(0, eur),
                                at),
                        new SettlementLine(
                                SettlementLine.Kind.PAYOUT,
                                REFUND,
                                "tr_" + REFUND,
                                Money.of(290_000, eur),
                                Money.of(0, eur),
                                at),
                        new SettlementLine(
                                SettlementLine.Kind.CHARGEBACK, null, "dp_1", PRICE, Money.of(2_000, eur), at),
                        new SettlementLine(
                                SettlementLine.Kind.CHARGEBACK_RETURNED, null, "dp_1", PRICE, Money.of(0, eur), at));
    }

    @Test
    @DisplayName("E-15: a day that is not over has no file")
    void aDayThatIsNotOverIsNotSettled() {
        assertThatThrownBy(() -> now(stripe.provider().settlementOf(LocalDate.parse("2999-01-01"))))
                .isInstanceOf(UnclearAnswerException.class);
        assertThat(stripe.requestsSeen()).isZero();
    }

    private void page(@Nullable String after, boolean more, String... lines) {
        var query = get(urlPathEqualTo("/v1/balance_transactions"))
                .withQueryParam("created[gte]", equalTo("1764028800"))
                .withQueryParam("created[lt]", equalTo("1764115200"))
                .withQueryParam("starting_after", after == null ? WireMock.absent() : equalTo(after));
        server.stubFor(query.willReturn(StripeCounterpart.ok(
                StripeCounterpart.list(lines).replace("\"has_more\": false", "\"has_more\": " + more))));
    }

    private static String line(String id, String type, String category, long amount, long fee, String source) {
        return """
                {"id": "%s", "object": "balance_transaction", "amount": %d, "available_on": 1764115200,
                 "created": 1764028800, "currency": "eur", "exchange_rate": null, "fee": %d, "net": %d,
                 "reporting_category": "%s", "source": %s, "status": "available", "type": "%s"}""".formatted(id, amount, fee, amount - fee, category, source, type);
    }
}
