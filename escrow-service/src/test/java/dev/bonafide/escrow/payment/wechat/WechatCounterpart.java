package dev.bonafide.escrow.payment.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import dev.bonafide.escrow.payment.Counterpart;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.remote.SignedAnswers;
import dev.bonafide.escrow.payment.remote.TestKeys;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** WeChat Pay, with bodies in the shape of its documentation of version 3 of the API. */
public final class WechatCounterpart extends Counterpart {
    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0114232134912410000000000000";
    static final String API_V3_KEY = "0123456789abcdefFEDCBA9876543210";
    static final KeyPair OURS = TestKeys.shared("wechat.ours");
    static final KeyPair WECHATS = TestKeys.shared("wechat.theirs");

    private static final String ORDERS = "/v3/pay/transactions/native";
    private static final String REFUNDS = "/v3/refund/domestic/refunds";
    private static final String TRANSFERS = "/v3/fund-app/mch-transfer/transfer-bills";
    private static final String NONCE = "EyaPwJ4wbC8kp5x1";

    /** What WeChat Pay signs with. */
    public enum Mode {
        PUBLIC_KEY,
        PLATFORM_CERTIFICATE
    }

    /** The platform's certificate; made when a test needs it, for that takes a while. */
    static final class Platform {
        static final TestKeys.Certified CERTIFIED = TestKeys.certified("Tenpay.com Root CA");

        private Platform() {}
    }

    private final Mode mode;
    private final SignedAnswers signing;
    private final WechatProvider provider;

    WechatCounterpart(Mode mode) {
        this(mode, Map.of());
    }

    WechatCounterpart(Mode mode, Map<String, String> settings) {
        this(0, mode, new SignedAnswers(body -> sign(mode, body)), settings);
    }

    public WechatCounterpart(int port) {
        this(port, Mode.PUBLIC_KEY, new SignedAnswers(body -> sign(Mode.PUBLIC_KEY, body)), Map.of());
    }

    private WechatCounterpart(int port, Mode mode, SignedAnswers signing, Map<String, String> more) {
        super(port, signing);
        this.mode = mode;
        this.signing = signing;
        var settings = new HashMap<>(settings(server.baseUrl()));
        if (mode == Mode.PLATFORM_CERTIFICATE) {
            settings.remove("public-key-id");
            settings.remove("public-key");
        }
        settings.putAll(more);
        this.provider = new WechatProvider(config(settings), new BusinessClock());
    }

