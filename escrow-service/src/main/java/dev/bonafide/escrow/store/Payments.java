package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.Status;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Payments, refunds, and the messages of providers. Payments change only under the lock of their order. */
@ApplicationScoped
public class Payments {
    private static final String ADD_PAYMENT = """
            insert into payment (id, order_id, provider, method, amount_minor, currency, status, script, asked_at,
                                 plan_id, part_number, mandate)
            values (:id, :order, :provider, :method, :amount, :currency, :status, cast(:script as text), :at,
                    cast(:plan as uuid), cast(cast(:part as text) as int), cast(:mandate as text))""";
    private static final String PAYMENT = """
            select id, order_id, method, amount_minor, currency, status, reference, decline_code, script, asked_at,
                   plan_id, part_number, mandate
              from payment\s""";
    private static final String ADD_REFUND = """
            insert into refund (id, order_id, payment_id, amount_minor, currency, reason, dispute_id, of_held_money,
                                status, asked_at)
            values (:id, :order, :payment, :amount, :currency, :reason, cast(:dispute as uuid), :held, 'ASKED', :at)""";
    private static final String REFUND = """
            select id, order_id, payment_id, amount_minor, currency, reason, dispute_id, of_held_money, status
              from refund\s""";
    private static final String CLAIM = """
            insert into payment_message (provider, message_id, received_at) values (:provider, :message, :at)
            on conflict do nothing""";

    /** Adds a payment the buyer has just asked for. */
    public Uni<Void> add(Mutiny.Session session, Payment payment) {
        var part = payment.part();
        return session.createNativeQuery(ADD_PAYMENT)
                .setParameter("id", payment.id())
                .setParameter("order", payment.orderId())
                .setParameter("provider", payment.method().provider())
                .setParameter("method", payment.method().name())
                .setParameter("amount", payment.amount().amountMinor())
                .setParameter("currency", payment.amount().currency().getCurrencyCode())
                .setParameter("status", payment.status().name())
                .setParameter("script", payment.script())
                .setParameter("at", payment.askedAt().atOffset(ZoneOffset.UTC))
                .setParameter("plan", part == null ? null : part.planId().toString())
                .setParameter("part", part == null ? null : Integer.toString(part.number()))
                .setParameter("mandate", part == null ? null : part.mandate())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The payment, or null. */
    public Uni<@Nullable Payment> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(PAYMENT + "where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : payment(row));
    }

    /** The payments of an order, oldest first. */
    public Uni<List<Payment>> ofOrder(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(PAYMENT + "where order_id = :order order by id", Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream().map(Payments::payment).toList());
    }

    /** Writes what became of a payment. */
    public Uni<Void> settle(Mutiny.Session session, UUID id, Status status, @Nullable String declineCode) {
        return session.createNativeQuery(
                        "update payment set status = :status, decline_code = cast(:code as text) where id = :id")
                .setParameter("status", status.name())
                .setParameter("code", declineCode)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes what the provider calls a payment, if that is not known yet. */
    public Uni<Void> refer(Mutiny.Session session, UUID id, String reference) {
        return session.createNativeQuery(
                        "update payment set reference = :reference where id = :id and reference is null")
                .setParameter("reference", reference)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Adds a refund that has just been booked. */
    public Uni<Void> add(Mutiny.Session session, Refund refund, Instant now) {
        var dispute = refund.disputeId();
        return session.createNativeQuery(ADD_REFUND)
                .setParameter("id", refund.id())
                .setParameter("order", refund.orderId())
                .setParameter("payment", refund.paymentId())
                .setParameter("amount", refund.amount().amountMinor())
                .setParameter("currency", refund.amount().currency().getCurrencyCode())
                .setParameter("reason", refund.reason().name())
                .setParameter("dispute", dispute == null ? null : dispute.toString())
                .setParameter("held", refund.ofHeldMoney())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The refund, or null. */
    public Uni<@Nullable Refund> findRefund(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(REFUND + "where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : refund(row));
    }

    /** The refunds of an order, oldest first. */
    public Uni<List<Refund>> refundsOfOrder(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(REFUND + "where order_id = :order order by id", Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream().map(Payments::refund).toList());
    }

    /** Writes that the buyer has the money back; false if that was known. */
    public Uni<Boolean> settleRefund(Mutiny.Session session, UUID id, Instant now) {
        return session.createNativeQuery(
                        "update refund set status = 'SETTLED', settled_at = :at where id = :id and status = 'ASKED'")
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    /** Remembers a message; false if it has been here before. */
    public Uni<Boolean> claim(Mutiny.Session session, String provider, String messageId, Instant now) {
        return session.createNativeQuery(CLAIM)
                .setParameter("provider", provider)
                .setParameter("message", messageId)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    private static Payment payment(Object[] row) {
        return new Payment(
                (UUID) row[0],
                (UUID) row[1],
                PaymentMethod.valueOf((String) row[2]),
                Money.of(((Number) row[3]).longValue(), (String) row[4]),
                Status.valueOf((String) row[5]),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                Orders.instant(row[9]),
                row[10] == null
                        ? null
                        : new Payment.PlanPart((UUID) row[10], ((Number) row[11]).intValue(), (String) row[12]));
    }

    private static Refund refund(Object[] row) {
        return new Refund(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                Money.of(((Number) row[3]).longValue(), (String) row[4]),
                Refund.Reason.valueOf((String) row[5]),
                (UUID) row[6],
                (Boolean) row[7],
                Refund.Status.valueOf((String) row[8]));
    }
}
