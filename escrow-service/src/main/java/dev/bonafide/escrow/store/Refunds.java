package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.payment.Refund.Status;
import dev.bonafide.escrow.payment.Refund.Try;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Refunds and the times a provider was asked for each. They change only under the lock of their order. */
@ApplicationScoped
public class Refunds {
    private static final String ADD = """
            insert into refund (id, order_id, payment_id, amount_minor, currency, reason, dispute_id, of_held_money,
                                status, asked_at)
            values (:id, :order, :payment, :amount, :currency, :reason, cast(:dispute as uuid), :held, :status, :at)""";
    private static final String REFUND = """
            select r.id, r.order_id, r.payment_id, r.amount_minor, r.currency, r.reason, r.dispute_id, r.of_held_money,
                   r.status, t.id, t.number, t.reference, t.failure_code is not null, r.failure_code, r.settled_by
              from refund r
              left join lateral (select id, number, reference, failure_code from refund_try
                                   where refund_id = r.id order by number desc limit 1) t
                on true\s""";
    private static final String TRY = """
            insert into refund_try (id, refund_id, number, asked_at)
            select :try, :refund, coalesce(max(number), 0) + 1, :at from refund_try where refund_id = :refund""";
    private static final String TURN = """
            update refund set status = :status, failure_code = cast(:code as text) where id = :id""";
    private static final String SETTLE = """
            update refund set status = 'SETTLED', settled_by = :by, settled_at = :at
             where id = :id and status <> 'SETTLED'""";
    private static final String BY_HAND = """
            update refund set hand_reference = :reference, hand_by = :person where id = :id""";

    private static final String GIVE = """
            update refund_try set given_as = :given, given_minor = :amount where id = :id""";
    private static final String GIFT = """
            select t.given_as, t.given_minor, r.currency from refund_try t join refund r on r.id = t.refund_id
             where t.id = :id and t.given_as is not null""";
    private static final String GIVEN_ALSO = """
            select id from refund_try
             where refund_id = :refund and id <> :try and given_as = 'TWICE' and given_minor = :amount
             order by number limit 1""";
    private static final String REOPEN = """
            update refund set status = :status, failure_code = :code, settled_by = null, settled_at = null,
                              settles_as = :settlesAs, was_told = :told
             where id = :id""";

    /** What a try has given the buyer, and what that meant. */
    public record Gift(Refund.Given as, Money amount) {}

    /**
     * That what a refund gave has come back.
     *
     * @param settlesAs under which id its next settlement is booked, or the latest was
     * @param told whether others had heard that the buyer has it
     */
    public record CameBack(UUID settlesAs, boolean told) {}

    /** What finance has written down about a transfer of its own. */
    public record HandOver(UUID by, String reference) {}

