package dev.bonafide.escrow.payment.alipay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.bonafide.escrow.payment.Counterpart;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.remote.SignedAnswers;
import dev.bonafide.escrow.payment.remote.TestKeys;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Alipay, with bodies in the shape of its documentation of version 3 of the API. */
public final class AlipayCounterpart extends Counterpart {
    static final String APP_ID = "2014072300007148";
    static final KeyPair OURS = TestKeys.shared("alipay.ours");
    static final KeyPair ALIPAYS = TestKeys.shared("alipay.theirs");

    private static final String TRADE_NO = "2014112611001004680073956707";
    private static final String AUTH_NO = "2014070800002001550000014417";
    private static final String QUERY = "/v3/alipay/trade/query";
    private static final String REFUND_QUERY = "/v3/alipay/trade/fastpay/refund/query";
    private static final String FREEZE_QUERY = "/v3/alipay/fund/auth/operation/detail/query";
    private static final String TRANSFER_QUERY = "/v3/alipay/fund/trans/common/query";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final SignedAnswers signing;
    private final AlipayProvider provider;

    AlipayCounterpart() {
        this(0);
    }

    public AlipayCounterpart(int port) {
        this(port, new SignedAnswers(AlipayCounterpart::sign));
    }

    private AlipayCounterpart(int port, SignedAnswers signing) {
        super(port, signing);
        this.signing = signing;
        this.provider = new AlipayProvider(config(settings(server.baseUrl())), new BusinessClock());
    }

    /** What has to be set to speak to it. */
    public static Map<String, String> settings(String apiBase) {
        return Map.of(
                "app-id",
                APP_ID,
                "private-key",
                TestKeys.pem(OURS.getPrivate()),
                "alipay-public-key",
                TestKeys.pem(ALIPAYS.getPublic()),
                "notify-url",
                "https://api.market.example/v1/payment-webhooks/alipay",
                "api-base",
                apiBase);
    }

    static AlipayConfig config(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder().withMapping(AlipayConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue(AlipayConfig.PREFIX + "." + name, value));
        return config.build().getConfigMapping(AlipayConfig.class);
    }

    private static Map<String, String> sign(String body) {
        var timestamp = "1764000000000";
        var nonce = "5a2fd6c4";
        return Map.of(
                "alipay-timestamp", timestamp,
                "alipay-nonce", nonce,
                "alipay-signature", TestKeys.sign(ALIPAYS.getPrivate(), timestamp + "\n" + nonce + "\n" + body + "\n"));
    }

    WireMockServer server() {
        return server;
    }

    SignedAnswers signing() {
        return signing;
    }

    @Override
    public AlipayProvider provider() {
        return provider;
    }

    @Override
    public Money price() {
        return Money.cny(300_000);
    }

    @Override
    public List<Written> amounts() {
        return List.of(
                new Written(Money.cny(1), "0.01"),
                new Written(Money.cny(10), "0.10"),
                new Written(Money.cny(100), "1.00"),
                new Written(Money.cny(300_000), "3000.00"),
                new Written(Money.cny(10_000_000_099L), "100000000.99"));
    }

