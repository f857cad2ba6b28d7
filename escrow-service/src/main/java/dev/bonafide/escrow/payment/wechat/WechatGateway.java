package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.util.GsonUtil;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.IdTime;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.money.Money;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The calls we make at WeChat Pay. Each blocks, carries our id as the merchant's own number, under which WeChat Pay does a
 * thing once, and fails as refused or as unclear.
 */
final class WechatGateway {
    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private static final String TRANSFERS = "https://api.mch.weixin.qq.com/v3/fund-app/mch-transfer/transfer-bills";
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final int UNAUTHORIZED = 401;
    private static final Set<String> TROUBLE =
            Set.of("SYSTEM_ERROR", "SYSTEMERROR", "BANK_ERROR", "BANKERROR", "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED");
    private static final Set<String> UNKNOWN =
            Set.of("ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS", "NOT_FOUND");

    private final WechatConfig config;
    private final String appId;
    private final String merchantId;
    private final String notifyUrl;
    private final List<Map<String, String>> report;
    private final WechatTransport transport;
    private final NativePayService orders;
    private final RefundService refunds;

    WechatGateway(WechatConfig config, WechatTransport transport) {
        this.config = config;
        this.appId = config.appId().orElseThrow();
        this.merchantId = config.merchantId().orElseThrow();
        this.notifyUrl = config.notifyUrl().orElseThrow();
        this.report = config.transferReport().orElse(List.of()).stream()
                .map(WechatGateway::info)
                .toList();
        this.transport = transport;
        this.orders = new NativePayService.Builder().httpClient(transport).build();
        this.refunds = new RefundService.Builder().httpClient(transport).build();
    }

    private static Map<String, String> info(String setting) {
        var parts = setting.split("=", 2);
        if (parts.length < 2) {
            throw new IllegalStateException(
                    WechatConfig.PREFIX + ".transfer-report has " + setting + " (expected: kind=content)");
        }
        return Map.of("info_type", parts[0].strip(), "info_content", parts[1].strip());
    }

    WechatTransport transport() {
        return transport;
    }

    String appId() {
        return appId;
    }

    String merchantId() {
        return merchantId;
    }

    /** The code to scan. The same ask gives the same order, as long as its amount and times are the same. */
    String order(PaymentAsk ask) {
        var amount = new Amount();
        amount.setTotal(Math.toIntExact(fen(ask.amount())));
        amount.setCurrency("CNY");
        var request = new PrepayRequest();
        request.setAppid(appId);
        request.setMchid(merchantId);
        request.setDescription(config.title());
        request.setOutTradeNo(TradeNumber.of(ask.paymentId()));
        request.setNotifyUrl(notifyUrl);
        request.setAmount(amount);
        // By the id and not by the clock: an ask that differs in anything would be another order under the same number.
        IdTime.of(ask.paymentId())
                .map(begun -> begun.plus(config.payWithin()).truncatedTo(ChronoUnit.SECONDS))
                .ifPresent(end -> request.setTimeExpire(RFC_3339.format(end.atZone(BEIJING))));
        return ask(() -> orders.prepay(request)).getCodeUrl();
    }

    Optional<Transaction> findOrder(UUID paymentId) {
        var request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(merchantId);
        request.setOutTradeNo(TradeNumber.of(paymentId));
        return find(() -> orders.queryOrderByOutTradeNo(request));
    }

    void close(UUID paymentId) {
        var request = new CloseOrderRequest();
        request.setMchid(merchantId);
        request.setOutTradeNo(TradeNumber.of(paymentId));
        ask(() -> {
            orders.closeOrder(request);
            return request;
        });
    }

    /** Asks for a refund. WeChat Pay wants the payment's whole amount beside it, which only WeChat Pay need know. */
    Refund refund(RefundAsk ask) {
        var paid = findOrder(ask.paymentId())
                .orElseThrow(() -> new AskRefusedException(WechatProvider.NAME, "ORDER_NOT_EXIST"));
        var amount = new AmountReq();
        amount.setRefund(fen(ask.amount()));
        amount.setTotal(paid.getAmount().getTotal().longValue());
        amount.setCurrency("CNY");
        var request = new CreateRequest();
        request.setOutTradeNo(TradeNumber.of(ask.paymentId()));
        request.setOutRefundNo(TradeNumber.of(ask.refundId()));
        request.setNotifyUrl(notifyUrl);
        request.setAmount(amount);
        return ask(() -> refunds.create(request));
    }

    Optional<Refund> findRefund(UUID refundId) {
        var request = new QueryByOutRefundNoRequest();
        request.setOutRefundNo(TradeNumber.of(refundId));
        return find(() -> refunds.queryByOutRefundNo(request));
    }

    WechatTransfer transfer(PayoutAsk ask) {
        var scene = config.transferSceneId()
                .orElseThrow(() -> new AskRefusedException(WechatProvider.NAME, "TRANSFER_SCENE_NOT_CONFIGURED"));
        var body = new LinkedHashMap<String, Object>();
        body.put("appid", appId);
        body.put("out_bill_no", TradeNumber.of(ask.payoutId()));
        body.put("transfer_scene_id", scene);
        body.put("openid", ask.destination());
        body.put("transfer_amount", fen(ask.amount()));
        body.put("transfer_remark", config.title());
        body.put("notify_url", notifyUrl);
        body.put("transfer_scene_report_infos", report);
        var json = new JsonRequestBody.Builder().body(GsonUtil.toJson(body)).build();
        return ask(() ->
                transport.post(headers(), TRANSFERS, json, WechatTransfer.class).getServiceResponse());
    }

    Optional<WechatTransfer> findTransfer(UUID payoutId) {
        var url = TRANSFERS + "/out-bill-no/" + TradeNumber.of(payoutId);
        return find(() -> transport.get(headers(), url, WechatTransfer.class).getServiceResponse());
    }

    static HttpHeaders headers() {
        return new HttpHeaders(Map.of("Accept", "application/json", "Content-Type", "application/json"));
    }

    /** Runs a call; a refusal is told apart from trouble, and none of the SDK's messages goes further. */
    static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (ServiceException told) {
            var code = told.getErrorCode();
            if (code == null || told.getHttpStatusCode() == UNAUTHORIZED || TROUBLE.contains(code)) {
                throw new UnclearAnswerException(
                        WechatProvider.NAME, "HTTP status " + told.getHttpStatusCode() + ", code " + code);
            }
            throw new AskRefusedException(WechatProvider.NAME, code);
        }
    }

    private static <T> Optional<T> find(Supplier<T> call) {
        try {
            return Optional.of(ask(call));
        } catch (AskRefusedException refused) {
            if (UNKNOWN.contains(refused.code())) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static long fen(Money amount) {
        if (!Yuan.isYuan(amount)) {
            throw new AskRefusedException(WechatProvider.NAME, "CURRENCY_NOT_SUPPORTED");
        }
        if (amount.amountMinor() > Integer.MAX_VALUE) {
            throw new AskRefusedException(WechatProvider.NAME, "AMOUNT_TOO_LARGE");
        }
        return amount.amountMinor();
    }
}
