package dev.bonafide.escrow.payment.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine.Kind;
import dev.bonafide.escrow.payment.remote.IdTime;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.escrow.payment.wechat.WechatCounterpart.Mode;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.money.Money;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is WeChat Pay's own beyond the contract. */
@TestInstance(Lifecycle.PER_CLASS)
class WechatProviderTest {
    private static final Money PRICE = Money.cny(300_000);
    private static final UUID PAYMENT = IDS.next();

    private final WechatCounterpart wechat =
            new WechatCounterpart(Mode.PUBLIC_KEY, Map.of("confirm-payout-url", "https://market.example/confirm"));

    @BeforeEach
    void reset() {
        wechat.reset();
    }

    @AfterAll
    void close() {
        wechat.close();
    }

    @Test
    @DisplayName("E-8: without settings it is not offered, with a part of them the service does not start")
    void allSettingsOrNone() {
        assertThat(new WechatProvider(WechatCounterpart.config(Map.of()), new BusinessClock()).isOffered())
                .isFalse();
        assertThatThrownBy(() -> new WechatProvider(
                        WechatCounterpart.config(Map.of("app-id", "1", "api-v3-key", "short")), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Half configured: ")
                .hasMessageContaining("bonafide.payment.wechat.merchant-serial");
    }

    @Test
    void settingsThatCannotWorkDoNotStartAndAreNotQuoted() {
        var settings = new HashMap<>(WechatCounterpart.settings("http://localhost"));
        settings.put("api-v3-key", "too-short");
        assertThatThrownBy(() -> new WechatProvider(WechatCounterpart.config(settings), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bonafide.payment.wechat.api-v3-key has 9 bytes (expected: 32)");
        settings.put("api-v3-key", WechatCounterpart.API_V3_KEY);
        settings.put("transfer-report", "no kind");
        assertThatThrownBy(() -> new WechatProvider(WechatCounterpart.config(settings), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: kind=content");
        settings.remove("transfer-report");
        settings.remove("public-key");
        assertThatThrownBy(() -> new WechatProvider(WechatCounterpart.config(settings), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bonafide.payment.wechat.public-key is missing");
    }

    @Test
    void anAnswerThatIsNotSignedByWechatPaySaysNothing() {
        var forger = new WechatCounterpart(Mode.PUBLIC_KEY);
        forger.signing().signWrongly();
        forger.does(What.PAYMENT, PRICE);
        assertThatThrownBy(() -> now(forger.provider().authorise(AskContract.payment(PAYMENT, PRICE))))
                .isInstanceOf(UnclearAnswerException.class);
        forger.close();
    }

    @Test
    void whatCannotBeAskedIsRefusedBeforeItIs() {
        wechat.refuses(What.PAYMENT);
        assertThat(code(new PaymentAsk(PAYMENT, Money.of(100, "USD"), PaymentAsk.Capture.AT_ONCE, null)))
                .isEqualTo("CURRENCY_NOT_SUPPORTED");
        assertThat(code(new PaymentAsk(PAYMENT, Money.cny(1L << 31), PaymentAsk.Capture.AT_ONCE, null)))
                .isEqualTo("AMOUNT_TOO_LARGE");
        assertThat(code(new PaymentAsk(PAYMENT, PRICE, PaymentAsk.Capture.LATER, null)))
                .isEqualTo("HOLDS_NOT_OFFERED");
        assertThat(wechat.seen(What.PAYMENT)).isEmpty();
    }

    private String code(PaymentAsk ask) {
        return now(wechat.provider().authorise(ask)).outcome() instanceof PaymentReport.PaymentDeclined declined
                ? declined.code()
                : "not declined";
    }

    @Test
    @DisplayName("E-8: an order's end goes by its id, so that the same ask is the same order")
    void anOrderEndsByItsId() {
        wechat.does(What.PAYMENT, PRICE);
        now(wechat.provider().authorise(AskContract.payment(PAYMENT, PRICE)));
        var body = WechatCounterpart.json(wechat.seen(What.PAYMENT).getFirst());
        assertThat(OffsetDateTime.parse(body.get("time_expire").asText()).toInstant())
                .isEqualTo(IdTime.of(PAYMENT)
                        .orElseThrow()
                        .plus(Duration.ofMinutes(15))
                        .truncatedTo(ChronoUnit.SECONDS));
        assertThat(body.get("time_expire").asText()).endsWith("+08:00");
    }

    @Test
    @DisplayName("E-8: a payment asked for again after it was made is told as made")
    void whatWasPaidIsNotDeclinedWhenAskedForAgain() {
        wechat.refuses(What.PAYMENT);
        wechat.knows(new Asked(Asked.Kind.PAYMENT, PAYMENT, null), State.DONE, PRICE);
        assertThat(now(wechat.provider().authorise(AskContract.payment(PAYMENT, PRICE)))
                        .outcome())
                .isInstanceOf(PaymentReport.PaymentSucceeded.class);
    }

    @Test
    @DisplayName("E-8: a refund says how much of how much, as WeChat Pay itself tells it")
    void aRefundSaysOfHowMuch() {
        wechat.does(What.REFUND, PRICE);
        now(wechat.provider().refund(AskContract.refund(IDS.next(), PAYMENT, PRICE)));
        var amount = WechatCounterpart.json(wechat.seen(What.REFUND).getFirst()).get("amount");
        assertThat(amount.get("refund").asLong()).isEqualTo(300_000);
        assertThat(amount.get("total").asLong()).isEqualTo(600_000);
    }

    @Test
    @DisplayName("E-8: a refund or payout that is refused because it was made before is told as made")
    void whatWasDoneIsNotFailedWhenAskedForAgain() {
        var refund = IDS.next();
        wechat.refuses(What.REFUND);
        wechat.knows(new Asked(Asked.Kind.REFUND, refund, null), State.DONE, PRICE);
        assertThat(now(wechat.provider().refund(AskContract.refund(refund, PAYMENT, PRICE)))
                        .outcome())
                .isInstanceOf(PaymentReport.RefundSucceeded.class);

        var payout = IDS.next();
        wechat.refuses(What.PAYOUT);
        wechat.knows(new Asked(Asked.Kind.PAYOUT, payout, null), State.DONE, PRICE);
        assertThat(now(wechat.provider().payOut(new PayoutAsk(payout, "openid", PRICE)))
                        .outcome())
                .isInstanceOf(PaymentReport.PayoutSucceeded.class);
    }

    @Test
    @DisplayName("E-12: a seller who has to confirm is sent to where they can")
    void aSellerConfirms() {
        wechat.does(What.PAYOUT, PRICE);
        var answer = now(wechat.provider().payOut(new PayoutAsk(IDS.next(), "o-MYE42l80oelYMDE34nYD456Xoy", PRICE)));
        assertThat(answer.outcome()).isNull();
        assertThat(answer.actionUrl())
                .isEqualTo("https://market.example/confirm#mchId=1900007291&appId=wxd678efh567hg6787"
                        + "&package=affffddafdfafddffda%3D%3D");
        var body = WechatCounterpart.json(wechat.seen(What.PAYOUT).getFirst());
        assertThat(body.get("transfer_scene_id").asText()).isEqualTo("1005");
        assertThat(body.at("/transfer_scene_report_infos/0/info_type").asText()).isEqualTo("岗位类型");
        assertThat(body.at("/transfer_scene_report_infos/1/info_content").asText())
                .isEqualTo("二手商品货款");
        assertThat(body.has("user_name")).isFalse();
    }

    @Test
    @DisplayName("E-12: without a scene sellers cannot be paid, and that is told")
    void withoutASceneNobodyIsPaid() {
        var without = new WechatCounterpart(Mode.PUBLIC_KEY, Map.of("transfer-scene-id", ""));
        without.refuses(What.PAYOUT);
        assertThat(now(without.provider().payOut(new PayoutAsk(IDS.next(), "openid", PRICE)))
                        .outcome())
                .isInstanceOfSatisfying(
                        PaymentReport.PayoutFailed.class,
                        failed -> assertThat(failed.code()).isEqualTo("TRANSFER_SCENE_NOT_CONFIGURED"));
        without.close();
    }

    @Test
    void theReceiptIsTheOneWechatPayKnows() {
        assertThat(wechat.provider().receipt().body()).contains("SUCCESS");
    }

    @Test
    @DisplayName("E-15: a day's bill gives its payments and refunds, with fees and our ids")
    void aDayIsSettled() {
        var refund = IDS.next();
        var bill = "\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
                + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n"
                + "`2026-11-24 10:00:00,`wxd6,`1900007291,`0,`,`4200000000000001,`" + TradeNumber.of(PAYMENT)
                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`NATIVE,`SUCCESS,`OTHERS,`CNY,`3000.00,`0.00,`0,`0,`0.00,`0.00,`,`,`Bonafide,`,"
                + "`18.00,`0.60%,`3000.00,`0.00,`\r\n"
                + "`2026-11-24 20:00:00,`wxd6,`1900007291,`0,`,`4200000000000001,`" + TradeNumber.of(PAYMENT)
                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030000000000001,`"
                + TradeNumber.of(refund)
                + ",`1000.00,`0.00,`ORIGINAL,`SUCCESS,`Bonafide,`,`-6.00,`0.60%,`0.00,`1000.00,`\r\n"
                + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
                + "`2,`3000.00,`1000.00,`0.00,`12.00,`3000.00,`1000.00\r\n";
        offersBill(sha1(bill), bill);
        assertThat(now(wechat.provider().settlementOf(LocalDate.parse("2025-11-24"))))
                .containsExactly(
                        new SettlementLine(
                                Kind.PAYMENT,
                                PAYMENT,
                                "4200000000000001",
                                PRICE,
                                Money.cny(1_800),
                                Instant.parse("2026-11-24T02:00:00Z")),
                        new SettlementLine(
                                Kind.REFUND,
                                refund,
                                "5030000000000001",
                                Money.cny(100_000),
                                Money.cny(0),
                                Instant.parse("2026-11-24T12:00:00Z")));

        offersBill(sha1(bill + "x"), bill);
        assertThatThrownBy(() -> now(wechat.provider().settlementOf(LocalDate.parse("2025-11-24"))))
                .isInstanceOf(UnclearAnswerException.class)
                .hasMessageContaining("not the one announced");
    }

    @Test
    @DisplayName("E-15: a day on which nothing happened is empty, a day whose bill is not there yet fails")
    void aDayWithoutBill() {
        wechat.server()
                .stubFor(get(urlPathEqualTo("/v3/bill/tradebill"))
                        .willReturn(WechatCounterpart.error(400, "NO_STATEMENT_EXIST")));
        assertThat(now(wechat.provider().settlementOf(LocalDate.parse("2025-11-24"))))
                .isEmpty();
        assertThatThrownBy(() -> now(wechat.provider().settlementOf(LocalDate.parse("2999-01-01"))))
                .isInstanceOf(UnclearAnswerException.class);
    }

    private void offersBill(String hash, String bill) {
        wechat.server()
                .stubFor(get(urlPathEqualTo("/v3/bill/tradebill"))
                        .withQueryParam("bill_date", equalTo("2025-11-24"))
                        .willReturn(WechatCounterpart.ok("""
                        {"hash_type": "SHA1", "hash_value": "%s",
                         "download_url": "https://api.mch.weixin.qq.com/v3/billdownload/file?token=xxx"}""".formatted(hash))));
        wechat.server()
                .stubFor(get(urlPathEqualTo("/v3/billdownload/file"))
                        .withQueryParam("token", equalTo("xxx"))
                        .willReturn(aResponse().withBody(bill)));
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