    @Override
    public void does(What what, Money amount) {
        var yuan = Yuan.write(amount);
        switch (what) {
            case PAYMENT -> answers("/v3/alipay/trade/precreate", ok("""
                        {"out_trade_no": "1", "qr_code": "https://qr.alipay.com/bavh4wjlxf12tper3a"}"""));
            case HOLD -> answers("/v3/alipay/fund/auth/order/voucher/create", ok("""
                        {"out_order_no": "1", "out_request_no": "1", "code_type": "qrCode",
                         "code_value": "https://qr.alipay.com/aax017928umnzqo0uswmzd3",
                         "code_url": "http://mobilecodec.alipay.com/show.htm?code=aeparsv2dknkqf3018556a"}"""));
            case CAPTURE -> answers("/v3/alipay/trade/pay", ok("""
                        {"trade_no": "%s", "out_trade_no": "1", "total_amount": "%s", "receipt_amount": "%s",
                         "gmt_payment": "2026-11-25 18:00:00", "buyer_logon_id": "159****5620"}""".formatted(TRADE_NO, yuan, yuan)));
            case RELEASE -> {
                answers("/v3/alipay/fund/auth/order/unfreeze", ok("""
                        {"auth_no": "%s", "amount": "%s", "operation_id": "20161012405744018102", "status": "SUCCESS"}""".formatted(AUTH_NO, yuan)));
                answers("/v3/alipay/trade/close", ok("{\"trade_no\": \"" + TRADE_NO + "\"}"));
                answers("/v3/alipay/fund/auth/operation/cancel", ok("{\"auth_no\": \"" + AUTH_NO + "\"}"));
            }
            case REFUND -> {
                // Heard the second time, it changes nothing, and says so.
                server.stubFor(post(urlPathEqualTo("/v3/alipay/trade/refund"))
                        .inScenario("refund")
                        .willReturn(refunded("Y", yuan))
                        .willSetStateTo("done"));
                server.stubFor(post(urlPathEqualTo("/v3/alipay/trade/refund"))
                        .inScenario("refund")
                        .whenScenarioStateIs("done")
                        .willReturn(refunded("N", yuan)));
                answers(REFUND_QUERY, refundFound(yuan));
            }
            case PAYOUT -> answers("/v3/alipay/fund/trans/uni/transfer", ok("""
                        {"out_biz_no": "1", "order_id": "20190801110070000006380000250621", "status": "SUCCESS",
                         "pay_fund_order_id": "20190801110070001506380000251556", "trans_date": "2026-11-25 18:00:00"}"""));
        }
    }

    private static ResponseDefinitionBuilder refunded(String fundChange, String yuan) {
        return ok("""
                {"trade_no": "%s", "out_trade_no": "1", "fund_change": "%s", "refund_fee": "%s",
                 "buyer_logon_id": "159****5620"}""".formatted(TRADE_NO, fundChange, yuan));
    }

    private static ResponseDefinitionBuilder refundFound(String yuan) {
        return ok("""
                {"trade_no": "%s", "out_trade_no": "1", "out_request_no": "1", "total_amount": "9999.99",
                 "refund_amount": "%s", "refund_status": "REFUND_SUCCESS"}""".formatted(TRADE_NO, yuan));
    }

    @Override
    public String refuses(What what) {
        return switch (what) {
            case PAYMENT, HOLD -> {
                answers(QUERY, refusal("ACQ.TRADE_NOT_EXIST"));
                answers(FREEZE_QUERY, refusal("AUTH_ORDER_NOT_EXIST"));
                answers("/v3/alipay/trade/precreate", refusal("ACQ.TOTAL_FEE_EXCEED"));
                answers("/v3/alipay/fund/auth/order/voucher/create", refusal("PAYEE_NOT_EXIST"));
                yield "ACQ_TOTAL_FEE_EXCEED";
            }
            case CAPTURE -> {
                answers("/v3/alipay/trade/pay", refusal("ACQ.CERT_EXPIRED"));
                yield "ACQ_CERT_EXPIRED";
            }
            case RELEASE -> {
                answers("/v3/alipay/trade/close", refusal("ACQ.REASON_TRADE_STATUS_INVALID"));
                yield "ACQ_REASON_TRADE_STATUS_INVALID";
            }
            case REFUND -> {
                answers(REFUND_QUERY, refusal("TRADE_NOT_EXIST"));
                answers("/v3/alipay/trade/refund", refusal("ACQ.SELLER_BALANCE_NOT_ENOUGH"));
                yield "ACQ_SELLER_BALANCE_NOT_ENOUGH";
            }
            case PAYOUT -> {
                server.stubFor(get(urlPathEqualTo(TRANSFER_QUERY)).willReturn(refusal("ORDER_NOT_EXIST")));
                answers("/v3/alipay/fund/trans/uni/transfer", refusal("PAYEE_NOT_EXIST"));
                yield "PAYEE_NOT_EXIST";
            }
        };
    }

    @Override
    public ResponseDefinitionBuilder refusal() {
        return refusal("ACQ.INVALID_PARAMETER");
    }

