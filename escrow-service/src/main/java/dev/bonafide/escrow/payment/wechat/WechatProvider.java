package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.Refund;
import dev.bonafide.escrow.payment.PaymentProvider;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.BlockingCalls;
import dev.bonafide.escrow.payment.remote.Http;
import dev.bonafide.escrow.payment.remote.Keys;
import dev.bonafide.escrow.payment.remote.Needed;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.kit.clock.BusinessClock;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay: the buyer scans a code, sellers get merchant transfers. Amounts cannot be reserved. Everything goes by our
 * ids, so no reference of WeChat Pay's is ever needed to ask.
 */
@ApplicationScoped
public class WechatProvider
        implements PaymentProvider,
                ProviderCapability.Inquiry,
                ProviderCapability.Withdrawals,
                ProviderCapability.Payouts,
                ProviderCapability.SettlementFiles {
    /** Its name in paths, rows and configuration. */
    public static final String NAME = "wechat";

    private static final int API_V3_KEY_BYTES = 32;
    private static final Receipt HEARD =
            new Receipt("application/json", "{\"code\": \"SUCCESS\", \"message\": \"成功\"}");

    private final WechatConfig config;
    private final BusinessClock clock;
    private final BlockingCalls calls = new BlockingCalls(NAME);
    private final @Nullable Wechat wechat;

    /** All that is there when WeChat Pay is offered. */
    private record Wechat(Http http, WechatGateway gateway, WechatWebhooks webhooks) {}

    WechatProvider(WechatConfig config, BusinessClock clock) {
        this.config = config;
        this.clock = clock;
        var there = new Needed(WechatConfig.PREFIX)
                .and("app-id", config.appId())
                .and("merchant-id", config.merchantId())
                .and("merchant-serial", config.merchantSerial())
                .and("private-key", config.privateKey())
                .and("api-v3-key", config.apiV3Key())
                .and("notify-url", config.notifyUrl())
                .isThere();
        this.wechat = there ? set(config, clock) : null;
    }

    private static Wechat set(WechatConfig config, BusinessClock clock) {
        var key = config.apiV3Key().orElseThrow().getBytes(StandardCharsets.UTF_8);
        if (key.length != API_V3_KEY_BYTES) {
            throw new IllegalStateException(WechatConfig.PREFIX + ".api-v3-key has " + key.length + " bytes (expected: "
                    + API_V3_KEY_BYTES + ")");
        }
        var http = new Http(NAME, config.connectWithin(), config.answerWithin());
        var cipher = new AeadAesCipher(key);
        var credential = new WechatPay2Credential(
                config.merchantId().orElseThrow(),
                new RSASigner(
                        config.merchantSerial().orElseThrow(),
                        Keys.rsaPrivate(
                                WechatConfig.PREFIX + ".private-key",
                                config.privateKey().orElseThrow())));
        // Certificates are fetched before anything can be verified with them; what they come encrypted with vouches.
        var unverified = new WechatTransport(credential, new Unverified(), http, config.apiBase());
        var verifier = verifier(config, new WechatCertificates(unverified, cipher, clock));
        var transport = new WechatTransport(credential, new WechatPay2Validator(verifier), http, config.apiBase());
        return new Wechat(http, new WechatGateway(config, transport), new WechatWebhooks(verifier, cipher));
    }

    /** By public key where there is one, by platform certificates where there is none, by both during a change-over. */
    private static Verifier verifier(WechatConfig config, WechatCertificates certificates) {
        var hasKey = new Needed(WechatConfig.PREFIX)
                .and("public-key-id", config.publicKeyId())
                .and("public-key", config.publicKey())
                .isThere();
        if (!hasKey) {
            return new RSAVerifier(certificates);
        }
        var id = config.publicKeyId().orElseThrow();
        var key = Keys.rsaPublic(
                WechatConfig.PREFIX + ".public-key", config.publicKey().orElseThrow());
        return config.platformCertificatesToo() ? new RSAVerifier(key, id, certificates) : new RSAVerifier(key, id);
    }

    /** Lets every answer pass. */
    private static final class Unverified implements Validator {
        @Override
        public <T> boolean validate(HttpHeaders headers, String body) {
            return true;
        }

        @Override
        public <T> String getSerialNumber() {
            return "";
        }
    }

    /** Makes this bean, and with it a mistake in its settings, at the start. */
    void begin(@Observes StartupEvent start) {}

    @PreDestroy
    void end() {
        if (wechat != null) {
            wechat.http().close();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOffered() {
        return wechat != null;
    }

    @Override
    public Receipt receipt() {
        return HEARD;
    }

    @Override
    public Uni<Acknowledged> authorise(PaymentAsk ask) {
        var id = ask.paymentId();
        return calls.run(() -> {
            try {
                if (ask.capture() == PaymentAsk.Capture.LATER) {
                    throw new AskRefusedException(NAME, "HOLDS_NOT_OFFERED");
                }
                return new Acknowledged(TradeNumber.of(id), gateway().order(ask));
            } catch (AskRefusedException refused) {
                return refusedOrPaid(id, refused.code());
            }
        });
    }

    /** An order that was paid is refused when it is asked for again: what has become of it is the answer. */
    private Acknowledged refusedOrPaid(UUID id, String code) {
        var known = gateway().findOrder(id).map(order -> decided(id, order)).orElse(null);
        return new Acknowledged(
                TradeNumber.of(id),
                null,
                known == null
                        ? new PaymentReport.PaymentDeclined(AnswerIds.of(id, code), id, TradeNumber.of(id), code)
                        : known);
    }

    /** A refusal is only told once it is certain that the same ask was not heard before. */
    @Override
    public Uni<Acknowledged> refund(RefundAsk ask) {
        var id = ask.refundId();
        return calls.run(() -> {
            try {
                return acknowledged(id, gateway().refund(ask));
            } catch (AskRefusedException refused) {
                var number = TradeNumber.of(id);
                var failed =
                        new PaymentReport.RefundFailed(AnswerIds.of(id, refused.code()), id, number, refused.code());
                return gateway()
                        .findRefund(id)
                        .map(refund -> acknowledged(id, refund))
                        .orElse(new Acknowledged(number, null, failed));
            }
        });
    }

    @Override
    public Uni<Acknowledged> withdraw(Asked payment) {
        var id = payment.id();
        return calls.run(() -> {
            var known = gateway().findOrder(id);
            var report = known.map(order -> decided(id, order)).orElse(null);
            if (known.isEmpty() || report != null) {
                return new Acknowledged(TradeNumber.of(id), null, report);
            }
            gateway().close(id);
            return new Acknowledged(
                    TradeNumber.of(id),
                    null,
                    new PaymentReport.PaymentDeclined(AnswerIds.of(id, "CLOSED"), id, TradeNumber.of(id), "CLOSED"));
        });
    }

    /** A refusal is only told once it is certain that the same ask was not heard before. */
    @Override
    public Uni<Acknowledged> payOut(PayoutAsk ask) {
        var id = ask.payoutId();
        return calls.run(() -> {
            try {
                return acknowledged(id, gateway().transfer(ask));
            } catch (AskRefusedException refused) {
                var number = TradeNumber.of(id);
                var failed =
                        new PaymentReport.PayoutFailed(AnswerIds.of(id, refused.code()), id, number, refused.code());
                return gateway()
                        .findTransfer(id)
                        .map(transfer -> acknowledged(id, transfer))
                        .orElse(new Acknowledged(number, null, failed));
            }
        });
    }

    @Override
    public Uni<Outcome> outcomeOf(Asked asked) {
        var id = asked.id();
        return calls.run(() -> switch (asked.kind()) {
            case PAYMENT ->
                gateway()
                        .findOrder(id)
                        .map(order -> outcome(decided(id, order), order.getOutTradeNo()))
                        .orElseGet(Outcome.NeverHeard::new);
            case REFUND ->
                gateway()
                        .findRefund(id)
                        .map(refund -> outcome(decided(id, refund), refund.getRefundId()))
                        .orElseGet(Outcome.NeverHeard::new);
            case PAYOUT ->
                gateway()
                        .findTransfer(id)
                        .map(transfer -> outcome(decided(id, transfer), transfer.reference()))
                        .orElseGet(Outcome.NeverHeard::new);
        });
    }

    @Override
    public Uni<List<SettlementLine>> settlementOf(LocalDate day) {
        return calls.run(() -> new WechatBills(gateway().transport()).of(day, clock.machineInstant()));
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return wechat().webhooks().read(webhook, now);
    }

    private static Acknowledged acknowledged(UUID id, Refund refund) {
        return new Acknowledged(refund.getRefundId(), null, decided(id, refund));
    }

    private Acknowledged acknowledged(UUID id, WechatTransfer transfer) {
        return new Acknowledged(transfer.reference(), confirmUrl(transfer), decided(id, transfer));
    }

    private static @Nullable PaymentReport decided(UUID id, Transaction order) {
        return WechatReports.of(AnswerIds.of(id, String.valueOf(order.getTradeState())), id, order);
    }

    private static @Nullable PaymentReport decided(UUID id, Refund refund) {
        return WechatReports.ofRefund(
                AnswerIds.of(id, String.valueOf(refund.getStatus())),
                id,
                refund.getRefundId(),
                refund.getStatus(),
                refund.getAmount());
    }

    private static @Nullable PaymentReport decided(UUID id, WechatTransfer transfer) {
        return WechatReports.of(AnswerIds.of(id, String.valueOf(transfer.state())), id, transfer);
    }

    private static Outcome outcome(@Nullable PaymentReport report, String reference) {
        return report == null ? new Outcome.StillOpen(reference) : new Outcome.Decided(report);
    }

    /** Where a seller confirms a transfer, for the scenes that want it. */
    private @Nullable String confirmUrl(WechatTransfer transfer) {
        var needed = transfer.packageInfo();
        return needed == null
                ? null
                : config.confirmPayoutUrl()
                        .map(page -> page + "#mchId=" + gateway().merchantId() + "&appId="
                                + gateway().appId() + "&package=" + URLEncoder.encode(needed, StandardCharsets.UTF_8))
                        .orElse(null);
    }

    private WechatGateway gateway() {
        return wechat().gateway();
    }

    private Wechat wechat() {
        if (wechat == null) {
            throw new IllegalStateException("WeChat Pay is not configured");
        }
        return wechat;
    }
}
