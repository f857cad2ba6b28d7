package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox's provider pays sellers. A payout does what its destination says after a {@code #}, such as
 * {@code sbx_bank_1#decline}, or else what the last two digits of its amount say, with the names of {@link SandboxScript}.
 * {@code silent} pays and tells nobody: what came of it is found only by asking.
 */
@ApplicationScoped
class SandboxPayouts {
    private static final Duration THINKING_TIME = Duration.ofMillis(150);
    private static final Duration A_MOMENT_LATER = Duration.ofSeconds(1);
    private static final String FAIL_CODE = "ACCOUNT_CLOSED";
    private static final String FIND = """
            select reference, message_id, amount_minor, currency, fail_code, decided_at
              from sandbox_payout where payout_id = :payout""";
    private static final String KEEP = """
            insert into sandbox_payout (payout_id, reference, message_id, amount_minor, currency, fail_code, decided_at)
            values (:payout, :reference, :message, :amount, :currency, cast(:code as text), :decided)""";

    private record Known(
            String reference,
            String messageId,
            Money amount,
            @Nullable String failCode,
            Instant decidedAt) {}

    private final Transactions transactions;
    private final SandboxDeliveries deliveries;
    private final Ids ids;
    private final Clock clock;

    SandboxPayouts(Transactions transactions, SandboxDeliveries deliveries, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes the ask, once; what came of it is told later. */
    Uni<Acknowledged> payOut(PayoutAsk ask) {
        var script = script(ask);
        return transactions
                .runApart(session -> find(session, ask.payoutId())
                        .chain(known -> known == null
                                ? take(session, ask, script)
                                        .map(reference ->
                                                answer(reference, script instanceof SandboxScript.TimeoutThenSucceed))
                                : Uni.createFrom().item(answer(known.reference(), false))))
                .flatMap(answer -> answer);
    }

    /** What it knows of a payout. */
    Uni<Outcome> outcomeOf(Mutiny.Session session, UUID payout) {
        return find(session, payout).map(known -> outcome(payout, known));
    }

    private Outcome outcome(UUID payout, @Nullable Known known) {
        if (known == null) {
            return new Outcome.NeverHeard();
        }
        if (clock.instant().isBefore(known.decidedAt())) {
            return new Outcome.StillOpen(known.reference());
        }
        var code = known.failCode();
        return new Outcome.Decided(
                code == null
                        ? new PaymentReport.PayoutSucceeded(
                                known.messageId(), payout, known.reference(), known.amount())
                        : new PaymentReport.PayoutFailed(known.messageId(), payout, known.reference(), code));
    }

    private Uni<String> take(Mutiny.Session session, PayoutAsk ask, SandboxScript script) {
        var reference = "sbx_" + ids.next();
        var messageId = "msg_" + ids.next();
        var soon = clock.instant().plus(THINKING_TIME);
        var decidedAt = script instanceof SandboxScript.Late(var by) ? soon.plus(by) : soon;
        var failCode = script instanceof SandboxScript.Decline ? FAIL_CODE : null;
        var paid = script instanceof SandboxScript.OtherAmount
                ? new Money(ask.amount().amountMinor() - 1, ask.amount().currency())
                : ask.amount();
        return session.createNativeQuery(KEEP)
                .setParameter("payout", ask.payoutId())
                .setParameter("reference", reference)
                .setParameter("message", messageId)
                .setParameter("amount", paid.amountMinor())
                .setParameter("currency", paid.currency().getCurrencyCode())
                .setParameter("code", failCode)
                .setParameter("decided", decidedAt.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> tell(
                        session,
                        script,
                        messageId,
                        failCode == null
                                ? SandboxMessage.of(SandboxMessage.PAID_OUT, ask.payoutId(), reference)
                                        .with(paid)
                                : SandboxMessage.of(SandboxMessage.PAYOUT_FAILED, ask.payoutId(), reference)
                                        .because(failCode),
                        decidedAt))
                .replaceWith(reference);
    }

    private Uni<Void> tell(
            Mutiny.Session session, SandboxScript script, String messageId, SandboxMessage message, Instant at) {
        return switch (script) {
            case SandboxScript.Succeed _,
                    SandboxScript.Decline _,
                    SandboxScript.Late _,
                    SandboxScript.OtherAmount _,
                    SandboxScript.TimeoutThenSucceed _ -> deliveries.plan(session, messageId, message, at);
            // A payout is not told to be worked on, so in this order or another it is the same message twice.
            case SandboxScript.Duplicate _, SandboxScript.Reordered _ ->
                deliveries
                        .plan(session, messageId, message, at)
                        .chain(() -> deliveries.plan(session, messageId, message, at.plus(A_MOMENT_LATER)));
            case SandboxScript.Silent _, SandboxScript.LostWebhook _ ->
                Uni.createFrom().voidItem();
            // The rest is about paying: a payout knows no challenge, no reservation and no chargeback.
            case SandboxScript.LostAsk _, SandboxScript.Challenge _, SandboxScript.PullBack _ ->
                deliveries.plan(session, messageId, message, at);
            case SandboxScript.DecideChargeback _, SandboxScript.ShortHold _, SandboxScript.PartialCapture _ ->
                deliveries.plan(session, messageId, message, at);
            case SandboxScript.RefundsFail _, SandboxScript.RefundsLate _, SandboxScript.RefundsReturn _ ->
                deliveries.plan(session, messageId, message, at);
            case SandboxScript.Settled _ -> deliveries.plan(session, messageId, message, at);
        };
    }

    private static SandboxScript script(PayoutAsk ask) {
        var hash = ask.destination().indexOf('#');
        return SandboxScript.of(
                hash < 0 ? null : ask.destination().substring(hash + 1),
                ask.amount().amountMinor());
    }

    private static Uni<Acknowledged> answer(String reference, boolean lost) {
        return lost ? Uni.createFrom().nothing() : Uni.createFrom().item(new Acknowledged(reference));
    }

    private static Uni<@Nullable Known> find(Mutiny.Session session, UUID payout) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("payout", payout)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : known(row));
    }

    private static Known known(Object[] row) {
        return new Known(
                (String) row[0],
                (String) row[1],
                Money.of(((Number) row[2]).longValue(), (String) row[3]),
                (String) row[4],
                row[5] instanceof OffsetDateTime time ? time.toInstant() : (Instant) row[5]);
    }
}