    @Override
    public void knows(Asked asked, State state, Money amount) {
        var number = TradeNumber.of(asked.id());
        var yuan = Yuan.write(amount);
        switch (asked.kind()) {
            case PAYMENT -> {
                about(
                        QUERY,
                        "out_trade_no",
                        number,
                        switch (state) {
                            case UNKNOWN, RESERVED, LAPSED -> refusal("ACQ.TRADE_NOT_EXIST");
                            case OPEN -> trade(number, "WAIT_BUYER_PAY", yuan, false);
                            case DONE -> trade(number, "TRADE_SUCCESS", yuan, true);
                            case FAILED -> trade(number, "TRADE_CLOSED", yuan, false);
                        });
                about(
                        FREEZE_QUERY,
                        "out_request_no",
                        number,
                        switch (state) {
                            case RESERVED -> freeze(number, "AUTHORIZED", yuan, yuan);
                            case LAPSED -> freeze(number, "CLOSED", yuan, "0.00");
                            case UNKNOWN, OPEN, DONE, FAILED -> refusal("AUTH_ORDER_NOT_EXIST");
                        });
                about(FREEZE_QUERY, "out_request_no", number + "_R", refusal("AUTH_OPERATION_NOT_EXIST"));
            }
            case REFUND ->
                about(
                        REFUND_QUERY,
                        "out_trade_no",
                        TradeNumber.of(Objects.requireNonNull(asked.refunded()).id()),
                        state == State.DONE ? refundFound(yuan) : ok("{\"trade_no\": \"" + TRADE_NO + "\"}"));
            case PAYOUT ->
                server.stubFor(get(urlPathEqualTo(TRANSFER_QUERY))
                        .withQueryParam("out_biz_no", equalTo(number))
                        .willReturn(
                                switch (state) {
                                    case UNKNOWN -> refusal("ORDER_NOT_EXIST");
                                    case FAILED -> transfer("FAIL", yuan);
                                    default -> transfer("SUCCESS", yuan);
                                }));
        }
    }

    private static ResponseDefinitionBuilder trade(String number, String status, String yuan, boolean paid) {
        return ok("""
                {"trade_no": "%s", "out_trade_no": "%s", "trade_status": "%s", "total_amount": "%s",
                 "buyer_logon_id": "159****5620", "buyer_user_name": "菜鸟网络有限公司"%s}""".formatted(
                        TRADE_NO, number, status, yuan, paid ? ", \"send_pay_date\": \"2026-11-25 18:00:00\"" : ""));
    }

    static ResponseDefinitionBuilder freeze(String number, String status, String yuan, String rest) {
        return ok("""
                {"auth_no": "%s", "out_order_no": "%s", "out_request_no": "%s", "operation_type": "FREEZE",
                 "amount": "%s", "rest_amount": "%s", "total_freeze_amount": "%s", "total_pay_amount": "0.00",
                 "status": "SUCCESS", "order_status": "%s", "gmt_trans": "2026-11-25 18:00:00",
                 "payer_logon_id": "159****5620"}""".formatted(AUTH_NO, number, number, yuan, rest, yuan, status));
    }

    private static ResponseDefinitionBuilder transfer(String status, String yuan) {
        return ok("""
                {"order_id": "20190801110070000006380000250621", "status": "%s", "trans_amount": "%s"%s}""".formatted(
                        status, yuan, status.equals("FAIL") ? ", \"error_code\": \"PAYEE_CARD_INFO_ERROR\"" : ""));
    }

    @Override
    protected RequestPatternBuilder requests(What what) {
        return postRequestedFor(urlPathEqualTo(
                switch (what) {
                    case PAYMENT -> "/v3/alipay/trade/precreate";
                    case HOLD -> "/v3/alipay/fund/auth/order/voucher/create";
                    case CAPTURE -> "/v3/alipay/trade/pay";
                    case RELEASE -> "/v3/alipay/fund/auth/order/unfreeze";
                    case REFUND -> "/v3/alipay/trade/refund";
                    case PAYOUT -> "/v3/alipay/fund/trans/uni/transfer";
                }));
    }

    @Override
    protected String key(LoggedRequest request) {
        var body = json(request);
        for (var name : new String[] {"out_request_no", "out_trade_no", "out_biz_no"}) {
            if (body.has(name)) {
                return body.get(name).asText();
            }
        }
        throw new AssertionError("No number of ours in " + body);
    }

