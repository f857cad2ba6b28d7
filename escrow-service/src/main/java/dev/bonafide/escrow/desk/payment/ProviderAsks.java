package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.CaptureAsk;
import dev.bonafide.escrow.payment.ProviderCapability.ChargeAsk;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Questions;
import dev.bonafide.escrow.store.Refunds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers for what has been written down, once each. Whether it was understood or not, a question stays behind: if
 * the provider does not tell by itself what came of it, it is asked, and asked for the thing again if it never heard of
 * it. A crash between our row and their answer changes nothing.
 */
@ApplicationScoped
public class ProviderAsks {
    private static final Logger LOG = Logger.getLogger(ProviderAsks.class);

    private final Payments payments;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final Questions questions;
    private final PaymentProviders providers;
    private final ProviderWords words;
    private final PaymentConfig.Questions config;

    ProviderAsks(
            Payments payments,
            Refunds refunds,
            Chargebacks chargebacks,
            Questions questions,
            PaymentProviders providers,
            ProviderWords words,
            PaymentConfig config) {
        this.payments = payments;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.questions = questions;
        this.providers = providers;
        this.words = words;
        this.config = config.questions();
    }

    /** Asks for the buyer's money, unless its outcome is known already. */
    public Uni<Void> askForPayment(Mutiny.Session session, UUID paymentId) {
        return ifStill(session, paymentId, Payment.Status.PENDING, this::ask);
    }

    /** In full, or a later part, as the buyer is there to do it; the first part with a mandate, under which others follow. */
    private Uni<Acknowledged> ask(Payment payment) {
        var provider = payment.method().provider();
        var ask = new PaymentAsk(payment.id(), payment.amount(), payment.capture(), payment.script());
        var part = payment.part();
        if (part == null) {
            return providers.authorise(provider, ask);
        }
        var mandate = part.mandate();
        if (mandate != null) {
            return providers.charge(provider, new ChargeAsk(payment.id(), mandate, payment.amount(), payment.script()));
        }
        return part.number() == 1 ? providers.authoriseWithMandate(provider, ask) : providers.authorise(provider, ask);
    }

    /** Asks to take what is reserved, unless that is over. Only what is due is taken; the rest lapses. */
    public Uni<Void> askForCapture(Mutiny.Session session, UUID paymentId) {
        return ifStill(
                session,
                paymentId,
                Payment.Status.CAPTURING,
                payment -> providers.capture(
                        payment.method().provider(),
                        new CaptureAsk(
                                payment.id(),
                                payment.id(),
                                Objects.requireNonNull(payment.reference()),
                                payment.amount())));
    }

    /** Asks to give free what is reserved, unless that is over. */
    public Uni<Void> askForRelease(Mutiny.Session session, UUID paymentId) {
        return ifStill(
                session,
                paymentId,
                Payment.Status.RELEASING,
                payment -> providers.release(
                        payment.method().provider(), new Asked(Asked.Kind.PAYMENT, payment.id(), payment.reference())));
    }

    /**
     * Says that a payment nobody has made yet is not wanted any more, so that it is not made late. It stays undecided until
     * the provider has said that it was not.
     */
    public Uni<Void> askForWithdrawal(Mutiny.Session session, UUID paymentId) {
        return payments.find(session, paymentId).chain(payment -> {
            var reference = payment == null ? null : payment.reference();
            if (payment == null || reference == null || payment.status() != Payment.Status.PENDING) {
                return Uni.createFrom().voidItem();
            }
            var provider = payment.method().provider();
            var asked = new Asked(Asked.Kind.PAYMENT, paymentId, reference);
            return asked(session, Asked.Kind.PAYMENT, paymentId, provider, providers.withdraw(provider, asked))
                    .chain(answer -> answer == null ? Uni.createFrom().voidItem() : hear(session, provider, answer));
        });
    }

    /**
     * Asks to give money back, unless it is back already. Where a bank has pulled the payment back meanwhile it is only asked about, in
     * case it was asked for before a crash.
     */
    public Uni<Void> askForRefund(Mutiny.Session session, UUID refundId) {
        return refunds.find(session, refundId).chain(refund -> {
            if (refund == null || refund.status() != Refund.Status.ASKED) {
                return Uni.createFrom().voidItem();
            }
            return payments.find(session, refund.paymentId())
                    .map(Objects::requireNonNull)
                    .chain(payment -> chargebacks
                            .isOpen(session, payment.id())
                            .chain(pulledBack -> pulledBack
                                            && providers.tellsOutcomes(
                                                    payment.method().provider())
                                    ? askAbout(session, refund, payment)
                                    : askForRefund(session, refund, payment)));
        });
    }

    private Uni<Void> askAbout(Mutiny.Session session, Refund refund, Payment payment) {
        var tryId = Objects.requireNonNull(refund.lastTry()).id();
        return questions.watch(
                session, Asked.Kind.REFUND, tryId, payment.method().provider(), config.backOff());
    }

    private Uni<Void> askForRefund(Mutiny.Session session, Refund refund, Payment payment) {
        var tryId = Objects.requireNonNull(refund.lastTry()).id();
        var provider = payment.method().provider();
        var ask = new RefundAsk(tryId, payment.id(), Objects.requireNonNull(payment.reference()), refund.amount());
        return asked(session, Asked.Kind.REFUND, tryId, provider, providers.refund(provider, ask))
                .chain(answer -> answer == null
                        ? Uni.createFrom().voidItem()
                        : refunds.refer(session, tryId, answer.reference())
                                .chain(() -> hear(session, provider, answer)));
    }

    /** Some providers say at once what came of it. */
    private Uni<Void> hear(Mutiny.Session session, String provider, Acknowledged answer) {
        var outcome = answer.outcome();
        return outcome == null
                ? Uni.createFrom().voidItem()
                : words.hearAnswer(session, provider, outcome).replaceWithVoid();
    }

    private Uni<Void> ifStill(
            Mutiny.Session session, UUID paymentId, Payment.Status status, Function<Payment, Uni<Acknowledged>> ask) {
        return payments.find(session, paymentId).chain(payment -> {
            if (payment == null || payment.status() != status) {
                return Uni.createFrom().voidItem();
            }
            return asked(
                            session,
                            Asked.Kind.PAYMENT,
                            paymentId,
                            payment.method().provider(),
                            ask.apply(payment))
                    .chain(answer -> answer == null
                            ? Uni.createFrom().voidItem()
                            : payments.refer(session, paymentId, answer.reference())
                                    .chain(() -> payments.showAction(session, paymentId, answer.actionUrl()))
                                    .chain(() -> hear(session, payment.method().provider(), answer)));
        });
    }

    /** The provider's answer, or null if there was none; in either case the outcome will be asked for. */
    private Uni<@Nullable Acknowledged> asked(
            Mutiny.Session session, Asked.Kind kind, UUID id, String provider, Uni<Acknowledged> ask) {
        return ask.onItem()
                .<@Nullable Acknowledged>transformToUni(answer -> questions
                        .watch(session, kind, id, provider, config.patience())
                        .replaceWith(answer))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("%s could not be asked for %s %s: %s", provider, kind, id, failure);
                    return questions
                            .watch(session, kind, id, provider, config.backOff())
                            .replaceWith((Acknowledged) null);
                });
    }
}
