package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.sandbox.SandboxPayment.State;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The payments and refunds in the books of the sandbox's provider. */
@ApplicationScoped
class SandboxBooks {
    private static final String PAYMENT = """
            select payment_id, reference, amount_minor, currency, capture, script, state, decided_at, moved_minor, code,
                   expires_at, lapsed, challenge, refunds_fail
              from sandbox_payment\s""";
    private static final String KEEP = """
            insert into sandbox_payment (payment_id, reference, amount_minor, currency, capture, script, state,
                                         authorised_at)
            values (:payment, :reference, :amount, :currency, :capture, :script, :state, :now)""";
    private static final String WRITE = """
            update sandbox_payment
               set state = :state, amount_minor = :amount, decided_at = cast(cast(:decided as text) as timestamptz),
                   moved_minor = :moved, code = cast(:code as text),
                   expires_at = cast(cast(:expires as text) as timestamptz), lapsed = :lapsed,
                   challenge = cast(:challenge as text)
             where payment_id = :payment""";
    private static final String REFUND = """
            select refund_id, reference, amount_minor, currency, state, refunded_at, returned_at from sandbox_refund
             where refund_id = :refund""";
    private static final String KEEP_REFUND = """
            insert into sandbox_refund (refund_id, reference, payment_id, amount_minor, currency, state, refunded_at,
                                        returned_at)
            values (:refund, :reference, :payment, :amount, :currency, :state, :at,
                    cast(cast(:returned as text) as timestamptz))""";

    /** A refund in the books; from {@code at} on its outcome is told, from {@code returnedAt} that it has come back. */
    record SandboxRefund(
            UUID refundId,
            String reference,
            Money amount,
            boolean made,
            Instant at,
            @Nullable Instant returnedAt) {
        /** What is true of it at that time. */
        SandboxMessage told(Instant now) {
            var isBack = returnedAt != null && !returnedAt.isAfter(now);
            return made && !isBack
                    ? SandboxMessage.of(SandboxMessage.REFUNDED, refundId, reference)
                            .with(amount)
                    : SandboxMessage.of(SandboxMessage.REFUND_FAILED, refundId, reference)
                            .because("CARD_CLOSED");
        }
    }

