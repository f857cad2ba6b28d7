package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.Status;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Payments, and the messages of providers. Payments change only under the lock of their order. */
@ApplicationScoped
public class Payments {
    private static final String ADD = """
            insert into payment (id, order_id, provider, method, capture, amount_minor, currency, status, script, asked_at,
                                 plan_id, part_number, mandate)
            values (:id, :order, :provider, :method, :capture, :amount, :currency, :status, cast(:script as text), :at,
                    cast(cast(:plan as text) as uuid), cast(cast(:part as text) as int), cast(:mandate as text))""";
    private static final String PAYMENT = """
            select id, order_id, method, capture, amount_minor, currency, status, reference, action_url, decline_code,
                   authorised_until, script, asked_at, plan_id, part_number, mandate
              from payment\s""";
    private static final String SETTLE = """
            update payment
               set status = :status, decline_code = cast(:code as text),
                   captured_minor = case when cast(:status as text) in ('SUCCEEDED', 'RETURNING') and captured_minor = 0
                                         then amount_minor else captured_minor end
             where id = :id""";
    private static final String LEFT = """
            select id, greatest(captured_minor - refunded_minor - charged_back_minor, 0), currency from payment
             where order_id = :order and status = 'SUCCEEDED' order by id desc""";
    private static final String BEYOND = """
            select greatest(refunded_minor + charged_back_minor - captured_minor, 0), currency from payment where id = :id""";
    private static final String TAKE = "update payment set status = :status, captured_minor = :taken where id = :id";
    private static final String CLAIM = """
            insert into payment_message (provider, message_id, received_at) values (:provider, :message, :at)
            on conflict do nothing""";

    /** Adds a payment the buyer has just asked for. */
    public Uni<Void> add(Mutiny.Session session, Payment payment) {
        var part = payment.part();
        return session.createNativeQuery(ADD)
                .setParameter("id", payment.id())
                .setParameter("order", payment.orderId())
                .setParameter("provider", payment.method().provider())
                .setParameter("method", payment.method().name())
                .setParameter("capture", payment.capture().name())
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

    /** The payment that a provider calls that, or null. */
    public Uni<@Nullable Payment> findByReference(Mutiny.Session session, String provider, String reference) {
        return session.createNativeQuery(
                        PAYMENT + "where provider = :provider and reference = :reference", Object[].class)
                .setParameter("provider", provider)
                .setParameter("reference", reference)
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

    /** What of a payment may still go back to the buyer. */
    public record Left(UUID paymentId, Money amount) {}

    /** What may still go back by each payment that paid for the order, the newest first: less what did, and what a bank has left the buyer. */
    public Uni<List<Left>> left(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(LEFT, Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Left((UUID) row[0], Money.of(((Number) row[1]).longValue(), (String) row[2])))
                        .toList());
    }

    /** Writes what became of a payment. Money that came is what was asked for, unless {@link #take} has said otherwise. */
    public Uni<Void> settle(Mutiny.Session session, UUID id, Status status, @Nullable String declineCode) {
        return session.createNativeQuery(SETTLE)
                .setParameter("status", status.name())
                .setParameter("code", declineCode)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that the buyer's money came, and how much: refunds of it never exceed that. */
    public Uni<Void> take(Mutiny.Session session, UUID id, Status status, Money taken) {
        return session.createNativeQuery(TAKE)
                .setParameter("status", status.name())
                .setParameter("taken", taken.amountMinor())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What has come of a payment and may go back. */
    public Uni<Money> taken(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("select captured_minor, currency from payment where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResult()
                .map(row -> Money.of(((Number) row[0]).longValue(), (String) row[1]));
    }

    /** Writes that the amount is reserved, and until when. */
    public Uni<Void> hold(Mutiny.Session session, UUID id, Instant until) {
        return session.createNativeQuery(
                        "update payment set status = 'AUTHORISED', authorised_until = :until where id = :id")
                .setParameter("until", until.atOffset(ZoneOffset.UTC))
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

    /** Writes where the buyer has to do something first; an address that is known stays. */
    public Uni<Void> showAction(Mutiny.Session session, UUID id, @Nullable String url) {
        return url == null
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("update payment set action_url = :url where id = :id")
                        .setParameter("url", url)
                        .setParameter("id", id)
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /** Writes that the buyer's bank has kept an amount which no refund of ours had given back. */
    public Uni<Void> chargeBack(Mutiny.Session session, UUID id, Money amount) {
        return session.createNativeQuery(
                        "update payment set charged_back_minor = charged_back_minor + :amount where id = :id")
                .setParameter("amount", amount.amountMinor())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that so much of what the bank has kept stands in the place of a refund, since that has come back. */
    public Uni<Void> leaveToBank(Mutiny.Session session, UUID id, Money amount) {
        return session.createNativeQuery(
                        "update payment set charged_back_minor = charged_back_minor - :amount where id = :id")
                .setParameter("amount", amount.amountMinor())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What the buyer has had of a payment, or will have, by refunds and by banks together, beyond what was paid. */
    public Uni<Money> beyond(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(BEYOND, Object[].class)
                .setParameter("id", id)
                .getSingleResult()
                .map(row -> Money.of(((Number) row[0]).longValue(), (String) row[1]));
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
                Capture.valueOf((String) row[3]),
                Money.of(((Number) row[4]).longValue(), (String) row[5]),
                Status.valueOf((String) row[6]),
                (String) row[7],
                (String) row[8],
                (String) row[9],
                row[10] == null ? null : Orders.instant(row[10]),
                (String) row[11],
                Orders.instant(row[12]),
                row[13] == null
                        ? null
                        : new Payment.PlanPart((UUID) row[13], ((Number) row[14]).intValue(), (String) row[15]));
    }
}
