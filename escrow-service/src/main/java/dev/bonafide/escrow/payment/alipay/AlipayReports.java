package dev.bonafide.escrow.payment.alipay;

import static dev.bonafide.escrow.payment.alipay.AlipayAnswers.required;

import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Freeze;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Refund;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Trade;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Transfer;
import dev.bonafide.escrow.payment.remote.Codes;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Alipay's answers say in our words; null while nothing is decided. Notifications are read by the same table. */
final class AlipayReports {
    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Duration holdFor;

    /**
     * @param holdFor how long a preauthorised amount stays frozen
     */
    AlipayReports(Duration holdFor) {
        this.holdFor = holdFor;
    }

    static Instant time(String beijing) {
        return LocalDateTime.parse(beijing, TIME).atZone(BEIJING).toInstant();
    }

    /** A trade, which is closed both when nobody has paid it and when all that was paid went back. */
    static @Nullable PaymentReport of(String messageId, UUID id, Trade trade) {
        return switch (trade.tradeStatus()) {
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> succeeded(messageId, id, trade);
            case "TRADE_CLOSED" ->
                trade.isPaid()
                        ? succeeded(messageId, id, trade)
                        : new PaymentReport.PaymentDeclined(messageId, id, required(trade.tradeNo()), "TRADE_CLOSED");
            case null, default -> null;
        };
    }

    static PaymentReport succeeded(String messageId, UUID id, Trade trade) {
        return new PaymentReport.PaymentSucceeded(
                messageId, id, required(trade.tradeNo()), Yuan.read(required(trade.totalAmount())));
    }

    /**
     * A preauthorisation. Once something of it was paid, the trade that did so tells.
     *
     * @param lapsed whether it ended without us
     */
    @Nullable
    PaymentReport of(String messageId, UUID id, Freeze freeze, boolean lapsed) {
        var number = freeze.authNo() == null ? TradeNumber.of(id) : freeze.authNo();
        return switch (freeze.orderStatus()) {
            case "AUTHORIZED" ->
                new PaymentReport.PaymentAuthorised(
                        messageId,
                        id,
                        number,
                        Yuan.read(required(freeze.restAmount())),
                        time(required(freeze.gmtTrans())).plus(holdFor));
            case "CLOSED" ->
                freeze.authNo() == null || freeze.gmtTrans() == null
                        ? new PaymentReport.PaymentDeclined(messageId, id, number, "CLOSED")
                        : new PaymentReport.AuthorisationEnded(messageId, id, number, lapsed);
            case null, default -> null;
        };
    }

    static @Nullable PaymentReport of(String messageId, UUID id, Refund refund) {
        return "REFUND_SUCCESS".equals(refund.refundStatus())
                ? refunded(messageId, id, refund.tradeNo(), Yuan.read(required(refund.refundAmount())))
                : null;
    }

    static PaymentReport refunded(String messageId, UUID id, @Nullable String tradeNo, Money amount) {
        return new PaymentReport.RefundSucceeded(messageId, id, required(tradeNo), amount);
    }

    /**
     * A transfer.
     *
     * @param asked what we asked to be transferred, for the answer that leaves the amount out
     */
    static @Nullable PaymentReport of(String messageId, UUID id, Transfer transfer, @Nullable Money asked) {
        var number = transfer.orderId() == null ? TradeNumber.of(id) : transfer.orderId();
        return switch (transfer.status()) {
            case "SUCCESS" ->
                new PaymentReport.PayoutSucceeded(
                        messageId, id, number, asked == null ? Yuan.read(required(transfer.transAmount())) : asked);
            case "FAIL", "REFUND", "CLOSED" ->
                new PaymentReport.PayoutFailed(
                        messageId,
                        id,
                        number,
                        Codes.ours(transfer.errorCode() == null ? transfer.status() : transfer.errorCode()));
            case null, default -> null;
        };
    }
}
