package dev.bonafide.escrow.payment.alipay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.Receipt;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.CaptureAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.remote.TestKeys;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is Alipay's own beyond the contract. */
@TestInstance(Lifecycle.PER_CLASS)
class AlipayProviderTest {
    private static final Money PRICE = Money.cny(300_000);
    private static final UUID PAYMENT = IDS.next();

    private final AlipayCounterpart alipay = new AlipayCounterpart();

    @BeforeEach
    void reset() {
        alipay.reset();
    }

    @AfterAll
    void close() {
        alipay.close();
    }

    @Test
    @DisplayName("E-8: without settings it is not offered, with a part of them the service does not start")
    void allSettingsOrNone() {
        assertThat(new AlipayProvider(AlipayCounterpart.config(Map.of()), new BusinessClock()).isOffered())
                .isFalse();
        assertThatThrownBy(
                        () -> new AlipayProvider(AlipayCounterpart.config(Map.of("app-id", "1")), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Half configured: ")
                .hasMessageContaining("bonafide.payment.alipay.private-key");
    }

    @Test
    void anAnswerThatIsNotSignedByAlipaySaysNothing() {
        var forger = new AlipayCounterpart();
        forger.signing().signWrongly();
        forger.does(What.PAYMENT, PRICE);
        assertThatThrownBy(() -> now(forger.provider().authorise(AskContract.payment(PAYMENT, PRICE))))
                .isInstanceOf(UnclearAnswerException.class)
                .hasMessageContaining("not signed");
        forger.answers("/v3/alipay/trade/precreate", AlipayCounterpart.refusal("ACQ.TOTAL_FEE_EXCEED"));
        assertThatThrownBy(() -> now(forger.provider().authorise(AskContract.payment(PAYMENT, PRICE))))
                .isInstanceOf(UnclearAnswerException.class)
                .hasMessageContaining("not signed");
        forger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACQ.SYSTEM_ERROR", "SYSTEM_ERROR", "invalid-signature", "app-call-limited"})
    void troubleAtAlipayIsNoRefusal(String code) {
        alipay.answersAll(AlipayCounterpart.refusal(code));
        assertThatThrownBy(() -> now(alipay.provider().authorise(AskContract.payment(PAYMENT, PRICE))))
                .isInstanceOf(UnclearAnswerException.class);
    }

    @Test
    void anotherCurrencyIsRefusedBeforeItIsAsked() {
        alipay.refuses(What.PAYMENT);
        var dollars = now(alipay.provider().authorise(AskContract.payment(PAYMENT, Money.of(100, "USD"))));
        assertThat(dollars.outcome())
                .isInstanceOfSatisfying(
                        PaymentReport.PaymentDeclined.class,
                        declined -> assertThat(declined.code()).isEqualTo("CURRENCY_NOT_SUPPORTED"));
        assertThat(alipay.seen(What.PAYMENT)).isEmpty();
    }

    @Test
    @DisplayName("E-8: a payment asked for again after it was made is told as made")
    void whatWasPaidIsNotDeclinedWhenAskedForAgain() {
        alipay.knows(new Asked(Asked.Kind.PAYMENT, PAYMENT, null), State.DONE, PRICE);
        alipay.answers("/v3/alipay/trade/precreate", AlipayCounterpart.refusal("ACQ.TRADE_HAS_SUCCESS"));
        assertThat(now(alipay.provider().authorise(AskContract.payment(PAYMENT, PRICE)))
                        .outcome())
                .isInstanceOf(PaymentReport.PaymentSucceeded.class);
    }

    @Test
    @DisplayName("E-8: a refund that is refused because it was made before is told as made")
    void whatWentBackIsNotFailedWhenAskedForAgain() {
        var refund = IDS.next();
        alipay.refuses(What.REFUND);
        alipay.knows(new Asked(Asked.Kind.REFUND, refund, null, new Asked.Paid(PAYMENT, "any")), State.DONE, PRICE);
        assertThat(now(alipay.provider().refund(AskContract.refund(refund, PAYMENT, PRICE)))
                        .outcome())
                .isInstanceOf(PaymentReport.RefundSucceeded.class);
    }

    @Test
    void aCodeThatNobodyHasScannedIsOpenOnceItWasHandedOut() {
        var number = TradeNumber.of(PAYMENT);
        alipay.knows(new Asked(Asked.Kind.PAYMENT, PAYMENT, null), State.UNKNOWN, PRICE);
        assertThat(now(alipay.provider().outcomeOf(new Asked(Asked.Kind.PAYMENT, PAYMENT, null))))
                .isEqualTo(new Outcome.NeverHeard());
        assertThat(now(alipay.provider().outcomeOf(new Asked(Asked.Kind.PAYMENT, PAYMENT, number))))
                .isEqualTo(new Outcome.StillOpen(number));
        assertThat(now(alipay.provider().withdraw(new Asked(Asked.Kind.PAYMENT, PAYMENT, number)))
                        .outcome())
                .isEqualTo(new PaymentReport.PaymentDeclined(
                        "answer:" + PAYMENT + ":NOT_SCANNED", PAYMENT, number, "NOT_SCANNED"));
    }

    @Test
    void aTradeThatWentBackInFullStaysPaid() {
        alipay.answers("/v3/alipay/trade/query", AlipayCounterpart.ok("""
                {"trade_no": "2014112611001004680073956707", "trade_status": "TRADE_CLOSED",
                 "total_amount": "3000.00", "send_pay_date": "2026-11-25 18:00:00"}"""));
        assertThat(now(alipay.provider().outcomeOf(new Asked(Asked.Kind.PAYMENT, PAYMENT, null))))
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report()).isInstanceOf(PaymentReport.PaymentSucceeded.class));
    }

    @Test
    @DisplayName("E-9: a capture ends the freeze, and the trade bears the payment's number")
    void aCaptureEndsTheFreeze() {
        alipay.knows(new Asked(Asked.Kind.PAYMENT, PAYMENT, null), State.RESERVED, PRICE);
        alipay.does(What.CAPTURE, Money.cny(250_000));
        now(alipay.provider()
                .capture(new CaptureAsk(IDS.next(), PAYMENT, TradeNumber.of(PAYMENT), Money.cny(250_000))));
        var body = json(alipay.seen(What.CAPTURE).getFirst().getBody());
        assertThat(body.get("out_trade_no").asText()).isEqualTo(TradeNumber.of(PAYMENT));
        assertThat(body.get("auth_no").asText()).isEqualTo("2014070800002001550000014417");
        assertThat(body.get("auth_confirm_mode").asText()).isEqualTo("COMPLETE");
        assertThat(body.get("total_amount").asText()).isEqualTo("2500.00");
    }

    @Test
    @DisplayName("E-9: a code that freezes is closed under its own number while nobody has scanned it")
    void aFreezeThatNobodyMadeIsClosed() {
        alipay.knows(new Asked(Asked.Kind.PAYMENT, PAYMENT, null), State.UNKNOWN, PRICE);
        alipay.does(What.RELEASE, PRICE);
        alipay.answers(
                "/v3/alipay/fund/auth/operation/detail/query",
                AlipayCounterpart.freeze(TradeNumber.of(PAYMENT), "INIT", "3000.00", "0.00"));
        assertThat(now(alipay.provider().withdraw(new Asked(Asked.Kind.PAYMENT, PAYMENT, null)))
                        .outcome())
                .isInstanceOf(PaymentReport.PaymentDeclined.class);
    }

    @Test
    void anAskForAHoldSaysWhereItIsToldAndForHowLong() {
        alipay.does(What.HOLD, PRICE);
        now(alipay.provider().authorise(new PaymentAsk(PAYMENT, PRICE, PaymentAsk.Capture.LATER, null)));
        var body = json(alipay.seen(What.HOLD).getFirst().getBody());
        assertThat(body.get("product_code").asText()).isEqualTo("PRE_AUTH");
        assertThat(body.get("timeout_express").asText()).isEqualTo("15m");
        assertThat(body.get("notify_url").asText()).isEqualTo("https://api.market.example/v1/payment-webhooks/alipay");
    }

    @Test
    @DisplayName("E-12: a seller is named by user id or by open id, as the token is")
    void aSellerIsNamedAsTheTokenIs() {
        for (var seller : List.of("2088102146225135", "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5")) {
            alipay.reset();
            alipay.does(What.PAYOUT, PRICE);
            now(alipay.provider().payOut(new PayoutAsk(IDS.next(), seller, PRICE)));
            var payee = json(alipay.seen(What.PAYOUT).getFirst().getBody()).get("payee_info");
            assertThat(payee.get("identity").asText()).isEqualTo(seller);
            assertThat(payee.get("identity_type").asText())
                    .isEqualTo(seller.startsWith("2088") ? "ALIPAY_USER_ID" : "ALIPAY_OPEN_ID");
            assertThat(payee.size()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("E-12: by certificates, as payouts demand, both sides name theirs")
    void certificatesAreNamed() {
        var ours = TestKeys.certified("our application");
        var alipays = TestKeys.certified("Alipay");
        var serial = AlipaySignatures.serial(alipays.certificate());
        var server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        var body = "{\"order_id\": \"1\", \"status\": \"SUCCESS\"}";
        var answer = aResponse()
                .withBody(body)
                .withHeader("alipay-timestamp", "1764000000000")
                .withHeader("alipay-nonce", "n")
                .withHeader("alipay-signature", TestKeys.sign(alipays.key(), "1764000000000\nn\n" + body + "\n"));
        var provider = new AlipayProvider(
                AlipayCounterpart.config(Map.of(
                        "app-id", AlipayCounterpart.APP_ID,
                        "private-key", TestKeys.pem(ours.key()),
                        "app-certificate", ours.pem(),
                        "alipay-certificate", alipays.pem(),
                        "root-certificate-serial", "687b59193f3f462dd5336e5abf83c5d8_02941eef3187dddf3d3b83462e1dfcf6",
                        "notify-url", "https://api.market.example",
                        "api-base", server.baseUrl())),
                new BusinessClock());
        try {
            var ask = new PayoutAsk(IDS.next(), "2088102146225135", PRICE);
            server.stubFor(any(anyUrl()).willReturn(answer.withHeader("alipay-sn", serial)));
            assertThat(now(provider.payOut(ask)).outcome()).isInstanceOf(PaymentReport.PayoutSucceeded.class);
            var request = server.getAllServeEvents().getFirst().getRequest();
            assertThat(request.getHeader("alipay-root-cert-sn")).startsWith("687b59193f3f462dd5336e5abf83c5d8");
            assertThat(request.getHeader("Authorization"))
                    .contains(",app_cert_sn=" + AlipaySignatures.serial(ours.certificate()) + ",");
        } finally {
            provider.end();
            server.stop();
        }
    }

    @Test
    void onlyTheWordSuccessIsAReceipt() {
        assertThat(alipay.provider().receipt()).isEqualTo(new Receipt("text/plain", "success"));
    }

    private static JsonNode json(byte[] body) {
        try {
            return EventJson.read(body, JsonNode.class);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
