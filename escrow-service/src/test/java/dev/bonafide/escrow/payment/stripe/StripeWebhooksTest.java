package dev.bonafide.escrow.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.NotUnderstood;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.OfReference;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Rejected;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Understood;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.kit.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of Stripe's events means to us. */
class StripeWebhooksTest {
    private static final Instant NOW = WebhookContract.NOW;
    private static final UUID ID = WebhookContract.PAYMENT;
    private static final Money PRICE = Money.of(300_000, "EUR");
    private static final String INTENT = StripeCounterpart.intentId(ID);

    private final StripeWebhooks webhooks = new StripeWebhooks(
            List.of(StripeCounterpart.SECRET, StripeCounterpart.OLD_SECRET), new StripeReports(Duration.ofDays(7)));

    private WebhookReading read(String type, String object) {
        return webhooks.read(StripeCounterpart.event("evt_1", type, object, NOW), NOW);
    }

    private PaymentReport report(String type, String object) {
        return ((Understood) read(type, object)).report();
    }

    @ParameterizedTest(name = "{0} of an intent that is {1}: {2}")
    @CsvSource({
        "payment_intent.succeeded,                 succeeded,               PaymentSucceeded",
        "payment_intent.processing,                processing,              PaymentProcessing",
        "payment_intent.amount_capturable_updated, requires_capture,        PaymentProcessing",
        "payment_intent.requires_action,           requires_action,         ActionRequired",
        "payment_intent.canceled,                  canceled,                PaymentDeclined"
    })
    void anIntentIsToldByItsState(String type, String status, String report) {
        assertThat(report(type, StripeCounterpart.intent(ID, PRICE, status, "automatic"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(report);
    }

    @Test
    void aFailedTryIsADeclineWithTheIssuersReason() {
        assertThat(report("payment_intent.payment_failed", StripeCounterpart.declined(ID, PRICE)))
                .isEqualTo(new PaymentReport.PaymentDeclined("evt_1", ID, INTENT, "INSUFFICIENT_FUNDS"));
    }

    @Test
    @DisplayName("E-9: a charge that is not captured says until when it can be")
    void aReservationSaysUntilWhen() {
        assertThat(report("charge.succeeded", StripeCounterpart.charge(ID, PRICE, false)))
                .isEqualTo(new PaymentReport.PaymentAuthorised(
                        "evt_1", ID, INTENT, PRICE, Instant.ofEpochSecond(1_764_604_900)));
        assertThat(report("charge.succeeded", StripeCounterpart.charge(ID, PRICE, true)))
                .isInstanceOf(PaymentReport.PaymentProcessing.class);
    }

    @Test
    @DisplayName("E-9: a reservation that ended is told from a payment that failed, and lapsing from giving free")
    void aReservationEnds() {
        for (var reason : List.of("automatic", "expired", "requested_by_customer", "abandoned")) {
            var lapsed = reason.equals("automatic") || reason.equals("expired");
            assertThat(report("payment_intent.canceled", StripeCounterpart.canceled(ID, PRICE, "manual", reason)))
                    .as(reason)
                    .isEqualTo(new PaymentReport.AuthorisationEnded("evt_1", ID, INTENT, lapsed));
        }
    }

    @Test
    void aRefundIsToldByItsState() {
        var refund = new UUID(0, 7);
        assertThat(report("refund.updated", StripeCounterpart.refund(refund, ID, PRICE, "succeeded")))
                .isEqualTo(new PaymentReport.RefundSucceeded("evt_1", refund, "re_" + refund, PRICE));
        assertThat(report("refund.failed", StripeCounterpart.refund(refund, ID, PRICE, "failed")))
                .isEqualTo(new PaymentReport.RefundFailed("evt_1", refund, "re_" + refund, "EXPIRED_OR_CANCELED_CARD"));
        assertThat(read("refund.created", StripeCounterpart.refund(refund, ID, PRICE, "pending")))
                .isInstanceOfSatisfying(
                        OfReference.class,
                        open -> assertThat(open.report().apply(ID))
                                .isEqualTo(new PaymentReport.PaymentProcessing("evt_1", ID, INTENT)));
    }

    @Test
    @DisplayName("E-12: a transfer is a payout, and one taken back in full has failed")
    void aTransferIsAPayout() {
        assertThat(report("transfer.created", StripeCounterpart.transfer(ID, PRICE, false)))
                .isEqualTo(new PaymentReport.PayoutSucceeded("evt_1", ID, "tr_" + ID, PRICE));
        assertThat(report("transfer.reversed", StripeCounterpart.transfer(ID, PRICE, true)))
                .isEqualTo(new PaymentReport.PayoutFailed("evt_1", ID, "tr_" + ID, "REVERSED"));
    }

    @Test
    @DisplayName("E-13: a chargeback is told once, by the payment's reference, with when evidence is due")
    void aChargebackIsToldOnce() {
        var dispute = StripeCounterpart.dispute("dp_1", ID, PRICE, "needs_response");
        var told = List.of("charge.dispute.created", "charge.dispute.funds_withdrawn").stream()
                .map(type -> (OfReference) read(type, dispute))
                .toList();
        for (var opened : told) {
            assertThat(opened.paymentReference()).isEqualTo(INTENT);
            assertThat(opened.report().apply(ID))
                    .isEqualTo(new PaymentReport.ChargebackOpened(
                            "opened:dp_1", ID, "dp_1", PRICE, "FRAUDULENT", Instant.ofEpochSecond(1_764_777_599)));
        }
    }

    @Test
    @DisplayName("E-13: what the bank decides is told; what it merely asks is for a person")
    void theBankDecides() {
        for (var won : new boolean[] {true, false}) {
            var dispute = StripeCounterpart.dispute("dp_1", ID, PRICE, won ? "won" : "lost");
            assertThat(((OfReference) read("charge.dispute.closed", dispute))
                            .report()
                            .apply(ID))
                    .isEqualTo(new PaymentReport.ChargebackClosed("evt_1", ID, "dp_1", won));
        }
        for (var status : List.of("warning_needs_response", "warning_under_review")) {
            assertThat(read("charge.dispute.created", StripeCounterpart.dispute("dp_1", ID, PRICE, status)))
                    .isInstanceOf(NotUnderstood.class);
        }
        assertThat(read("charge.dispute.closed", StripeCounterpart.dispute("dp_1", ID, PRICE, "warning_closed")))
                .isInstanceOf(NotUnderstood.class);
    }

    @Test
    void whatDoesNotBearOurIdIsKept() {
        var others =
                StripeCounterpart.intent(ID, PRICE, "succeeded", "automatic").replace("bonafide_id", "shop_id");
        assertThat(read("payment_intent.succeeded", others)).isInstanceOf(NotUnderstood.class);
        var odd = StripeCounterpart.intent(ID, PRICE, "succeeded", "automatic")
                .replace("\"bonafide_id\": \"" + ID + "\"", "\"bonafide_id\": \"42\"");
        assertThat(read("payment_intent.succeeded", odd)).isInstanceOf(NotUnderstood.class);
    }

    @Test
    void whatHasNoAmountOfMoneyIsKept() {
        var intent = StripeCounterpart.intent(ID, PRICE, "succeeded", "automatic");
        for (var broken : List.of("-1", "1.5", "\"many\"", "null", "99999999999999999999")) {
            assertThat(read(
                            "payment_intent.succeeded",
                            intent.replace("\"amount_received\": 300000", "\"amount_received\": " + broken)))
                    .as(broken)
                    .isInstanceOf(NotUnderstood.class);
        }
        assertThat(read("payment_intent.succeeded", intent.replace("\"eur\"", "\"zzz\"")))
                .isInstanceOf(NotUnderstood.class);
    }

    @Test
    void anotherCurrencyThanAskedForIsToldAsItIs() {
        var yen = Money.of(3_000, "JPY");
        assertThat(report("payment_intent.succeeded", StripeCounterpart.intent(ID, yen, "succeeded", "automatic")))
                .isEqualTo(new PaymentReport.PaymentSucceeded("evt_1", ID, INTENT, yen));
    }

    @Test
    void whileOneSecretReplacesAnotherBothAreGood() {
        var body = StripeCounterpart.event(
                "evt_1", "payment_intent.succeeded", StripeCounterpart.intent(ID, PRICE, "succeeded", "automatic"));
        assertThat(webhooks.read(StripeCounterpart.signed(body, NOW, StripeCounterpart.OLD_SECRET), NOW))
                .isInstanceOf(Understood.class);
        var twice = "t=" + NOW.getEpochSecond() + ",v1=" + "0".repeat(64) + ",v1="
                + StripeCounterpart.mac(body, NOW, StripeCounterpart.SECRET);
        assertThat(webhooks.read(headed(twice, body), NOW)).isInstanceOf(Understood.class);
    }

    @Test
    void aSignatureOfTheOldSchemeOrWithoutTimeIsNone() {
        var body = StripeCounterpart.event("evt_1", "payment_intent.succeeded", "{}");
        var mac = StripeCounterpart.mac(body, NOW, StripeCounterpart.SECRET);
        for (var header : List.of(
                "v1=" + mac,
                "t=" + NOW.getEpochSecond() + ",v0=" + mac,
                "t=now,v1=" + mac,
                "t=" + NOW.getEpochSecond(),
                "")) {
            assertThat(webhooks.read(headed(header, body), NOW))
                    .as(header)
                    .isEqualTo(new Rejected(Cause.HEADER_MISSING));
        }
    }

    @Test
    void whatIsNoEventIsKept() {
        for (var body : List.of("{", "[]", "null", "{}", "{\"id\": \"evt_1\"}", "42", "{\"id\": {}, \"type\": []}")) {
            assertThat(webhooks.read(StripeCounterpart.signed(body, NOW, StripeCounterpart.SECRET), NOW))
                    .as(body)
                    .isInstanceOf(NotUnderstood.class);
        }
    }

    private static Webhook headed(String signature, String body) {
        return new Webhook(Map.of("stripe-signature", signature), body.getBytes(StandardCharsets.UTF_8));
    }
}
