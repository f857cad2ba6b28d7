package dev.bonafide.escrow.payment.alipay;

import static dev.bonafide.escrow.payment.alipay.AlipayAnswers.required;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability.CaptureAsk;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Done;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Freeze;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Trade;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Unfrozen;
import dev.bonafide.escrow.payment.alipay.AlipayTrades.Known;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Preauthorisations: a code that freezes an amount when it is scanned, and a trade that takes of it. The trade bears the
 * payment's number too, so that it goes back like any other; one trade ends the freeze, and the rest is free.
 */
final class AlipayHolds {
    private static final String DETAIL = "/v3/alipay/fund/auth/operation/detail/query";
    private static final String PRODUCT = "PRE_AUTH";

    private final AlipayConfig config;
    private final AlipayGateway gateway;
    private final AlipayTrades trades;
    private final AlipayReports reports;
    private final String notifyUrl;

    AlipayHolds(AlipayConfig config, AlipayGateway gateway, AlipayTrades trades, AlipayReports reports) {
        this.config = config;
        this.gateway = gateway;
        this.trades = trades;
        this.reports = reports;
        this.notifyUrl = config.notifyUrl().orElseThrow();
    }

    /** The number under which we give an amount free; whatever ends a freeze under another has not come from us. */
    static String releaseNumber(UUID paymentId) {
        return TradeNumber.of(paymentId) + "_R";
    }

    /** The code to scan. */
    String begin(PaymentAsk ask) {
        var number = TradeNumber.of(ask.paymentId());
        var content = new HashMap<String, Object>();
        content.put("out_order_no", number);
        content.put("out_request_no", number);
        content.put("order_title", config.title());
        content.put("amount", AlipayTrades.yuan(ask.amount()));
        content.put("product_code", PRODUCT);
        content.put("timeout_express", config.payWithin().toMinutes() + "m");
        content.put("notify_url", notifyUrl);
        return required(gateway.post("/v3/alipay/fund/auth/order/voucher/create", content, AlipayAnswers.Voucher.class)
                .codeValue());
    }

    /** A freeze; empty also while its code has not been scanned. */
    Optional<Known> find(UUID paymentId) {
        return freeze(paymentId).map(freeze -> known(paymentId, freeze));
    }

    Acknowledged capture(CaptureAsk ask) {
        var id = ask.paymentId();
        var freeze = freeze(id).orElseThrow(() -> new AskRefusedException(AlipayProvider.NAME, "AUTH_ORDER_NOT_EXIST"));
        if (!"AUTHORIZED".equals(freeze.orderStatus())) {
            return ended(id, freeze);
        }
        var content = new HashMap<String, Object>();
        content.put("out_trade_no", TradeNumber.of(id));
        content.put("auth_no", required(freeze.authNo()));
        content.put("auth_confirm_mode", "COMPLETE");
        content.put("product_code", PRODUCT);
        content.put("subject", config.title());
        content.put("total_amount", AlipayTrades.yuan(ask.amount()));
        content.put("notify_url", notifyUrl);
        try {
            var trade = gateway.post("/v3/alipay/trade/pay", content, Trade.class);
            var number = required(trade.tradeNo());
            return new Acknowledged(
                    number,
                    null,
                    trade.isPaid() ? AlipayReports.succeeded(AnswerIds.of(id, "TRADE_SUCCESS"), id, trade) : null);
        } catch (AskRefusedException refused) {
            // Heard before, perhaps: then there is a trade.
            return trades.find(id)
                    .filter(known -> known.report() != null)
                    .map(known -> new Acknowledged(known.reference(), null, known.report()))
                    .orElseThrow(() -> refused);
        }
    }

    /** Gives free what is still frozen, or closes a code that nobody has scanned. */
    Acknowledged release(UUID id) {
        var known = freeze(id);
        if (known.isEmpty()) {
            return declined(id);
        }
        var freeze = known.get();
        if ("INIT".equals(freeze.orderStatus())) {
            var number = TradeNumber.of(id);
            gateway.post(
                    "/v3/alipay/fund/auth/operation/cancel",
                    Map.of("out_order_no", number, "out_request_no", number, "remark", config.title()),
                    Done.class);
            return declined(id);
        }
        if (!"AUTHORIZED".equals(freeze.orderStatus())) {
            return ended(id, freeze);
        }
        var number = required(freeze.authNo());
        gateway.post(
                "/v3/alipay/fund/auth/order/unfreeze",
                Map.of(
                        "auth_no", number,
                        "out_request_no", releaseNumber(id),
                        "amount", required(freeze.restAmount()),
                        "remark", config.title()),
                Unfrozen.class);
        return new Acknowledged(
                number, null, new PaymentReport.AuthorisationEnded(AnswerIds.of(id, "UNFROZEN"), id, number, false));
    }

    private static Acknowledged declined(UUID id) {
        var number = TradeNumber.of(id);
        return new Acknowledged(
                number,
                null,
                new PaymentReport.PaymentDeclined(AnswerIds.of(id, "NOT_SCANNED"), id, number, "NOT_SCANNED"));
    }

    /** A freeze that is over was taken, which a trade tells, or has ended. */
    private Acknowledged ended(UUID id, Freeze freeze) {
        return trades.find(id)
                .filter(known -> known.report() != null)
                .or(() -> Optional.of(known(id, freeze)))
                .map(known -> new Acknowledged(known.reference(), null, known.report()))
                .orElseThrow();
    }

    private Known known(UUID id, Freeze freeze) {
        var lapsed = "CLOSED".equals(freeze.orderStatus()) && !isReleased(id);
        return new Known(
                freeze.authNo() == null ? TradeNumber.of(id) : freeze.authNo(),
                reports.of(AnswerIds.of(id, String.valueOf(freeze.orderStatus())), id, freeze, lapsed));
    }

    private Optional<Freeze> freeze(UUID paymentId) {
        var number = TradeNumber.of(paymentId);
        return AlipayGateway.find(() -> gateway.post(
                DETAIL,
                Map.of("out_order_no", number, "out_request_no", number, "operation_type", "FREEZE"),
                Freeze.class));
    }

    private boolean isReleased(UUID paymentId) {
        return AlipayGateway.find(() -> gateway.post(
                        DETAIL,
                        Map.of(
                                "out_order_no", TradeNumber.of(paymentId),
                                "out_request_no", releaseNumber(paymentId),
                                "operation_type", "UNFREEZE"),
                        Freeze.class))
                .isPresent();
    }
}