    /** The payment, which nobody else changes until this transaction ends; or null. */
    Uni<@Nullable SandboxPayment> lock(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery(PAYMENT + "where payment_id = :payment for update", Object[].class)
                .setParameter("payment", paymentId)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : payment(row));
    }

    /** The payment whose buyer was sent to the page of that address, or null. */
    Uni<@Nullable SandboxPayment> lockByChallenge(Mutiny.Session session, String challenge) {
        return session.createNativeQuery(PAYMENT + "where challenge = :challenge for update", Object[].class)
                .setParameter("challenge", challenge)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : payment(row));
    }

    Uni<Void> keep(Mutiny.Session session, PaymentAsk ask, String reference, String script, State state, Instant now) {
        return session.createNativeQuery(KEEP)
                .setParameter("payment", ask.paymentId())
                .setParameter("reference", reference)
                .setParameter("amount", ask.amount().amountMinor())
                .setParameter("currency", ask.amount().currency().getCurrencyCode())
                .setParameter("capture", ask.capture().name())
                .setParameter("script", script)
                .setParameter("state", state.name())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> write(Mutiny.Session session, SandboxPayment payment) {
        return session.createNativeQuery(WRITE)
                .setParameter("state", payment.state().name())
                .setParameter("amount", payment.amount().amountMinor())
                .setParameter("decided", text(payment.decidedAt()))
                .setParameter("moved", payment.moved().amountMinor())
                .setParameter("code", payment.code())
                .setParameter("expires", text(payment.expiresAt()))
                .setParameter("lapsed", payment.lapsed())
                .setParameter("challenge", payment.challenge())
                .setParameter("payment", payment.paymentId())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Lets the settlement file say something else of the payment than what moved. */
    Uni<Void> show(Mutiny.Session session, UUID paymentId, SandboxScript.InFile inFile) {
        return session.createNativeQuery("update sandbox_payment set in_file = :inFile where payment_id = :payment")
                .setParameter("inFile", inFile.name())
                .setParameter("payment", paymentId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Lets every refund of the payment fail from now on. */
    Uni<Void> failRefunds(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery("update sandbox_payment set refunds_fail = true where payment_id = :payment")
                .setParameter("payment", paymentId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Lets what becomes of each later refund of the payment be told only after that time. */
    Uni<Void> delayRefunds(Mutiny.Session session, UUID paymentId, Duration by) {
        return session.createNativeQuery(
                        "update sandbox_payment set refunds_late_ms = :millis where payment_id = :payment")
                .setParameter("millis", by.toMillis())
                .setParameter("payment", paymentId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** How much later than usual it is told what becomes of a refund of the payment. */
    Uni<Duration> delayOfRefunds(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery(
                        "select refunds_late_ms from sandbox_payment where payment_id = :payment", Long.class)
                .setParameter("payment", paymentId)
                .getSingleResultOrNull()
                .map(millis -> millis == null ? Duration.ZERO : Duration.ofMillis(millis));
    }

    /** Lets each later refund of the payment come back so long after it was made. */
    Uni<Void> returnRefunds(Mutiny.Session session, UUID paymentId, Duration after) {
        return session.createNativeQuery(
                        "update sandbox_payment set refunds_return_ms = :millis where payment_id = :payment")
                .setParameter("millis", after.toMillis())
                .setParameter("payment", paymentId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** How long after it was made a refund of the payment comes back; null if it does not. */
    Uni<@Nullable Duration> returnOfRefunds(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery(
                        "select refunds_return_ms from sandbox_payment where payment_id = :payment", Long.class)
                .setParameter("payment", paymentId)
                .getSingleResultOrNull()
                .map(millis -> millis == null ? null : Duration.ofMillis(millis));
    }

    /** Whether it calls a payment that. */
    Uni<Boolean> calls(Mutiny.Session session, String reference) {
        return session.createNativeQuery(
                        "select exists (select 1 from sandbox_payment where reference = :reference)", Boolean.class)
                .setParameter("reference", reference)
                .getSingleResult();
    }

    Uni<@Nullable SandboxRefund> findRefund(Mutiny.Session session, UUID refundId) {
        return session.createNativeQuery(REFUND, Object[].class)
                .setParameter("refund", refundId)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new SandboxRefund(
                                (UUID) row[0],
                                (String) row[1],
                                Money.of(((Number) row[2]).longValue(), (String) row[3]),
                                row[4].equals("SUCCEEDED"),
                                instant(row[5]),
                                row[6] == null ? null : instant(row[6])));
    }

    Uni<Void> keepRefund(Mutiny.Session session, RefundAsk ask, SandboxRefund refund) {
        return session.createNativeQuery(KEEP_REFUND)
                .setParameter("refund", refund.refundId())
                .setParameter("reference", refund.reference())
                .setParameter("payment", ask.paymentId())
                .setParameter("amount", refund.amount().amountMinor())
                .setParameter("currency", refund.amount().currency().getCurrencyCode())
                .setParameter("state", refund.made() ? "SUCCEEDED" : "FAILED")
                .setParameter("at", refund.at().atOffset(ZoneOffset.UTC))
                .setParameter("returned", text(refund.returnedAt()))
                .executeUpdate()
                .replaceWithVoid();
    }

    static Instant instant(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static SandboxPayment payment(Object[] row) {
        var currency = (String) row[3];
        return new SandboxPayment(
                (UUID) row[0],
                (String) row[1],
                Money.of(((Number) row[2]).longValue(), currency),
                Capture.valueOf((String) row[4]),
                (String) row[5],
                State.valueOf((String) row[6]),
                row[7] == null ? null : instant(row[7]),
                Money.of(((Number) row[8]).longValue(), currency),
                (String) row[9],
                row[10] == null ? null : instant(row[10]),
                (Boolean) row[11],
                (String) row[12],
                (Boolean) row[13]);
    }
}
