package dev.bonafide.escrow.payment.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.bonafide.escrow.payment.Counterpart;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.money.Money;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Stripe, with bodies in the shape of its API reference. */
public final class StripeCounterpart extends Counterpart {
    static final String SECRET = "whsec_only_for_tests";
    static final String OLD_SECRET = "whsec_about_to_go";

    private final StripeProvider provider;

    StripeCounterpart() {
        this(0);
    }

    public StripeCounterpart(int port) {
        super(port);
        provider = new StripeProvider(config(settings(server.baseUrl())), new BusinessClock());
    }

    /** What has to be set to speak to it. */
    public static Map<String, String> settings(String apiBase) {
        return Map.of(
                "secret-key",
                "sk_test_only",
                "webhook-secrets",
                SECRET + "," + OLD_SECRET,
                "checkout-url",
                "https://market.example/pay",
                "api-base",
                apiBase);
    }

    static StripeConfig config(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder().withMapping(StripeConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue(StripeConfig.PREFIX + "." + name, value));
        return config.build().getConfigMapping(StripeConfig.class);
    }

    WireMockServer server() {
        return server;
    }

    @Override
    public StripeProvider provider() {
        return provider;
    }

    @Override
    public Money price() {
        return Money.of(300_000, "EUR");
    }

    @Override
    public List<Written> amounts() {
        return List.of(
                new Written(Money.of(50, "USD"), "50"),
                new Written(Money.of(99_999_999, "USD"), "99999999"),
                new Written(Money.of(300_000, "CNY"), "300000"),
                // No decimals by ISO 4217 and none at Stripe.
                new Written(Money.of(12_345, "JPY"), "12345"),
                // Three decimals on both sides.
                new Written(Money.of(5_120, "KWD"), "5120"),
                // No decimals by ISO 4217, two at Stripe.
                new Written(Money.of(700, "ISK"), "70000"),
                new Written(Money.of(700, "UGX"), "70000"));
    }

    public static String intentId(UUID payment) {
        return "pi_" + payment.toString().replace("-", "");
    }

    @Override
    public void does(What what, Money amount) {
        switch (what) {
            case PAYMENT -> created(intent(PaymentId.ANY, amount, "requires_payment_method", "automatic"));
            case HOLD -> created(intent(PaymentId.ANY, amount, "requires_payment_method", "manual"));
            case CAPTURE ->
                server.stubFor(post(urlPathMatching("/v1/payment_intents/[^/]+/capture"))
                        .willReturn(ok(intent(PaymentId.ANY, amount, "succeeded", "manual"))));
            case RELEASE ->
                server.stubFor(post(urlPathMatching("/v1/payment_intents/[^/]+/cancel"))
                        .willReturn(ok(canceled(
                                PaymentId.ANY,
                                amount,
                                wasReserved ? "manual" : "automatic",
                                "requested_by_customer"))));
            case REFUND -> {
                server.stubFor(get(urlPathEqualTo("/v1/refunds")).willReturn(ok(list())));
                server.stubFor(post(urlPathEqualTo("/v1/refunds"))
                        .willReturn(ok(refund(PaymentId.ANY, PaymentId.ANY, amount, "succeeded"))));
            }
            case PAYOUT -> {
                server.stubFor(get(urlPathEqualTo("/v1/transfers")).willReturn(ok(list())));
                server.stubFor(
                        post(urlPathEqualTo("/v1/transfers")).willReturn(ok(transfer(PaymentId.ANY, amount, false))));
            }
        }
    }

    private boolean wasReserved;

    private void created(String intent) {
        server.stubFor(post(urlPathEqualTo("/v1/payment_intents")).willReturn(ok(intent)));
    }

