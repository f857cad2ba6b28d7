package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Questions;
import dev.bonafide.escrow.store.Questions.Due;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers what came of things they have not told us of. An outcome is asked for, never guessed: until it is
 * known, the payment or refund stays undecided, and a person is told when that takes long.
 */
@ApplicationScoped
public class OutcomeDesk {
    private static final Logger LOG = Logger.getLogger(OutcomeDesk.class);

    private final Questions questions;
    private final Payments payments;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final PaymentProviders providers;
    private final ProviderWords words;
    private final HoldDesk holds;
    private final Deadlines deadlines;
    private final ProviderParking parking;
    private final Transactions transactions;
    private final PaymentConfig.Questions config;
    private final MeterRegistry meters;
    private final Clock clock;

    /** A question that still stands. */
    private record Open(Due due, Asked asked) {}

    OutcomeDesk(
            Questions questions,
            Payments payments,
            Refunds refunds,
            Chargebacks chargebacks,
            PaymentProviders providers,
            ProviderWords words,
            HoldDesk holds,
            Deadlines deadlines,
            ProviderParking parking,
            Transactions transactions,
            PaymentConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.questions = questions;
        this.payments = payments;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.providers = providers;
        this.words = words;
        this.holds = holds;
        this.deadlines = deadlines;
        this.parking = parking;
        this.transactions = transactions;
        this.config = config.questions();
        this.meters = meters;
        this.clock = clock;
    }

    /** Asks the provider the question that has been due longest; false if none is due. No transaction is open meanwhile. */
    public Uni<Boolean> askOne(String provider) {
        return transactions
                .<@Nullable Due>runApart(
                        session -> questions.claim(session, provider, config.backOff(), config.backOffMax()))
                .chain(due -> due == null
                        ? Uni.createFrom().item(false)
                        : ask(provider, due).replaceWith(true));
    }

    private Uni<Void> ask(String provider, Due due) {
        return transactions
                .<@Nullable Open>runApart(session -> open(session, provider, due))
                .chain(open -> open == null
                        ? Uni.createFrom().voidItem()
                        : outcomeOf(provider, open)
                                .chain(outcome ->
                                        transactions.runApart(session -> hear(session, provider, open, outcome)))
                                .onFailure()
                                .recoverWithUni(failure -> {
                                    // The question has been put off already, so it comes up again by itself.
                                    LOG.warnf("%s did not say what came of %s: %s", provider, open.asked(), failure);
                                    return Uni.createFrom().voidItem();
                                }));
    }

    /** A provider that cannot be asked is asked for the thing again, which under the same id has no second effect. */
    private Uni<Outcome> outcomeOf(String provider, Open open) {
        return providers.tellsOutcomes(provider)
                ? providers.outcomeOf(provider, open.asked())
                : Uni.createFrom().item(new Outcome.NeverHeard());
    }

    private Uni<Void> hear(Mutiny.Session session, String provider, Open open, Outcome outcome) {
        meters.counter(
                        "bonafide.escrow.provider.questions",
                        "provider",
                        provider,
                        "answer",
                        outcome.getClass().getSimpleName())
                .increment();
        return switch (outcome) {
            case Outcome.Decided(var report) -> decided(session, provider, open, report);
            case Outcome.StillOpen _ -> alarmIfLong(session, provider, open);
            case Outcome.NeverHeard _ ->
                isForTheBankToDecide(session, provider, open.asked())
                        .chain(banks -> banks
                                ? decided(session, provider, open, notAsked(open.asked()))
                                : askAgain(session, open.asked()).chain(() -> alarmIfLong(session, provider, open)));
        };
    }

    private Uni<Void> decided(Mutiny.Session session, String provider, Open open, PaymentReport report) {
        return words.hearAnswer(session, provider, report)
                .chain(() -> open(session, provider, open.due()).replaceWithVoid());
    }

    /** Whether it is a refund that a provider can tell has never been asked for, of money that a bank has pulled back meanwhile. */
    private Uni<Boolean> isForTheBankToDecide(Mutiny.Session session, String provider, Asked asked) {
        return asked.kind() != Asked.Kind.REFUND || !providers.tellsOutcomes(provider)
                ? Uni.createFrom().item(false)
                : refunds.findByTry(session, asked.id())
                        .chain(refund -> chargebacks.isOpen(
                                session, Objects.requireNonNull(refund).paymentId()));
    }

    /** So that it waits for the bank like a refund that has failed. */
    private static RefundFailed notAsked(Asked asked) {
        return new RefundFailed("never_" + asked.id(), asked.id(), asked.id().toString(), "NEVER_ASKED");
    }

    private Uni<Void> alarmIfLong(Mutiny.Session session, String provider, Open open) {
        return open.due().asked() == config.alarmAfter()
                ? parking.park(
                        session,
                        provider,
                        open.asked().id(),
                        null,
                        "UNDECIDED",
                        "Asked " + open.due().asked() + " times for " + open.asked())
                : Uni.createFrom().voidItem();
    }

    /** What is to be asked, or null where the answer has come meanwhile; then the question is closed. */
    private Uni<@Nullable Open> open(Mutiny.Session session, String provider, Due due) {
        Uni<@Nullable Asked> asked = switch (due.kind()) {
            case PAYMENT ->
                payments.find(session, due.id())
                        .map(payment -> payment == null || !payment.status().isUndecided()
                                ? null
                                : new Asked(due.kind(), due.id(), payment.reference()));
            case REFUND -> refunds.findByTry(session, due.id()).chain(refund -> undecided(session, refund, due));
            // Payouts are asked about by the room that makes them.
            case PAYOUT -> Uni.createFrom().nullItem();
        };
        return asked.chain(stands -> stands == null
                ? questions.close(session, due.kind(), due.id()).replaceWith((Open) null)
                : Uni.createFrom().item(new Open(due, stands)));
    }

    private Uni<@Nullable Asked> undecided(Mutiny.Session session, @Nullable Refund refund, Due due) {
        var last = refund == null || refund.status() != Refund.Status.ASKED ? null : refund.lastTry();
        if (refund == null || last == null || !last.id().equals(due.id()) || last.failed()) {
            return Uni.createFrom().nullItem();
        }
        return payments.find(session, refund.paymentId()).map(payment -> {
            var reference = Objects.requireNonNull(payment).reference();
            return new Asked(
                    due.kind(),
                    due.id(),
                    last.reference(),
                    reference == null ? null : new Asked.Paid(payment.id(), reference));
        });
    }

    private Uni<Void> askAgain(Mutiny.Session session, Asked asked) {
        var now = clock.instant();
        return switch (asked.kind()) {
            case PAYMENT ->
                payments.find(session, asked.id())
                        .chain(payment -> askAgain(session, Objects.requireNonNull(payment), now));
            case REFUND ->
                refunds.findByTry(session, asked.id())
                        .chain(refund -> deadlines.askNow(
                                session,
                                RefundDesk.ASK,
                                Objects.requireNonNull(refund).id(),
                                now));
            case PAYOUT -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> askAgain(Mutiny.Session session, Payment payment, Instant now) {
        return payment.status() == Payment.Status.PENDING
                ? deadlines.askNow(session, PaymentDesk.ASK, payment.id(), now)
                : holds.askAgain(session, payment, now);
    }
}