    @Override
    public String amountIn(LoggedRequest request) {
        return json(request).get("total_amount").asText();
    }

    private static JsonNode json(LoggedRequest request) {
        try {
            return EventJson.read(request.getBody(), JsonNode.class);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    void answers(String path, ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo(path)).willReturn(answer));
    }

    private void about(String path, String name, String number, ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo(path))
                .withRequestBody(matchingJsonPath("$." + name, equalTo(number)))
                .willReturn(answer));
    }

    static ResponseDefinitionBuilder ok(String body) {
        return answer(200, body);
    }

    static ResponseDefinitionBuilder refusal(String code) {
        return answer(400, "{\"code\": \"" + code + "\", \"message\": \"给人看的\", \"links\": []}");
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json;charset=utf-8")
                .withBody(body);
    }

    // What Alipay notifies

    static Map<String, String> trade(String messageId, UUID payment, Money amount, String status, Instant at) {
        var fields = common(messageId, "trade_status_sync", at);
        fields.put("trade_no", TRADE_NO);
        fields.put("out_trade_no", TradeNumber.of(payment));
        fields.put("trade_status", status);
        fields.put("total_amount", Yuan.write(amount));
        fields.put("receipt_amount", Yuan.write(amount));
        fields.put("buyer_logon_id", "159****5620");
        fields.put("subject", "Bonafide 二手 & more = all");
        fields.put("body", "");
        if (!status.equals("WAIT_BUYER_PAY") && !status.equals("TRADE_CLOSED")) {
            fields.put("gmt_payment", TIME.format(at));
        }
        return fields;
    }

    static Map<String, String> operation(
            String messageId, String type, UUID payment, Money amount, String request, Instant at) {
        var fields = common(messageId, type, at);
        fields.put("auth_no", AUTH_NO);
        fields.put("out_order_no", TradeNumber.of(payment));
        fields.put("out_request_no", request);
        fields.put("operation_id", "20161012405744018102");
        fields.put("operation_type", type.equals("fund_auth_freeze") ? "FREEZE" : "UNFREEZE");
        fields.put("amount", Yuan.write(amount));
        fields.put("status", "SUCCESS");
        fields.put("gmt_trans", TIME.format(at));
        fields.put("payer_user_id", "2088101117955611");
        return fields;
    }

    private static Map<String, String> common(String messageId, String type, Instant at) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("notify_time", TIME.format(at));
        fields.put("notify_type", type);
        fields.put("notify_id", messageId);
        fields.put("app_id", APP_ID);
        fields.put("charset", "utf-8");
        fields.put("version", "1.0");
        fields.put("sign_type", "RSA2");
        return fields;
    }

    static Webhook signed(Map<String, String> fields) {
        return signed(fields, ALIPAYS);
    }

    private static Webhook signed(Map<String, String> fields, KeyPair by) {
        var all = new LinkedHashMap<String, String>(fields);
        all.put("sign", TestKeys.sign(by.getPrivate(), AlipaySignatures.signedText(fields)));
        return form(all);
    }

    private static Webhook form(Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Webhook(
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Webhook paid(String messageId, UUID paymentId, Money amount, Instant at) {
        return signed(trade(messageId, paymentId, amount, "TRADE_SUCCESS", at));
    }

    @Override
    public Webhook somethingElse(String messageId, Instant at) {
        return signed(common(messageId, "dut_user_sign", at));
    }

    /** A form has no end, so half of it is one that lost fields before it was signed. */
    @Override
    public Webhook half(Instant at) {
        var fields = trade("m", new UUID(0, 2), price(), "TRADE_SUCCESS", at);
        fields.remove("total_amount");
        return signed(fields);
    }

    @Override
    public Webhook forged(UUID paymentId, Money amount, Instant at) {
        return signed(trade("m", paymentId, amount, "TRADE_SUCCESS", at), OURS);
    }

    @Override
    public boolean signsEveryBit() {
        return false;
    }

    @Override
    public void close() {
        provider.end();
        super.close();
    }
}