    @Override
    public String refuses(What what) {
        switch (what) {
            case PAYMENT, HOLD ->
                server.stubFor(post(urlPathEqualTo("/v1/payment_intents"))
                        .willReturn(error(402, "card_error", "card_declined", "insufficient_funds")));
            case CAPTURE, RELEASE ->
                server.stubFor(post(urlPathMatching("/v1/payment_intents/[^/]+/(capture|cancel)"))
                        .willReturn(error(400, "invalid_request_error", "payment_intent_unexpected_state", null)));
            case REFUND -> {
                server.stubFor(get(urlPathEqualTo("/v1/refunds")).willReturn(ok(list())));
                server.stubFor(post(urlPathEqualTo("/v1/refunds"))
                        .willReturn(error(400, "invalid_request_error", "charge_already_refunded", null)));
            }
            case PAYOUT -> {
                server.stubFor(get(urlPathEqualTo("/v1/transfers")).willReturn(ok(list())));
                server.stubFor(post(urlPathEqualTo("/v1/transfers"))
                        .willReturn(error(400, "invalid_request_error", "balance_insufficient", null)));
            }
        }
        return switch (what) {
            case PAYMENT, HOLD -> "INSUFFICIENT_FUNDS";
            case CAPTURE, RELEASE -> "PAYMENT_INTENT_UNEXPECTED_STATE";
            case REFUND -> "CHARGE_ALREADY_REFUNDED";
            case PAYOUT -> "BALANCE_INSUFFICIENT";
        };
    }

    @Override
    public ResponseDefinitionBuilder refusal() {
        return error(400, "invalid_request_error", "parameter_unknown", null);
    }

    @Override
    public void knows(Asked asked, State state, Money amount) {
        wasReserved = state == State.RESERVED;
        switch (asked.kind()) {
            case PAYMENT -> knowsPayment(asked.id(), state, amount);
            case REFUND -> {
                var payment = Objects.requireNonNull(asked.refunded()).id();
                var status = switch (state) {
                    case OPEN -> "pending";
                    case FAILED -> "failed";
                    default -> "succeeded";
                };
                server.stubFor(get(urlPathEqualTo("/v1/refunds"))
                        .withQueryParam("payment_intent", equalTo(intentId(payment)))
                        .willReturn(ok(
                                state == State.UNKNOWN
                                        ? list(refund(UUID.randomUUID(), payment, amount, "succeeded"))
                                        : list(
                                                refund(UUID.randomUUID(), payment, amount, "succeeded"),
                                                refund(asked.id(), payment, amount, status)))));
            }
            case PAYOUT ->
                server.stubFor(get(urlPathEqualTo("/v1/transfers"))
                        .withQueryParam("transfer_group", equalTo(asked.id().toString()))
                        .willReturn(ok(
                                state == State.UNKNOWN
                                        ? list()
                                        : list(transfer(asked.id(), amount, state == State.FAILED)))));
        }
    }

    private void knowsPayment(UUID id, State state, Money amount) {
        var intent = switch (state) {
            case UNKNOWN -> null;
            case OPEN -> intent(id, amount, "requires_payment_method", "automatic");
            case RESERVED -> intent(id, amount, "requires_capture", "manual");
            case DONE -> intent(id, amount, "succeeded", "automatic");
            case FAILED -> declined(id, amount);
            case LAPSED -> canceled(id, amount, "manual", "automatic");
        };
        server.stubFor(get(urlPathEqualTo("/v1/charges")).willReturn(ok(list())));
        server.stubFor(get(urlPathEqualTo("/v1/payment_intents/search"))
                .withQueryParam("query", equalTo("metadata['bonafide_id']:'" + id + "'"))
                .willReturn(ok(intent == null ? search() : search(intent))));
        if (intent != null) {
            server.stubFor(get(urlPathEqualTo("/v1/payment_intents/" + intentId(id)))
                    .withQueryParam("expand[0]", equalTo("latest_charge"))
                    .willReturn(ok(intent)));
        }
    }

