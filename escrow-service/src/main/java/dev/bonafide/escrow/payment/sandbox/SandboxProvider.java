package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider;
import dev.bonafide.escrow.payment.ProviderCapability.Contests;
import dev.bonafide.escrow.payment.ProviderCapability.Holds;
import dev.bonafide.escrow.payment.ProviderCapability.Inquiry;
import dev.bonafide.escrow.payment.ProviderCapability.Mandates;
import dev.bonafide.escrow.payment.ProviderCapability.Payouts;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementFiles;
import dev.bonafide.escrow.payment.sandbox.SandboxBooks.SandboxRefund;
import dev.bonafide.escrow.payment.sandbox.SandboxPayment.State;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's payment provider. It behaves like a company of its own: it commits in transactions of its own to books of
 * its own, answers an ask with a reference only, and tells the outcome later by signed webhook over HTTP.
 */
@ApplicationScoped
public class SandboxProvider implements PaymentProvider, Inquiry, Holds, Payouts, Mandates, Contests, SettlementFiles {
    /** Its name in paths, rows and configuration. */
    public static final String NAME = "sandbox";

    private final Transactions transactions;
    private final SandboxBooks books;
    private final SandboxBank bank;
    private final SandboxChargebacks chargebacks;
    private final SandboxFile file;
    private final SandboxDeliveries deliveries;
    private final SandboxPayouts payouts;
    private final SandboxWebhooks webhooks;
    private final KitConfig config;
    private final Ids ids;
    private final Clock clock;

