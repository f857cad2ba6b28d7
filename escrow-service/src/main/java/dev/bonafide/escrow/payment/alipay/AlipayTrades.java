package dev.bonafide.escrow.payment.alipay;

import static dev.bonafide.escrow.payment.alipay.AlipayAnswers.required;

import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Done;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Precreated;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Refund;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Refunded;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Trade;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Transfer;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.money.Money;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Payments by code, their refunds, and transfers to sellers. Everything goes by our ids, under which Alipay does a thing
 * once, for good; its own numbers are kept and never needed.
 */
final class AlipayTrades {
    private static final Pattern USER_ID = Pattern.compile("2088\\d{12}");

    private final AlipayConfig config;
    private final AlipayGateway gateway;
    private final String notifyUrl;

    AlipayTrades(AlipayConfig config, AlipayGateway gateway) {
        this.config = config;
        this.gateway = gateway;
        this.notifyUrl = config.notifyUrl().orElseThrow();
    }

    /** The code to scan. */
    String precreate(PaymentAsk ask) {
        var content = Map.of(
                "out_trade_no",
                TradeNumber.of(ask.paymentId()),
                "total_amount",
                yuan(ask.amount()),
                "subject",
                config.title(),
                "product_code",
                "FACE_TO_FACE_PAYMENT",
                "timeout_express",
                config.payWithin().toMinutes() + "m",
                "notify_url",
                notifyUrl);
        return required(gateway.post("/v3/alipay/trade/precreate", content, Precreated.class)
                .qrCode());
    }

    /** A payment's trade; empty also while its code has not been scanned, for then there is none. */
    Optional<Known> find(UUID paymentId) {
        return AlipayGateway.find(() -> gateway.post(
                        "/v3/alipay/trade/query", Map.of("out_trade_no", TradeNumber.of(paymentId)), Trade.class))
                .map(trade -> new Known(
                        trade.tradeNo() == null ? TradeNumber.of(paymentId) : trade.tradeNo(),
                        AlipayReports.of(
                                AnswerIds.of(paymentId, String.valueOf(trade.tradeStatus())), paymentId, trade)));
    }

    /** Something by what Alipay calls it, and what there is to report of it if it is decided. */
    record Known(String reference, @Nullable PaymentReport report) {}

    void close(UUID paymentId) {
        AlipayGateway.find(() ->
                gateway.post("/v3/alipay/trade/close", Map.of("out_trade_no", TradeNumber.of(paymentId)), Done.class));
    }

    /** Gives money back. An answer without a change of funds is one to an ask that was heard before, so it is looked up. */
    Known refund(RefundAsk ask) {
        var id = ask.refundId();
        var content = Map.of(
                "out_trade_no", TradeNumber.of(ask.paymentId()),
                "out_request_no", TradeNumber.of(id),
                "refund_amount", yuan(ask.amount()));
        var answer = gateway.post("/v3/alipay/trade/refund", content, Refunded.class);
        return "Y".equals(answer.fundChange())
                ? new Known(
                        required(answer.tradeNo()),
                        AlipayReports.refunded(AnswerIds.of(id, "REFUND_SUCCESS"), id, answer.tradeNo(), ask.amount()))
                : findRefund(ask.paymentId(), id).orElseGet(() -> new Known(TradeNumber.of(id), null));
    }

    /** A refund; empty if Alipay has not heard of it. What it has heard of and not done yet, it does not tell apart. */
    Optional<Known> findRefund(UUID paymentId, UUID refundId) {
        var content = Map.of(
                "out_trade_no", TradeNumber.of(paymentId),
                "out_request_no", TradeNumber.of(refundId));
        return AlipayGateway.find(() -> gateway.post("/v3/alipay/trade/fastpay/refund/query", content, Refund.class))
                .filter(refund -> refund.refundStatus() != null)
                .map(refund -> new Known(
                        required(refund.tradeNo()),
                        AlipayReports.of(
                                AnswerIds.of(refundId, String.valueOf(refund.refundStatus())), refundId, refund)));
    }

    Known transfer(PayoutAsk ask) {
        var id = ask.payoutId();
        var type = USER_ID.matcher(ask.destination()).matches() ? "ALIPAY_USER_ID" : "ALIPAY_OPEN_ID";
        var content = Map.of(
                "out_biz_no", TradeNumber.of(id),
                "trans_amount", yuan(ask.amount()),
                "product_code", "TRANS_ACCOUNT_NO_PWD",
                "biz_scene", "DIRECT_TRANSFER",
                "order_title", config.title(),
                "payee_info", Map.of("identity", ask.destination(), "identity_type", type));
        var transfer = gateway.post("/v3/alipay/fund/trans/uni/transfer", content, Transfer.class);
        return known(id, transfer, ask.amount());
    }

    Optional<Known> findTransfer(UUID payoutId) {
        var parameters = Map.of(
                "product_code", "TRANS_ACCOUNT_NO_PWD",
                "biz_scene", "DIRECT_TRANSFER",
                "out_biz_no", TradeNumber.of(payoutId));
        return AlipayGateway.find(() -> gateway.get("/v3/alipay/fund/trans/common/query", parameters, Transfer.class))
                .map(transfer -> known(payoutId, transfer, null));
    }

    private static Known known(UUID id, Transfer transfer, @Nullable Money asked) {
        return new Known(
                transfer.orderId() == null ? TradeNumber.of(id) : transfer.orderId(),
                AlipayReports.of(AnswerIds.of(id, String.valueOf(transfer.status())), id, transfer, asked));
    }

    static String yuan(Money amount) {
        if (!Yuan.isYuan(amount)) {
            throw new AskRefusedException(AlipayProvider.NAME, "CURRENCY_NOT_SUPPORTED");
        }
        return Yuan.write(amount);
    }
}