    /** What has to be set to speak to it by public key. */
    public static Map<String, String> settings(String apiBase) {
        return Map.ofEntries(
                Map.entry("app-id", "wxd678efh567hg6787"),
                Map.entry("merchant-id", "1900007291"),
                Map.entry("merchant-serial", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"),
                Map.entry("private-key", TestKeys.pem(OURS.getPrivate())),
                Map.entry("api-v3-key", API_V3_KEY),
                Map.entry("notify-url", "https://api.market.example/v1/payment-webhooks/wechat"),
                Map.entry("transfer-scene-id", "1005"),
                Map.entry("transfer-report", "岗位类型=卖家,报酬说明=二手商品货款"),
                Map.entry("public-key-id", PUBLIC_KEY_ID),
                Map.entry("public-key", TestKeys.pem(WECHATS.getPublic())),
                Map.entry("api-base", apiBase));
    }

    static WechatConfig config(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder().withMapping(WechatConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue(WechatConfig.PREFIX + "." + name, value));
        return config.build().getConfigMapping(WechatConfig.class);
    }

    private static PrivateKey key(Mode mode) {
        return switch (mode) {
            case PUBLIC_KEY -> WECHATS.getPrivate();
            case PLATFORM_CERTIFICATE -> Platform.CERTIFIED.key();
        };
    }

    private static String serial(Mode mode) {
        return switch (mode) {
            case PUBLIC_KEY -> PUBLIC_KEY_ID;
            case PLATFORM_CERTIFICATE -> Platform.CERTIFIED.serial();
        };
    }

    private static Map<String, String> sign(Mode mode, String body) {
        return sign(key(mode), serial(mode), Clock.systemUTC().instant(), body);
    }

    private static Map<String, String> sign(PrivateKey key, String serial, Instant at, String body) {
        var timestamp = Long.toString(at.getEpochSecond());
        return Map.of(
                "Wechatpay-Timestamp", timestamp,
                "Wechatpay-Nonce", NONCE,
                "Wechatpay-Serial", serial,
                "Wechatpay-Signature", TestKeys.sign(key, timestamp + "\n" + NONCE + "\n" + body + "\n"));
    }

    void offersCertificates() {
        server.stubFor(get(urlPathEqualTo("/v3/certificates")).willReturn(ok("""
                {"data": [{"serial_no": "%s", "effective_time": "2026-06-08T10:34:56+08:00",
                 "expire_time": "2031-06-08T10:34:56+08:00", "encrypt_certificate": {"algorithm": "AEAD_AES_256_GCM",
                 "nonce": "61f9c719728a", "associated_data": "certificate", "ciphertext": "%s"}}]}""".formatted(
                Platform.CERTIFIED.serial(), encrypted("61f9c719728a", "certificate", Platform.CERTIFIED.pem())))));
    }

    WireMockServer server() {
        return server;
    }

    SignedAnswers signing() {
        return signing;
    }

    @Override
    public WechatProvider provider() {
        return provider;
    }

    @Override
    public Money price() {
        return Money.cny(300_000);
    }

    @Override
    public List<Written> amounts() {
        return List.of(
                new Written(Money.cny(1), "1"),
                new Written(Money.cny(300_000), "300000"),
                new Written(Money.cny(Integer.MAX_VALUE), "2147483647"));
    }

    @Override
    public void does(What what, Money amount) {
        switch (what) {
            case PAYMENT -> server.stubFor(post(urlPathEqualTo(ORDERS)).willReturn(ok("""
                        {"code_url": "weixin://wxpay/bizpayurl/up?pr=NwY5Mz9&groupid=00"}""")));
            case RELEASE ->
                server.stubFor(post(urlPathMatching("/v3/pay/transactions/out-trade-no/[0-9a-f]{32}/close"))
                        .willReturn(aResponse().withStatus(204)));
            case REFUND -> {
                server.stubFor(get(urlPathMatching("/v3/pay/transactions/out-trade-no/.*"))
                        .willReturn(order("1", "SUCCESS", new Money(amount.amountMinor() * 2, amount.currency()))));
                server.stubFor(post(urlPathEqualTo(REFUNDS)).willReturn(refund("1", "SUCCESS", amount)));
            }
            case PAYOUT -> server.stubFor(post(urlPathEqualTo(TRANSFERS)).willReturn(ok("""
                        {"out_bill_no": "1", "transfer_bill_no": "1330000071100999991182020050700019480001",
                         "create_time": "2026-11-25T18:00:00+08:00", "state": "WAIT_USER_CONFIRM",
                         "package_info": "affffddafdfafddffda=="}""")));
            case HOLD, CAPTURE -> throw new AssertionError("WeChat Pay reserves nothing");
        }
    }

    @Override
    public String refuses(What what) {
        server.stubFor(
                get(urlPathMatching("/v3/pay/transactions/out-trade-no/.*")).willReturn(error(404, "ORDER_NOT_EXIST")));
        return switch (what) {
            case PAYMENT -> {
                server.stubFor(post(urlPathEqualTo(ORDERS)).willReturn(error(400, "PARAM_ERROR")));
                yield "PARAM_ERROR";
            }
            case RELEASE -> {
                server.stubFor(post(urlPathMatching("/v3/pay/transactions/out-trade-no/[0-9a-f]{32}/close"))
                        .willReturn(error(400, "ORDER_PAID")));
                yield "ORDER_PAID";
            }
            case REFUND -> {
                server.stubFor(get(urlPathMatching("/v3/pay/transactions/out-trade-no/.*"))
                        .willReturn(order("1", "SUCCESS", price())));
                server.stubFor(get(urlPathMatching(REFUNDS + "/.*")).willReturn(error(404, "RESOURCE_NOT_EXISTS")));
                server.stubFor(post(urlPathEqualTo(REFUNDS)).willReturn(error(403, "NOT_ENOUGH")));
                yield "NOT_ENOUGH";
            }
            case PAYOUT -> {
                server.stubFor(get(urlPathMatching(TRANSFERS + "/.*")).willReturn(error(404, "NOT_FOUND")));
                server.stubFor(post(urlPathEqualTo(TRANSFERS)).willReturn(error(403, "NOT_ENOUGH")));
                yield "NOT_ENOUGH";
            }
            case HOLD, CAPTURE -> throw new AssertionError("WeChat Pay reserves nothing");
        };
    }

    @Override
    public ResponseDefinitionBuilder refusal() {
        return error(400, "PARAM_ERROR");
    }

    @Override
    public void knows(Asked asked, State state, Money amount) {
        var number = TradeNumber.of(asked.id());
        switch (asked.kind()) {
            case PAYMENT ->
                server.stubFor(get(urlPathEqualTo("/v3/pay/transactions/out-trade-no/" + number))
                        .willReturn(
                                switch (state) {
                                    case UNKNOWN -> error(404, "ORDER_NOT_EXIST");
                                    case OPEN -> order(number, "NOTPAY", amount);
                                    case DONE -> order(number, "SUCCESS", amount);
                                    case FAILED -> order(number, "CLOSED", amount);
                                    case RESERVED, LAPSED -> throw new AssertionError("WeChat Pay reserves nothing");
                                }));
            case REFUND ->
                server.stubFor(get(urlPathEqualTo(REFUNDS + "/" + number))
                        .willReturn(
                                switch (state) {
                                    case UNKNOWN -> error(404, "RESOURCE_NOT_EXISTS");
                                    case OPEN -> refund(number, "PROCESSING", amount);
                                    case FAILED -> refund(number, "ABNORMAL", amount);
                                    default -> refund(number, "SUCCESS", amount);
                                }));
            case PAYOUT ->
                server.stubFor(get(urlPathEqualTo(TRANSFERS + "/out-bill-no/" + number))
                        .willReturn(
                                switch (state) {
                                    case UNKNOWN -> error(404, "NOT_FOUND");
                                    case OPEN -> transfer(number, "TRANSFERING", amount);
                                    case FAILED -> transfer(number, "FAIL", amount);
                                    default -> transfer(number, "SUCCESS", amount);
                                }));
        }
    }

    private static ResponseDefinitionBuilder order(String number, String state, Money amount) {
        return ok(order(number, state, amount, "CNY"));
    }

    private static String order(String number, String state, Money amount, String currency) {
        return """
                {"amount": {"currency": "%s", "payer_currency": "CNY", "payer_total": %d, "total": %d},
                 "appid": "wxd678efh567hg6787", "attach": "", "bank_type": "OTHERS", "mchid": "1900007291",
                 "out_trade_no": "%s", "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}, "promotion_detail": [],
                 "success_time": "2026-11-25T18:00:00+08:00", "trade_state": "%s", "trade_state_desc": "给人看的",
                 "trade_type": "NATIVE", "transaction_id": "1217752501201407033233368018"}""".formatted(currency, amount.amountMinor(), amount.amountMinor(), number, state);
    }

    private static ResponseDefinitionBuilder refund(String number, String status, Money amount) {
        return ok("""
                {"refund_id": "50000000382019052709732678859", "out_refund_no": "%s", "out_trade_no": "1",
                 "transaction_id": "1217752501201407033233368018", "channel": "ORIGINAL", "status": "%s",
                 "user_received_account": "招商银行信用卡0403", "create_time": "2026-11-25T18:00:00+08:00",
                 "amount": {"total": %d, "refund": %d, "payer_total": 90, "payer_refund": 90, "currency": "CNY"}}""".formatted(number, status, amount.amountMinor() * 2, amount.amountMinor()));
    }

    private static ResponseDefinitionBuilder transfer(String number, String state, Money amount) {
        return ok("""
                {"mch_id": "1900007291", "out_bill_no": "%s", "appid": "wxd678efh567hg6787", "state": "%s",
                 "transfer_bill_no": "1330000071100999991182020050700019480001", "transfer_amount": %d%s,
                 "openid": "o-MYE42l80oelYMDE34nYD456Xoy", "create_time": "2026-11-25T18:00:00+08:00"}""".formatted(
                        number,
                        state,
                        amount.amountMinor(),
                        state.equals("FAIL") ? ", \"fail_reason\": \"PAYEE_ACCOUNT_ABNORMAL\"" : ""));
    }

    @Override
    protected RequestPatternBuilder requests(What what) {
        return switch (what) {
            case PAYMENT -> postRequestedFor(urlPathEqualTo(ORDERS));
            case RELEASE -> postRequestedFor(urlPathMatching("/v3/pay/transactions/out-trade-no/.*/close"));
            case REFUND -> postRequestedFor(urlPathEqualTo(REFUNDS));
            case PAYOUT -> postRequestedFor(urlPathEqualTo(TRANSFERS));
            case HOLD, CAPTURE -> throw new AssertionError("WeChat Pay reserves nothing");
        };
    }

    @Override
    protected String key(LoggedRequest request) {
        var body = json(request);
        for (var name : new String[] {"out_refund_no", "out_trade_no", "out_bill_no"}) {
            if (body.has(name)) {
                return body.get(name).asText();
            }
        }
        throw new AssertionError("No number of ours in " + body);
    }

    @Override
    public String amountIn(LoggedRequest request) {
        return json(request).at("/amount/total").asText();
    }

    static JsonNode json(LoggedRequest request) {
        try {
            return EventJson.read(request.getBody(), JsonNode.class);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    static ResponseDefinitionBuilder ok(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"code\": \"" + code + "\", \"message\": \"给人看的\"}");
    }

    private static String encrypted(String nonce, String associated, String text) {
        return new AeadAesCipher(API_V3_KEY.getBytes(StandardCharsets.UTF_8))
                .encrypt(
                        associated.getBytes(StandardCharsets.UTF_8),
                        nonce.getBytes(StandardCharsets.UTF_8),
                        text.getBytes(StandardCharsets.UTF_8));
    }

    // What WeChat Pay notifies

    Webhook notified(String id, String type, String original, String resource, Instant at) {
        return signed(notification(id, type, original, resource), at);
    }

    private static String notification(String id, String type, String original, String resource) {
        return """
                {"id": "%s", "create_time": "2026-11-25T18:00:00+08:00", "resource_type": "encrypt-resource",
                 "event_type": "%s", "summary": "给人看的", "resource": {"original_type": "%s",
                 "algorithm": "AEAD_AES_256_GCM", "ciphertext": "%s", "associated_data": "%s", "nonce": "fdasflkja484"}}""".formatted(id, type, original, encrypted("fdasflkja484", original, resource), original);
    }

    Webhook signed(String body, Instant at) {
        return signed(body, at, key(mode), serial(mode));
    }

    static Webhook signed(String body, Instant at, PrivateKey key, String serial) {
        return new Webhook(sign(key, serial, at, body), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Webhook paid(String messageId, UUID paymentId, Money amount, Instant at) {
        return paid(messageId, paymentId, amount, "CNY", at);
    }

    Webhook paid(String messageId, UUID paymentId, Money amount, String currency, Instant at) {
        return notified(
                messageId,
                "TRANSACTION.SUCCESS",
                "transaction",
                order(TradeNumber.of(paymentId), "SUCCESS", amount, currency),
                at);
    }

    @Override
    public Webhook somethingElse(String messageId, Instant at) {
        return notified(messageId, "COUPON.USE", "coupon", "{}", at);
    }

    @Override
    public Webhook half(Instant at) {
        var body = new String(paid("m", new UUID(0, 2), price(), at).body(), StandardCharsets.UTF_8);
        return signed(body.substring(0, body.length() / 2), at);
    }

    @Override
    public Webhook forged(UUID paymentId, Money amount, Instant at) {
        var body = new String(paid("m", paymentId, amount, at).body(), StandardCharsets.UTF_8);
        return signed(body, at, OURS.getPrivate(), serial(mode));
    }

    @Override
    public void close() {
        Objects.requireNonNull(provider).end();
        super.close();
    }
}
