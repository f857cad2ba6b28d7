package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.Amount;
import com.wechat.pay.java.service.refund.model.Status;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.remote.Codes;
import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What WeChat Pay's objects say in our words; null while nothing is decided. One table for answers and notifications. */
final class WechatReports {
    private static final String YUAN = "CNY";

    private WechatReports() {}

    /** An order that was paid stays paid, also when it has gone into refund since. */
    static @Nullable PaymentReport of(String messageId, UUID id, Transaction order) {
        return switch (order.getTradeState()) {
            case SUCCESS, REFUND ->
                new PaymentReport.PaymentSucceeded(
                        messageId,
                        id,
                        order.getTransactionId(),
                        money(order.getAmount().getTotal(), order.getAmount().getCurrency()));
            case CLOSED, REVOKED, PAYERROR ->
                new PaymentReport.PaymentDeclined(
                        messageId,
                        id,
                        order.getOutTradeNo(),
                        order.getTradeState().name());
            case NOTPAY, USERPAYING, ACCEPT -> null;
            case null -> null;
        };
    }

    static @Nullable PaymentReport ofRefund(
            String messageId, UUID id, String reference, @Nullable Status status, Amount amount) {
        return switch (status) {
            case SUCCESS ->
                new PaymentReport.RefundSucceeded(
                        messageId, id, reference, money(amount.getRefund(), amount.getCurrency()));
            case CLOSED, ABNORMAL -> new PaymentReport.RefundFailed(messageId, id, reference, status.name());
            case PROCESSING -> null;
            case null -> null;
        };
    }

    static @Nullable PaymentReport of(String messageId, UUID id, WechatTransfer transfer) {
        var reference = transfer.reference();
        var amount = transfer.transferAmount();
        var reason = transfer.failReason();
        return switch (transfer.state()) {
            case "SUCCESS" ->
                amount == null ? null : new PaymentReport.PayoutSucceeded(messageId, id, reference, Money.cny(amount));
            case "FAIL", "CANCELLED" ->
                new PaymentReport.PayoutFailed(
                        messageId, id, reference, Codes.ours(reason == null ? transfer.state() : reason));
            case null, default -> null;
        };
    }

    private static Money money(long amount, @Nullable String currency) {
        return Money.of(amount, currency == null ? YUAN : currency);
    }
}
