package dev.bonafide.escrow.payment.alipay;

import dev.bonafide.escrow.payment.PaymentProvider;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability;
import dev.bonafide.escrow.payment.alipay.AlipayTrades.Known;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.BlockingCalls;
import dev.bonafide.escrow.payment.remote.Http;
import dev.bonafide.escrow.payment.remote.Needed;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.clock.BusinessClock;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Alipay: the buyer scans a code that pays at once or freezes an amount first; sellers get transfers. Refunds and
 * transfers are answered with what came of them, so no notification tells those.
 */
@ApplicationScoped
public class AlipayProvider
        implements PaymentProvider,
                ProviderCapability.Inquiry,
                ProviderCapability.Holds,
                ProviderCapability.Withdrawals,
                ProviderCapability.Payouts,
                ProviderCapability.SettlementFiles {
    /** Its name in paths, rows and configuration. */
    public static final String NAME = "alipay";

    private static final Receipt HEARD = new Receipt("text/plain", "success");

    private final BusinessClock clock;
    private final BlockingCalls calls = new BlockingCalls(NAME);
    private final @Nullable Alipay alipay;

    /** All that is there when Alipay is offered. */
    private record Alipay(
            Http http, AlipayTrades trades, AlipayHolds holds, AlipayNotifications notifications, AlipayBills bills) {}

    AlipayProvider(AlipayConfig config, BusinessClock clock) {
        this.clock = clock;
        var there = new Needed(AlipayConfig.PREFIX)
                .and("app-id", config.appId())
                .and("private-key", config.privateKey())
                .and(
                        "alipay-public-key (or app-certificate, alipay-certificate and root-certificate-serial)",
                        config.alipayPublicKey().isPresent() || hasCertificates(config))
                .and("notify-url", config.notifyUrl())
                .isThere();
        this.alipay = there ? set(config, clock) : null;
    }

    private static boolean hasCertificates(AlipayConfig config) {
        return new Needed(AlipayConfig.PREFIX)
                .and("app-certificate", config.appCertificate())
                .and("alipay-certificate", config.alipayCertificate())
                .and("root-certificate-serial", config.rootCertificateSerial())
                .isThere();
    }

    private static Alipay set(AlipayConfig config, BusinessClock clock) {
        var http = new Http(NAME, config.connectWithin(), config.answerWithin());
        var signatures = AlipaySignatures.of(config);
        var gateway = new AlipayGateway(config.apiBase(), signatures, http, clock);
        var reports = new AlipayReports(config.holdFor());
        var trades = new AlipayTrades(config, gateway);
        return new Alipay(
                http,
                trades,
                new AlipayHolds(config, gateway, trades, reports),
                new AlipayNotifications(config.appId().orElseThrow(), signatures, reports),
                new AlipayBills(gateway));
    }

    /** Makes this bean, and with it a mistake in its settings, at the start. */
    void begin(@Observes StartupEvent start) {}

    @PreDestroy
    void end() {
        if (alipay != null) {
            alipay.http().close();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOffered() {
        return alipay != null;
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
                var code = switch (ask.capture()) {
                    case AT_ONCE -> alipay().trades().precreate(ask);
                    case LATER -> alipay().holds().begin(ask);
                };
                return new Acknowledged(TradeNumber.of(id), code);
            } catch (AskRefusedException refused) {
                return refusedOrPaid(id, refused.code());
            }
        });
    }

    /** A payment that was made is refused when it is asked for again: what has become of it is the answer. */
    private Acknowledged refusedOrPaid(UUID id, String code) {
        return find(id).filter(known -> known.report() != null)
                .map(known -> new Acknowledged(known.reference(), null, known.report()))
                .orElseGet(() -> declined(id, code));
    }

    private static Acknowledged declined(UUID id, String code) {
        var number = TradeNumber.of(id);
        return new Acknowledged(
                number, null, new PaymentReport.PaymentDeclined(AnswerIds.of(id, code), id, number, code));
    }

    /** A refusal is only told once it is certain that the same ask was not heard before. */
    @Override
    public Uni<Acknowledged> refund(RefundAsk ask) {
        var id = ask.refundId();
        return calls.run(() -> {
            try {
                return acknowledged(alipay().trades().refund(ask));
            } catch (AskRefusedException refused) {
                var number = TradeNumber.of(id);
                var failed =
                        new PaymentReport.RefundFailed(AnswerIds.of(id, refused.code()), id, number, refused.code());
                return acknowledged(
                        alipay().trades().findRefund(ask.paymentId(), id).orElse(new Known(number, failed)));
            }
        });
    }

    /** A refusal is only told once it is certain that the same ask was not heard before. */
    @Override
    public Uni<Acknowledged> payOut(PayoutAsk ask) {
        var id = ask.payoutId();
        return calls.run(() -> {
            try {
                return acknowledged(alipay().trades().transfer(ask));
            } catch (AskRefusedException refused) {
                var number = TradeNumber.of(id);
                var failed =
                        new PaymentReport.PayoutFailed(AnswerIds.of(id, refused.code()), id, number, refused.code());
                return acknowledged(alipay().trades().findTransfer(id).orElse(new Known(number, failed)));
            }
        });
    }

    @Override
    public Uni<Acknowledged> capture(CaptureAsk ask) {
        return calls.run(() -> alipay().holds().capture(ask));
    }

    @Override
    public Uni<Acknowledged> release(Asked asked) {
        return calls.run(() -> alipay().holds().release(asked.id()));
    }

    /**
     * Closes a trade, or the code of one. A code that nobody has scanned has no trade and cannot be closed; should it still
     * be scanned in the minutes that are left to it, the money goes back.
     */
    @Override
    public Uni<Acknowledged> withdraw(Asked payment) {
        var id = payment.id();
        return calls.run(() -> {
            var trade = alipay().trades().find(id);
            if (trade.isEmpty()) {
                return alipay().holds().release(id);
            }
            if (trade.get().report() != null) {
                return acknowledged(trade.get());
            }
            alipay().trades().close(id);
            return declined(id, "TRADE_CLOSED");
        });
    }

    @Override
    public Uni<Outcome> outcomeOf(Asked asked) {
        var id = asked.id();
        return calls.run(() -> switch (asked.kind()) {
            // A code that was handed out and not scanned has left no trace: it is open, though Alipay knows of nothing.
            case PAYMENT ->
                find(id).map(AlipayProvider::outcome)
                        .orElseGet(() -> asked.reference() == null
                                ? new Outcome.NeverHeard()
                                : new Outcome.StillOpen(asked.reference()));
            case REFUND ->
                alipay().trades()
                        .findRefund(refunded(asked).id(), id)
                        .map(AlipayProvider::outcome)
                        .orElseGet(Outcome.NeverHeard::new);
            case PAYOUT ->
                alipay().trades().findTransfer(id).map(AlipayProvider::outcome).orElseGet(Outcome.NeverHeard::new);
        });
    }

    @Override
    public Uni<List<SettlementLine>> settlementOf(LocalDate day) {
        return calls.run(() -> alipay().bills().of(day, clock.machineInstant()));
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return alipay().notifications().read(webhook, now);
    }

    /** A payment, whether it is one at once or one that began with a freeze. */
    private Optional<Known> find(UUID id) {
        return alipay().trades().find(id).or(() -> alipay().holds().find(id));
    }

    private static Asked.Paid refunded(Asked asked) {
        var paid = asked.refunded();
        if (paid == null) {
            throw new UnclearAnswerException(NAME, "a refund is found by its payment only");
        }
        return paid;
    }

    private static Acknowledged acknowledged(Known known) {
        return new Acknowledged(known.reference(), null, known.report());
    }

    private static Outcome outcome(Known known) {
        var report = known.report();
        return report == null ? new Outcome.StillOpen(known.reference()) : new Outcome.Decided(report);
    }

    private Alipay alipay() {
        if (alipay == null) {
            throw new IllegalStateException("Alipay is not configured");
        }
        return alipay;
    }
}
