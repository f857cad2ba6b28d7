package dev.bonafide.escrow.payment.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.NotUnderstood;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Rejected;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Understood;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.escrow.payment.remote.TestKeys;
import dev.bonafide.escrow.payment.remote.TradeNumber;
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

/** What each of Alipay's notifications means to us. */
class AlipayNotificationsTest {
    private static final Instant NOW = WebhookContract.NOW;
    private static final UUID ID = WebhookContract.PAYMENT;
    private static final Money PRICE = Money.cny(300_000);

    private final AlipayNotifications notifications = new AlipayNotifications(
            AlipayCounterpart.APP_ID,
            AlipaySignatures.of(AlipayCounterpart.config(Map.of(
                    "app-id", AlipayCounterpart.APP_ID,
                    "private-key", TestKeys.pem(AlipayCounterpart.OURS.getPrivate()),
                    "alipay-public-key", TestKeys.pem(AlipayCounterpart.ALIPAYS.getPublic())))),
            new AlipayReports(Duration.ofDays(30)));

    private WebhookReading read(Map<String, String> fields) {
        return notifications.read(AlipayCounterpart.signed(fields), NOW);
    }

    private PaymentReport report(Map<String, String> fields) {
        return ((Understood) read(fields)).report();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "WAIT_BUYER_PAY, PaymentProcessing",
        "TRADE_SUCCESS,  PaymentSucceeded",
        "TRADE_FINISHED, PaymentSucceeded",
        "TRADE_CLOSED,   PaymentDeclined",
        "TRADE_INVENTED, PaymentProcessing"
    })
    void aTradeIsToldByItsStatus(String status, String report) {
        assertThat(report(AlipayCounterpart.trade("m", ID, PRICE, status, NOW))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(report);
    }

    @Test
    void aTradeThatIsClosedBecauseAllWentBackStaysPaid() {
        var fields = AlipayCounterpart.trade("m", ID, PRICE, "TRADE_CLOSED", NOW);
        fields.put("gmt_payment", "2026-11-20 10:00:00");
        fields.put("gmt_refund", "2026-11-25 18:00:00.012");
        fields.put("refund_fee", "3000.00");
        fields.put("out_biz_no", TradeNumber.of(new UUID(0, 9)));
        assertThat(report(fields)).isInstanceOf(PaymentReport.PaymentSucceeded.class);
    }

    @Test
    @DisplayName("E-9: a freeze says what is reserved and, by the contract, until when")
    void aFreezeSaysUntilWhen() {
        var number = TradeNumber.of(ID);
        assertThat(report(AlipayCounterpart.operation("m", "fund_auth_freeze", ID, PRICE, number, NOW)))
                .isEqualTo(new PaymentReport.PaymentAuthorised(
                        "m", ID, "2014070800002001550000014417", PRICE, NOW.plus(Duration.ofDays(30))));
    }

    @Test
    @DisplayName("E-9: a freeze that ended has lapsed unless we gave it free, and not at all once something was paid")
    void aFreezeEnds() {
        for (var ours : new boolean[] {true, false}) {
            var request = ours ? AlipayHolds.releaseNumber(ID) : "20140216001001";
            var fields = AlipayCounterpart.operation("m", "fund_auth_unfreeze", ID, PRICE, request, NOW);
            fields.put("rest_amount", "0.00");
            fields.put("total_pay_amount", "0.00");
            assertThat(report(fields))
                    .isEqualTo(new PaymentReport.AuthorisationEnded("m", ID, "2014070800002001550000014417", !ours));
            fields.put("total_pay_amount", "100.00");
            assertThat(report(fields)).isInstanceOf(PaymentReport.PaymentProcessing.class);
            fields.put("total_pay_amount", "0.00");
            fields.put("rest_amount", "100.00");
            assertThat(report(fields)).isInstanceOf(PaymentReport.PaymentProcessing.class);
        }
    }

    @Test
    void whatIsForAnotherApplicationOrNobodyIsKept() {
        var other = AlipayCounterpart.trade("m", ID, PRICE, "TRADE_SUCCESS", NOW);
        other.put("app_id", "2014072300007149");
        assertThat(read(other)).isInstanceOf(NotUnderstood.class);
        var nobody = AlipayCounterpart.trade("m", ID, PRICE, "TRADE_SUCCESS", NOW);
        nobody.put("out_trade_no", "20150320010101001");
        assertThat(read(nobody)).isInstanceOf(NotUnderstood.class);
    }

    @Test
    void whatHasNoAmountOfMoneyIsKept() {
        for (var amount : List.of("-1.00", "0.001", "many", "1e400", "99999999999999999999.00")) {
            var fields = AlipayCounterpart.trade("m", ID, PRICE, "TRADE_SUCCESS", NOW);
            fields.put("total_amount", amount);
            assertThat(read(fields)).as(amount).isInstanceOf(NotUnderstood.class);
        }
    }

    @Test
    void whatIsNoFormIsRejected() {
        for (var body : List.of("{", "%zz=1&sign=x", "sign=&notify_time=", "&&&", "=1")) {
            assertThat(notifications.read(new Webhook(Map.of(), body.getBytes(StandardCharsets.UTF_8)), NOW))
                    .as(body)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.cause()).isIn(Cause.HEADER_MISSING, Cause.BAD_SIGNATURE));
        }
    }

    @Test
    void aTimeThatIsNoneIsKept() {
        var fields = AlipayCounterpart.trade("m", ID, PRICE, "TRADE_SUCCESS", NOW);
        fields.put("notify_time", "yesterday");
        assertThat(read(fields)).isInstanceOf(NotUnderstood.class);
    }
}
