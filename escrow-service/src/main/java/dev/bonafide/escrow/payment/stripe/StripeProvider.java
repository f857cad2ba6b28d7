package dev.bonafide.escrow.payment.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import dev.bonafide.escrow.payment.PaymentProvider;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.BlockingCalls;
import dev.bonafide.escrow.payment.remote.Http;
import dev.bonafide.escrow.payment.remote.Needed;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stripe: cards and wallets on a page of the marketplace, money for sellers by transfers to their connected accounts. A
 * payment is an intent that moves nothing before the buyer acts; what comes of it is told by webhook.
 */
@ApplicationScoped
public class StripeProvider
        implements PaymentProvider,
                ProviderCapability.Inquiry,
                ProviderCapability.Holds,
                ProviderCapability.Withdrawals,
                ProviderCapability.Payouts,
                ProviderCapability.Contests,
                ProviderCapability.SettlementFiles {
    /** Its name in paths, rows and configuration. */
    public static final String NAME = "stripe";

    private static final String CLIENT_SECRET = "#payment_intent_client_secret=";

    private final BusinessClock clock;
    private final BlockingCalls calls = new BlockingCalls(NAME);
    private final @Nullable Stripe stripe;

    /** All that is there when Stripe is offered. */
    private record Stripe(
            Http http, StripeGateway gateway, StripeReports reports, StripeWebhooks webhooks, String checkoutUrl) {}

    StripeProvider(StripeConfig config, BusinessClock clock) {
        this.clock = clock;
        var there = new Needed(StripeConfig.PREFIX)
                .and("secret-key", config.secretKey())
                .and("webhook-secrets", config.webhookSecrets())
                .and("checkout-url", config.checkoutUrl())
                .isThere();
        this.stripe = there ? set(config) : null;
    }

    private static Stripe set(StripeConfig config) {
        var http = new Http(NAME, config.connectWithin(), config.answerWithin());
        var reports = new StripeReports(config.holdFor());
        return new Stripe(
                http,
                new StripeGateway(config, config.secretKey().orElseThrow(), http),
                reports,
                new StripeWebhooks(config.webhookSecrets().orElseThrow(), reports),
                config.checkoutUrl().orElseThrow());
    }

    /** Makes this bean, and with it a mistake in its settings, at the start. */
    void begin(@Observes StartupEvent start) {}

    @PreDestroy
    void end() {
        if (stripe != null) {
            stripe.http().close();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOffered() {
        return stripe != null;
    }

    @Override
    public Uni<Acknowledged> authorise(PaymentAsk ask) {
        var id = ask.paymentId();
        return calls.run(() -> {
            try {
                return acknowledged(id, stripe().gateway().create(ask));
            } catch (AskRefusedException refused) {
                var reference = id.toString();
                return new Acknowledged(
                        reference,
                        null,
                        new PaymentReport.PaymentDeclined(
                                AnswerIds.of(id, refused.code()), id, reference, refused.code()));
            }
        });
    }

    @Override
    public Uni<Acknowledged> refund(RefundAsk ask) {
        var id = ask.refundId();
        return calls.run(() -> {
            try {
                return acknowledged(id, stripe().gateway().refund(ask));
            } catch (AskRefusedException refused) {
                return new Acknowledged(
                        id.toString(),
                        null,
                        new PaymentReport.RefundFailed(
                                AnswerIds.of(id, refused.code()), id, id.toString(), refused.code()));
            }
        });
    }

    @Override
    public Uni<Acknowledged> payOut(PayoutAsk ask) {
        var id = ask.payoutId();
        return calls.run(() -> {
            try {
                var transfer = stripe().gateway().transfer(ask);
                return new Acknowledged(
                        transfer.getId(), null, StripeReports.of(AnswerIds.of(id, "transferred"), id, transfer));
            } catch (AskRefusedException refused) {
                return new Acknowledged(
                        id.toString(),
                        null,
                        new PaymentReport.PayoutFailed(
                                AnswerIds.of(id, refused.code()), id, id.toString(), refused.code()));
            }
        });
    }

    @Override
    public Uni<Acknowledged> capture(CaptureAsk ask) {
        return calls.run(() -> decidedOr(
                ask.paymentId(),
                ask.paymentReference(),
                () -> stripe().gateway().capture(ask)));
    }

    @Override
    public Uni<Acknowledged> release(Asked asked) {
        return withdraw(asked);
    }

    /** One call does both: it frees what is reserved, and ends an intent that nobody has paid. */
    @Override
    public Uni<Acknowledged> withdraw(Asked payment) {
        return calls.run(() -> {
            var intent = find(payment);
            return intent.isEmpty()
                    ? new Acknowledged(payment.id().toString())
                    : decidedOr(
                            payment.id(),
                            intent.get().getId(),
                            () -> stripe().gateway().cancel(intent.get().getId(), payment.id()));
        });
    }

    @Override
    public Uni<Outcome> outcomeOf(Asked asked) {
        return calls.run(() -> switch (asked.kind()) {
            case PAYMENT ->
                find(asked).map(intent -> outcome(asked.id(), intent)).orElseGet(Outcome.NeverHeard::new);
            case REFUND ->
                findRefund(asked).map(refund -> outcome(asked.id(), refund)).orElseGet(Outcome.NeverHeard::new);
            case PAYOUT ->
                stripe().gateway()
                        .findTransfer(asked.id())
                        .<Outcome>map(transfer -> new Outcome.Decided(
                                StripeReports.of(AnswerIds.of(asked.id(), "transferred"), asked.id(), transfer)))
                        .orElseGet(Outcome.NeverHeard::new);
        });
    }

    @Override
    public Uni<Acknowledged> contest(ContestAsk ask) {
        return calls.run(() -> new Acknowledged(stripe().gateway().contest(ask).getId()));
    }

    @Override
    public Uni<List<SettlementLine>> settlementOf(LocalDate day) {
        return calls.run(() -> new StripeSettlements(stripe().gateway()).of(day, clock.machineInstant()));
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return stripe().webhooks().read(webhook, now);
    }

    /** Where Stripe itself wants to send the buyer, if anywhere. */
    static @Nullable String redirect(PaymentIntent intent) {
        var next = intent.getNextAction();
        var redirect = next == null ? null : next.getRedirectToUrl();
        return redirect == null ? null : redirect.getUrl();
    }

    private Acknowledged acknowledged(UUID id, PaymentIntent intent) {
        var report = stripe().reports().of(AnswerIds.of(id, intent.getStatus()), id, intent);
        return new Acknowledged(intent.getId(), report == null ? actionUrl(intent) : null, report);
    }

    private static Acknowledged acknowledged(UUID id, Refund refund) {
        return new Acknowledged(
                refund.getId(), null, StripeReports.of(AnswerIds.of(id, refund.getStatus()), id, refund));
    }

    private String actionUrl(PaymentIntent intent) {
        var redirect = redirect(intent);
        // In the fragment, which browsers keep to themselves, so that no server on the way writes the secret down.
        return redirect == null ? stripe().checkoutUrl() + CLIENT_SECRET + intent.getClientSecret() : redirect;
    }

    /** Moves an intent on. Where Stripe refuses because it has moved on already, what it has come to is the answer. */
    private Acknowledged decidedOr(UUID id, String reference, StripeGateway.Call<PaymentIntent> move) {
        try {
            return acknowledged(id, StripeGateway.ask(move));
        } catch (AskRefusedException refused) {
            var intent = stripe().gateway().retrieve(reference);
            var report = stripe().reports().of(AnswerIds.of(id, intent.getStatus()), id, intent);
            if (report == null || report instanceof PaymentReport.PaymentAuthorised) {
                throw refused;
            }
            return new Acknowledged(intent.getId(), null, report);
        }
    }

    private Outcome outcome(UUID id, PaymentIntent intent) {
        var report = stripe().reports().of(AnswerIds.of(id, intent.getStatus()), id, intent);
        return report == null ? new Outcome.StillOpen(intent.getId()) : new Outcome.Decided(report);
    }

    private static Outcome outcome(UUID id, Refund refund) {
        var report = StripeReports.of(AnswerIds.of(id, refund.getStatus()), id, refund);
        return report == null ? new Outcome.StillOpen(refund.getId()) : new Outcome.Decided(report);
    }

    private Optional<PaymentIntent> find(Asked payment) {
        return isStripes(payment)
                ? Optional.of(stripe().gateway().retrieve(Objects.requireNonNull(payment.reference())))
                : stripe().gateway().findPayment(payment.id());
    }

    private Optional<Refund> findRefund(Asked asked) {
        if (isStripes(asked)) {
            return Optional.of(stripe().gateway().retrieveRefund(Objects.requireNonNull(asked.reference())));
        }
        var paid = asked.refunded();
        if (paid == null) {
            throw new UnclearAnswerException(NAME, "a refund is found by its payment only");
        }
        return stripe().gateway().findRefund(paid.reference(), asked.id());
    }

    /** Whether Stripe gave it its reference: what Stripe refused bears our own id. */
    private static boolean isStripes(Asked asked) {
        var reference = asked.reference();
        return reference != null && !reference.equals(asked.id().toString());
    }

    private Stripe stripe() {
        if (stripe == null) {
            throw new IllegalStateException("Stripe is not configured");
        }
        return stripe;
    }
}