    SandboxProvider(
            Transactions transactions,
            SandboxBooks books,
            SandboxBank bank,
            SandboxChargebacks chargebacks,
            SandboxFile file,
            SandboxDeliveries deliveries,
            SandboxPayouts payouts,
            SandboxWebhooks webhooks,
            KitConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.books = books;
        this.bank = bank;
        this.chargebacks = chargebacks;
        this.file = file;
        this.deliveries = deliveries;
        this.payouts = payouts;
        this.webhooks = webhooks;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOffered() {
        return config.sandbox();
    }

    @Override
    public Uni<Acknowledged> authorise(PaymentAsk ask) {
        // Like any remote, it answers when it has committed, and its answer may get lost.
        return transactions
                .runApart(session -> books.lock(session, ask.paymentId())
                        .chain(known -> known == null ? takeFirst(session, ask) : takeAgain(session, known)))
                .flatMap(answer -> answer);
    }

    @Override
    public Uni<Acknowledged> authoriseWithMandate(PaymentAsk ask) {
        return authorise(ask);
    }

    /** A mandate it has never given is charged in vain. */
    @Override
    public Uni<Acknowledged> charge(ChargeAsk ask) {
        return transactions
                .runApart(session -> books.calls(session, ask.mandate()))
                .chain(given -> authorise(new PaymentAsk(
                        ask.paymentId(), ask.amount(), PaymentAsk.Capture.AT_ONCE, given ? ask.script() : "decline")));
    }

    private Uni<Uni<Acknowledged>> takeFirst(Mutiny.Session session, PaymentAsk ask) {
        var script = SandboxScript.of(ask.script(), ask.amount().amountMinor());
        var lost = script instanceof SandboxScript.LostAsk;
        var reference = "sbx_" + ids.next();
        var named = ask.script() == null ? "" : ask.script();
        return books.keep(session, ask, reference, named, lost ? State.UNHEARD : State.OPEN, clock.instant())
                .chain(() -> lost ? Uni.createFrom().voidItem() : decide(session, ask.paymentId(), script))
                .chain(() -> lost || script instanceof SandboxScript.TimeoutThenSucceed
                        ? Uni.createFrom().item(Uni.createFrom().nothing())
                        : answer(session, ask.paymentId()));
    }

    private Uni<Uni<Acknowledged>> takeAgain(Mutiny.Session session, SandboxPayment known) {
        return known.state() == State.UNHEARD
                ? bank.decide(session, known.heard(), known.plan()).chain(() -> answer(session, known.paymentId()))
                : answer(session, known.paymentId());
    }

    private Uni<Void> decide(Mutiny.Session session, UUID paymentId, SandboxScript script) {
        return books.lock(session, paymentId)
                .chain(payment -> bank.decide(session, Objects.requireNonNull(payment), script));
    }

    private Uni<Uni<Acknowledged>> answer(Mutiny.Session session, UUID paymentId) {
        return books.lock(session, paymentId).map(found -> {
            var payment = Objects.requireNonNull(found);
            return Uni.createFrom()
                    .item(new Acknowledged(
                            payment.reference(), deliveries.action(payment).actionUrl()));
        });
    }

    @Override
    public Uni<Acknowledged> capture(CaptureAsk ask) {
        return ofPayment(ask.paymentId(), (session, payment) -> bank.capture(session, payment, ask.amount()));
    }

    @Override
    public Uni<Acknowledged> release(Asked asked) {
        return ofPayment(asked.id(), bank::release);
    }

    @Override
    public Uni<Acknowledged> refund(RefundAsk ask) {
        return transactions.runApart(session -> books.findRefund(session, ask.refundId())
                .chain(known -> known == null
                        ? giveBack(session, ask)
                        : Uni.createFrom().item(known.reference()))
                .map(Acknowledged::new));
    }

    private Uni<String> giveBack(Mutiny.Session session, RefundAsk ask) {
        return books.lock(session, ask.paymentId())
                .chain(payment -> books.delayOfRefunds(session, ask.paymentId())
                        .chain(delay -> books.returnOfRefunds(session, ask.paymentId())
                                .chain(after -> {
                                    var soon = clock.instant()
                                            .plus(SandboxBank.THINKING_TIME)
                                            .plus(delay);
                                    var made = payment == null || !payment.refundsFail();
                                    return giveBack(
                                            session,
                                            ask,
                                            new SandboxRefund(
                                                    ask.refundId(),
                                                    "sbr_" + ids.next(),
                                                    ask.amount(),
                                                    made,
                                                    soon,
                                                    made && after != null ? soon.plus(after) : null));
                                })));
    }

    /** Tells what becomes of it, and later that it has come back, if it does. */
    private Uni<String> giveBack(Mutiny.Session session, RefundAsk ask, SandboxRefund refund) {
        var returnedAt = refund.returnedAt();
        var told = books.keepRefund(session, ask, refund)
                .chain(() -> deliveries.plan(
                        session, "msg_" + ids.next(), refund.told(refund.at().minusNanos(1)), refund.at()));
        return (returnedAt == null
                        ? told
                        : told.chain(() ->
                                deliveries.plan(session, "msg_" + ids.next(), refund.told(returnedAt), returnedAt)))
                .replaceWith(refund.reference());
    }

    @Override
    public Uni<Outcome> outcomeOf(Asked asked) {
        return transactions.runApart(session -> switch (asked.kind()) {
            case PAYMENT -> books.lock(session, asked.id()).map(payment -> outcome(payment, clock.instant()));
            case REFUND -> books.findRefund(session, asked.id()).map(refund -> outcome(refund, clock.instant()));
            case PAYOUT -> payouts.outcomeOf(session, asked.id());
        });
    }

    private static Outcome outcome(@Nullable SandboxPayment payment, Instant now) {
        if (payment == null || payment.state() == State.UNHEARD) {
            return new Outcome.NeverHeard();
        }
        var decidedAt = payment.decidedAt();
        return decidedAt == null || decidedAt.isAfter(now)
                ? new Outcome.StillOpen(payment.reference())
                : new Outcome.Decided(SandboxReading.read("answer_" + payment.reference(), payment.told()));
    }

    private static Outcome outcome(@Nullable SandboxRefund refund, Instant now) {
        if (refund == null) {
            return new Outcome.NeverHeard();
        }
        return refund.at().isAfter(now)
                ? new Outcome.StillOpen(refund.reference())
                : new Outcome.Decided(SandboxReading.read("answer_" + refund.reference(), refund.told(now)));
    }

    @Override
    public Uni<Acknowledged> contest(ContestAsk ask) {
        return transactions
                .runApart(session -> chargebacks.contest(session, ask))
                .replaceWith(new Acknowledged(ask.chargebackReference()));
    }

    @Override
    public Uni<List<SettlementLine>> settlementOf(LocalDate day) {
        return transactions.runApart(session -> file.of(session, day));
    }

    @Override
    public Uni<Acknowledged> payOut(PayoutAsk ask) {
        return payouts.payOut(ask);
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return webhooks.read(webhook, now);
    }

    /** Lets a payment that is known here come out as the script says; false if there is none. */
    public Uni<Boolean> script(Mutiny.Session session, UUID paymentId, SandboxScript script) {
        return books.lock(session, paymentId)
                .chain(known -> known == null || known.state() == State.UNHEARD
                        ? Uni.createFrom().item(false)
                        : bank.decide(session, known, script).replaceWith(true));
    }

    /** The buyer has proved who they are on the bank's page, or could not; false if nobody is asked there any more. */
    public Uni<Boolean> challenged(Mutiny.Session session, String secret, boolean passed) {
        return bank.challenged(session, secret, passed);
    }

    /** What the buyer is asked to confirm on the bank's page of that address; null if nobody is asked there. */
    public Uni<@Nullable String> challenge(Mutiny.Session session, String secret) {
        return books.lockByChallenge(session, secret)
                .map(payment -> payment == null || payment.state() != State.ACTION_REQUIRED
                        ? null
                        : payment.amount().toString());
    }

    private Uni<Acknowledged> ofPayment(UUID paymentId, BiFunction<Mutiny.Session, SandboxPayment, Uni<Void>> act) {
        return transactions.runApart(session -> books.lock(session, paymentId).chain(found -> {
            var payment = Objects.requireNonNull(found, () -> "No payment " + paymentId);
            return act.apply(session, payment).replaceWith(new Acknowledged(payment.reference()));
        }));
    }
}
