package dev.bonafide.escrow.payment.wechat;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.NotUnderstood;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Rejected;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Understood;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.wechat.WechatCounterpart.Mode;
import dev.bonafide.kit.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each of WeChat Pay's notifications means to us, and with which keys they may be signed. */
class WechatWebhooksTest {
    private static final Instant NOW = WebhookContract.NOW;
    private static final UUID ID = WebhookContract.PAYMENT;
    private static final String NUMBER = TradeNumber.of(ID);
    private static final Money PRICE = Money.cny(300_000);

    private WechatCounterpart wechat = new WechatCounterpart(Mode.PUBLIC_KEY);

    @AfterEach
    void close() {
        wechat.close();
    }

    private WebhookReading read(String type, String resource) {
        return wechat.provider().read(wechat.notified("m", type, "resource", resource, NOW), NOW);
    }

    private PaymentReport report(String type, String resource) {
        return ((Understood) read(type, resource)).report();
    }

    @Test
    void aRefundIsToldByItsStatus() {
        var refund = """
                {"mchid": "1900007291", "out_trade_no": "1", "out_refund_no": "%s", "refund_id": "5030",
                 "refund_status": "%s", "user_received_account": "招商银行信用卡0403",
                 "amount": {"total": 600000, "refund": 300000, "payer_total": 600000, "payer_refund": 300000}}""";
        assertThat(report("REFUND.SUCCESS", refund.formatted(NUMBER, "SUCCESS")))
                .isEqualTo(new PaymentReport.RefundSucceeded("m", ID, "5030", PRICE));
        for (var status : List.of("ABNORMAL", "CLOSED")) {
            assertThat(report("REFUND." + status, refund.formatted(NUMBER, status)))
                    .isEqualTo(new PaymentReport.RefundFailed("m", ID, "5030", status));
        }
    }

    @Test
    @DisplayName("E-12: a transfer is told when it is over")
    void aTransferIsTold() {
        var transfer = """
                {"out_bill_no": "%s", "transfer_bill_no": "133", "state": "%s", "mch_id": "1900007291",
                 "transfer_amount": 300000, "openid": "o-MYE", "fail_reason": "PAYEE_ACCOUNT_ABNORMAL"}""";
        assertThat(report("MCHTRANSFER.BILL.FINISHED", transfer.formatted(NUMBER, "SUCCESS")))
                .isEqualTo(new PaymentReport.PayoutSucceeded("m", ID, "133", PRICE));
        for (var state : List.of("FAIL", "CANCELLED")) {
            assertThat(report("MCHTRANSFER.BILL.FINISHED", transfer.formatted(NUMBER, state)))
                    .isEqualTo(new PaymentReport.PayoutFailed("m", ID, "133", "PAYEE_ACCOUNT_ABNORMAL"));
        }
    }

    @Test
    void anotherCurrencyThanAskedForIsToldAsItIs() {
        var dollars = Money.of(300_000, "HKD");
        assertThat(wechat.provider().read(wechat.paid("m", ID, dollars, "HKD", NOW), NOW))
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.report())
                                .isInstanceOfSatisfying(
                                        PaymentReport.PaymentSucceeded.class,
                                        paid -> assertThat(paid.amount()).isEqualTo(dollars)));
    }

    @Test
    void whatCannotBeDecryptedOrReadIsKept() {
        var body = new String(wechat.paid("m", ID, PRICE, NOW).body(), StandardCharsets.UTF_8);
        for (var broken : List.of(
                body.replace("fdasflkja484", "fdasflkja485"),
                body.replace("AEAD_AES_256_GCM", "ROT13"),
                body.replace("\"ciphertext\": \"", "\"ciphertext\": \"*"),
                body.replace("\"id\": \"m\",", ""),
                "{}",
                "null",
                "[]",
                "42")) {
            assertThat(wechat.provider().read(wechat.signed(broken, NOW), NOW))
                    .as(broken)
                    .isInstanceOf(NotUnderstood.class);
        }
        assertThat(read("TRANSACTION.SUCCESS", "{\"out_trade_no\": \"" + NUMBER + "\"}"))
                .isInstanceOf(NotUnderstood.class);
        assertThat(read("TRANSACTION.SUCCESS", "{\"out_trade_no\": \"1217752501201407033233368018\"}"))
                .isInstanceOf(NotUnderstood.class);
    }

    @Test
    void theProbeThatWechatPaySendsToTestSignaturesIsRejected() {
        var webhook = wechat.paid("m", ID, PRICE, NOW);
        var headers = new HashMap<>(webhook.headers());
        headers.put("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + webhook.header("Wechatpay-Signature"));
        assertThat(wechat.provider().read(new Webhook(headers, webhook.body()), NOW))
                .isEqualTo(new Rejected(Cause.BAD_SIGNATURE));
    }

    @Test
    @DisplayName("E-8: by public key, no platform certificate is good; during the change-over both are")
    void duringTheChangeOverBothAreGood() {
        var body = new String(wechat.paid("m", ID, PRICE, NOW).body(), StandardCharsets.UTF_8);
        var byCertificate = WechatCounterpart.signed(
                body, NOW, WechatCounterpart.PLATFORM.key(), WechatCounterpart.PLATFORM.serial());
        assertThat(wechat.provider().read(byCertificate, NOW)).isEqualTo(new Rejected(Cause.BAD_SIGNATURE));

        close();
        wechat = new WechatCounterpart(Mode.PUBLIC_KEY, Map.of("platform-certificates-too", "true"));
        wechat.offersCertificates();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> wechat.provider().read(byCertificate, NOW) instanceof Understood);
        assertThat(wechat.provider().read(wechat.paid("m", ID, PRICE, NOW), NOW))
                .isInstanceOf(Understood.class);
    }

    @Test
    @DisplayName(
            "E-8: certificates are fetched when they are needed; until then a notification is turned away, not waited on")
    void certificatesAreFetchedWhenTheyAreNeeded() {
        close();
        wechat = new WechatCounterpart(Mode.PLATFORM_CERTIFICATE);
        wechat.offersCertificates();
        var webhook = wechat.paid("m", ID, PRICE, NOW);
        assertThat(wechat.provider().read(webhook, NOW)).isEqualTo(new Rejected(Cause.BAD_SIGNATURE));
        await().atMost(Duration.ofSeconds(10)).until(() -> wechat.provider().read(webhook, NOW) instanceof Understood);
    }

    @Test
    @DisplayName("E-8: numbers that nobody knows make nobody fetch certificates more than once a minute")
    void unknownNumbersDoNotMakeUsFetch() {
        close();
        wechat = new WechatCounterpart(Mode.PLATFORM_CERTIFICATE);
        wechat.offersCertificates();
        wechat.does(What.PAYMENT, PRICE);
        now(wechat.provider().authorise(AskContract.payment(AskContract.IDS.next(), PRICE)));
        var body = new String(wechat.paid("m", ID, PRICE, NOW).body(), StandardCharsets.UTF_8);
        for (var i = 0; i < 20; i++) {
            var forged = WechatCounterpart.signed(body, NOW, WechatCounterpart.OURS.getPrivate(), "ABCDEF" + i);
            assertThat(wechat.provider().read(forged, NOW)).isEqualTo(new Rejected(Cause.BAD_SIGNATURE));
        }
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(wechat.server().findAll(getRequestedFor(urlPathEqualTo("/v3/certificates"))))
                                .hasSizeLessThanOrEqualTo(2));
    }
}