    /** Adds a refund that has just been booked. The database refuses more than is left of its payment. */
    public Uni<Void> add(Mutiny.Session session, Refund refund, Instant now) {
        var dispute = refund.disputeId();
        return session.createNativeQuery(ADD)
                .setParameter("id", refund.id())
                .setParameter("order", refund.orderId())
                .setParameter("payment", refund.paymentId())
                .setParameter("amount", refund.amount().amountMinor())
                .setParameter("currency", refund.amount().currency().getCurrencyCode())
                .setParameter("reason", refund.reason().name())
                .setParameter("dispute", dispute == null ? null : dispute.toString())
                .setParameter("held", refund.ofHeldMoney())
                .setParameter("status", refund.status().name())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The refund, or null. */
    public Uni<@Nullable Refund> find(Mutiny.Session session, UUID id) {
        return one(session, "where r.id = :id", id);
    }

    /** The refund that was asked for under that id, by its latest try or an earlier one; or null. */
    public Uni<@Nullable Refund> findByTry(Mutiny.Session session, UUID tryId) {
        return one(session, "where r.id = (select refund_id from refund_try where id = :id)", tryId);
    }

    /** The refunds of an order, oldest first. */
    public Uni<List<Refund>> ofOrder(Mutiny.Session session, UUID orderId) {
        return list(session, "where r.order_id = :id order by r.id", orderId);
    }

    /** Whether the order has ended with nothing decided for its seller. */
    public Uni<Boolean> isOfTheWhole(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(
                        "select stage in ('REFUNDED', 'CANCELLED') from orders where id = :id", Boolean.class)
                .setParameter("id", orderId)
                .getSingleResult();
    }

    /** The refunds of a payment that have not reached the buyer, oldest first. */
    public Uni<List<Refund>> openOfPayment(Mutiny.Session session, UUID paymentId) {
        return list(session, "where r.payment_id = :id and r.status <> 'SETTLED' order by r.id", paymentId);
    }

    /** Those that could not be given back, newest first, older than the one given. */
    public Uni<List<Refund>> failed(Mutiny.Session session, @Nullable UUID before, int limit) {
        return session.createNativeQuery(REFUND + """
                        where r.status = 'FAILED'
                          and r.id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                        order by r.id desc limit :limit""", Object[].class)
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Refunds::refund).toList());
    }

    /** Writes down that the provider will be asked, under an id of its own. */
    public Uni<Void> addTry(Mutiny.Session session, UUID refundId, UUID tryId, Instant now) {
        return session.createNativeQuery(TRY)
                .setParameter("try", tryId)
                .setParameter("refund", refundId)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What a try has meant of which the provider has told that it gave the buyer money; null if it has not. */
    public Uni<Refund.@Nullable Given> given(Mutiny.Session session, UUID tryId) {
        return session.createNativeQuery("select given_as from refund_try where id = :id", String.class)
                .setParameter("id", tryId)
                .getSingleResultOrNull()
                .map(given -> given == null ? null : Refund.Given.valueOf(given));
    }

    /** What a try has given, of which the provider has told that. */
    public Uni<Gift> gift(Mutiny.Session session, UUID tryId) {
        return session.createNativeQuery(GIFT, Object[].class)
                .setParameter("id", tryId)
                .getSingleResult()
                .map(row ->
                        new Gift(Refund.Given.valueOf((String) row[0]), Money.of(((Number) row[1]).longValue(), (String)
                                row[2])));
    }

    /** Another try that has given the buyer all of the refund once more; null if none has. */
    public Uni<@Nullable UUID> givenAlso(Mutiny.Session session, Refund refund, UUID tryId) {
        return session.createNativeQuery(GIVEN_ALSO, UUID.class)
                .setParameter("refund", refund.id())
                .setParameter("try", tryId)
                .setParameter("amount", refund.amount().amountMinor())
                .getSingleResultOrNull()
                .map(id -> id);
    }

    /** Writes what a try has given, and what that means. */
    public Uni<Void> give(Mutiny.Session session, UUID tryId, Refund.Given given, Money amount) {
        return session.createNativeQuery(GIVE)
                .setParameter("given", given.name())
                .setParameter("amount", amount.amountMinor())
                .setParameter("id", tryId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes what the provider calls a try. */
    public Uni<Void> refer(Mutiny.Session session, UUID tryId, String reference) {
        return session.createNativeQuery("update refund_try set reference = :reference where id = :id")
                .setParameter("reference", reference)
                .setParameter("id", tryId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes why a try has failed. */
    public Uni<Void> failTry(Mutiny.Session session, UUID tryId, String code) {
        return session.createNativeQuery("update refund_try set failure_code = :code where id = :id")
                .setParameter("code", code)
                .setParameter("id", tryId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes how far a refund is that has not reached the buyer. */
    public Uni<Void> turn(Mutiny.Session session, UUID id, Status status, @Nullable String failureCode) {
        return session.createNativeQuery(TURN)
                .setParameter("status", status.name())
                .setParameter("code", failureCode)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Makes a refund that nobody has been asked for smaller. */
    public Uni<Void> reduce(Mutiny.Session session, UUID id, Money to) {
        return session.createNativeQuery("update refund set amount_minor = :amount where id = :id")
                .setParameter("amount", to.amountMinor())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that the buyer has the money back; false if that was known. */
    public Uni<Boolean> settle(Mutiny.Session session, UUID id, By by, Instant now) {
        return session.createNativeQuery(SETTLE)
                .setParameter("by", by.name())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    /** Writes that a settled refund is owed again, since it has come back; its next settlement is booked under that id. */
    public Uni<Void> reopen(
            Mutiny.Session session, UUID id, UUID settlesAs, Status status, String failureCode, boolean told) {
        return session.createNativeQuery(REOPEN)
                .setParameter("status", status.name())
                .setParameter("code", failureCode)
                .setParameter("settlesAs", settlesAs)
                .setParameter("told", told)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that what settles it is what a bank has left the buyer. */
    public Uni<Void> leaveToBank(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("update refund set settled_by = 'CHARGEBACK' where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether what the refund gave has come back before; null if it has not. */
    public Uni<@Nullable CameBack> cameBack(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(
                        "select settles_as, was_told from refund where id = :id and settles_as is not null",
                        Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : new CameBack((UUID) row[0], (Boolean) row[1]));
    }

    /** Writes which transfer a person says they have made. */
    public Uni<Void> writeHandOver(Mutiny.Session session, UUID id, HandOver handOver) {
        return session.createNativeQuery(BY_HAND)
                .setParameter("reference", handOver.reference())
                .setParameter("person", handOver.by())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that nobody says so any more. */
    public Uni<Void> forgetHandOver(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("update refund set hand_reference = null, hand_by = null where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The transfer a person says they have made, if one does. */
    public Uni<@Nullable HandOver> handOver(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(
                        "select hand_by, hand_reference from refund where id = :id and hand_by is not null",
                        Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : new HandOver((UUID) row[0], (String) row[1]));
    }

    private static Uni<@Nullable Refund> one(Mutiny.Session session, String which, UUID id) {
        return session.createNativeQuery(REFUND + which, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : refund(row));
    }

    private static Uni<List<Refund>> list(Mutiny.Session session, String which, UUID id) {
        return session.createNativeQuery(REFUND + which, Object[].class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream().map(Refunds::refund).toList());
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
                Status.valueOf((String) row[8]),
                row[9] == null
                        ? null
                        : new Try((UUID) row[9], ((Number) row[10]).intValue(), (String) row[11], (Boolean) row[12]),
                (String) row[13],
                row[14] == null ? null : By.valueOf((String) row[14]));
    }
}