    @Override
    protected RequestPatternBuilder requests(What what) {
        return postRequestedFor(
                switch (what) {
                    case PAYMENT, HOLD -> urlPathEqualTo("/v1/payment_intents");
                    case CAPTURE -> urlPathMatching("/v1/payment_intents/[^/]+/capture");
                    case RELEASE -> urlPathMatching("/v1/payment_intents/[^/]+/cancel");
                    case REFUND -> urlPathEqualTo("/v1/refunds");
                    case PAYOUT -> urlPathEqualTo("/v1/transfers");
                });
    }

    @Override
    protected String key(LoggedRequest request) {
        return request.getHeader("Idempotency-Key");
    }

    @Override
    public String amountIn(LoggedRequest request) {
        return request.formParameter("amount").firstValue();
    }

    // What Stripe says

    /** An id that no test looks at. */
    private static final class PaymentId {
        static final UUID ANY = new UUID(0, 1);
    }

    static ResponseDefinitionBuilder ok(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withHeader("Request-Id", "req_test")
                .withBody(body);
    }

    static ResponseDefinitionBuilder error(int status, String type, String code, @Nullable String declineCode) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("""
                        {"error": {"type": "%s", "code": "%s", %s "message": "For a person to read."}}""".formatted(
                                type, code, declineCode == null ? "" : "\"decline_code\": \"" + declineCode + "\","));
    }

    static String list(String... data) {
        return """
                {"object": "list", "url": "/v1/things", "has_more": false, "data": [%s]}""".formatted(String.join(",", data));
    }

    private static String search(String... data) {
        return """
                {"object": "search_result", "url": "/v1/payment_intents/search", "has_more": false, "data": [%s]}""".formatted(String.join(",", data));
    }

    static String intent(UUID payment, Money amount, String status, String capture) {
        var units = StripeAmount.of(amount);
        var hasCharge = status.equals("requires_capture") || status.equals("succeeded");
        return intent(
                payment,
                amount,
                status,
                capture,
                status.equals("requires_capture") ? units : 0,
                status.equals("succeeded") ? units : 0,
                "null",
                "null",
                hasCharge ? charge(payment, amount, status.equals("succeeded")) : "null");
    }

    static String declined(UUID payment, Money amount) {
        return intent(payment, amount, "requires_payment_method", "automatic", 0, 0, """
                {"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds",
                 "message": "Your card has insufficient funds."}""", "null", "null");
    }

    static String canceled(UUID payment, Money amount, String capture, String reason) {
        return intent(
                payment,
                amount,
                "canceled",
                capture,
                0,
                0,
                "null",
                "\"" + reason + "\"",
                capture.equals("manual") ? charge(payment, amount, false) : "null");
    }

    private static String intent(
            UUID payment,
            Money amount,
            String status,
            String capture,
            long capturable,
            long received,
            String error,
            String reason,
            String charge) {
        return """
                {"id": "%s", "object": "payment_intent", "amount": %d, "amount_capturable": %d, "amount_received": %d,
                 "automatic_payment_methods": {"enabled": true}, "canceled_at": null, "cancellation_reason": %s,
                 "capture_method": "%s", "client_secret": "%s_secret_YrKJ", "created": 1764000000, "currency": "%s",
                 "customer": null, "last_payment_error": %s, "latest_charge": %s, "livemode": false,
                 "metadata": {"bonafide_id": "%s"}, "next_action": null, "payment_method_types": ["card", "link"],
                 "receipt_email": "buyer@example.org", "status": "%s", "transfer_group": "%s"}""".formatted(
                        intentId(payment),
                        StripeAmount.of(amount),
                        capturable,
                        received,
                        reason,
                        capture,
                        intentId(payment),
                        StripeAmount.currency(amount),
                        error,
                        charge,
                        payment,
                        status,
                        payment);
    }

    static String charge(UUID payment, Money amount, boolean captured) {
        return """
                {"id": "ch_%s", "object": "charge", "amount": %d, "amount_captured": %d, "captured": %s,
                 "created": 1764000100, "currency": "%s", "metadata": {"bonafide_id": "%s"}, "paid": true,
                 "payment_intent": "%s", "status": "succeeded", "billing_details": {"name": "Jenny Rosen"},
                 "payment_method_details": {"type": "card", "card": {"brand": "visa", "capture_before": 1764604900}}}""".formatted(
                        payment,
                        StripeAmount.of(amount),
                        captured ? StripeAmount.of(amount) : 0,
                        captured,
                        StripeAmount.currency(amount),
                        payment,
                        intentId(payment));
    }

    static String refund(UUID refund, UUID payment, Money amount, String status) {
        return """
                {"id": "re_%s", "object": "refund", "amount": %d, "charge": "ch_1", "created": 1764000200, "currency": "%s",
                 "failure_reason": %s, "metadata": {"bonafide_id": "%s"}, "payment_intent": "%s", "status": "%s"}""".formatted(
                        refund,
                        StripeAmount.of(amount),
                        StripeAmount.currency(amount),
                        status.equals("failed") ? "\"expired_or_canceled_card\"" : "null",
                        refund,
                        intentId(payment),
                        status);
    }

    static String transfer(UUID payout, Money amount, boolean reversed) {
        return """
                {"id": "tr_%s", "object": "transfer", "amount": %d, "amount_reversed": %d, "created": 1764000300,
                 "currency": "%s", "destination": "acct_1", "metadata": {"bonafide_id": "%s"}, "reversed": %s,
                 "transfer_group": "%s"}""".formatted(
                        payout,
                        StripeAmount.of(amount),
                        reversed ? StripeAmount.of(amount) : 0,
                        StripeAmount.currency(amount),
                        payout,
                        reversed,
                        payout);
    }

    static String dispute(String id, UUID payment, Money amount, String status) {
        return """
                {"id": "%s", "object": "dispute", "amount": %d, "charge": "ch_1", "created": 1764000400, "currency": "%s",
                 "evidence": {}, "evidence_details": {"due_by": 1764777599, "has_evidence": false, "past_due": false,
                 "submission_count": 0}, "is_charge_refundable": false, "metadata": {}, "payment_intent": "%s",
                 "reason": "fraudulent", "status": "%s"}""".formatted(id, StripeAmount.of(amount), StripeAmount.currency(amount), intentId(payment), status);
    }

    // What Stripe tells by webhook

    @Override
    public Webhook paid(String messageId, UUID paymentId, Money amount, Instant at) {
        return event(messageId, "payment_intent.succeeded", intent(paymentId, amount, "succeeded", "automatic"), at);
    }

    @Override
    public Webhook somethingElse(String messageId, Instant at) {
        return event(messageId, "customer.created", "{\"id\": \"cus_1\", \"object\": \"customer\"}", at);
    }

    @Override
    public Webhook half(Instant at) {
        var body = new String(paid("m", new UUID(0, 2), price(), at).body(), StandardCharsets.UTF_8);
        return signed(body.substring(0, body.length() / 2), at, SECRET);
    }

    @Override
    public Webhook forged(UUID paymentId, Money amount, Instant at) {
        var body = new String(paid("m", paymentId, amount, at).body(), StandardCharsets.UTF_8);
        return signed(body, at, "whsec_guessed");
    }

    static Webhook event(String id, String type, String object, Instant at) {
        return signed(event(id, type, object), at, SECRET);
    }

    static String event(String id, String type, String object) {
        return """
                {"id": "%s", "object": "event", "api_version": "2026-07-29.dahlia", "created": 1764000500,
                 "data": {"object": %s}, "livemode": false, "pending_webhooks": 1,
                 "request": {"id": null, "idempotency_key": null}, "type": "%s"}""".formatted(id, object, type);
    }

    static Webhook signed(String body, Instant at, String secret) {
        return new Webhook(
                Map.of("Stripe-Signature", "t=" + at.getEpochSecond() + ",v1=" + mac(body, at, secret) + ",v0=old"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static String mac(String body, Instant at, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        provider.end();
        super.close();
    }
}
