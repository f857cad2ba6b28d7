package dev.bonafide.escrow.store;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.Chargeback.Frozen;
import dev.bonafide.escrow.chargeback.Chargeback.Status;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Chargebacks. They change only under the lock of their order. */
@ApplicationScoped
public class Chargebacks {
    private static final String ADD = """
            insert into chargeback (id, provider, reference, payment_id, order_id, amount_minor, currency, reason,
                                    opened_at, due_by, status, frozen)
            values (:id, :provider, :reference, :payment, :order, :amount, :currency, :reason, :opened, :due, 'OPEN',
                    :frozen)""";
    private static final String CHARGEBACK = """
            select id, provider, reference, payment_id, order_id, amount_minor, currency, reason, opened_at, due_by,
                   status, frozen, evidence, contested_at, closed_at
              from chargeback\s""";
    private static final String IS_OPEN = """
            select exists (select 1 from chargeback where payment_id = :payment and closed_at is null)""";
    private static final String SALE = "select shipment_id, delivered_at, dispute_id from orders where id = :order";

    /** What the row of an order remembers, whatever stage it has reached since. */
    public record SaleFacts(
            @Nullable UUID shipment,
            @Nullable Instant deliveredAt,
            @Nullable UUID dispute) {}

    /** Adds a case that has just been opened. */
    public Uni<Void> add(Mutiny.Session session, Chargeback chargeback) {
        return session.createNativeQuery(ADD)
                .setParameter("id", chargeback.id())
                .setParameter("provider", chargeback.provider())
                .setParameter("reference", chargeback.reference())
                .setParameter("payment", chargeback.paymentId())
                .setParameter("order", chargeback.orderId())
                .setParameter("amount", chargeback.amount().amountMinor())
                .setParameter("currency", chargeback.amount().currency().getCurrencyCode())
                .setParameter("reason", chargeback.reason())
                .setParameter("opened", chargeback.openedAt().atOffset(ZoneOffset.UTC))
                .setParameter("due", chargeback.dueBy().atOffset(ZoneOffset.UTC))
                .setParameter("frozen", chargeback.frozen().name())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The case, or null. */
    public Uni<@Nullable Chargeback> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(CHARGEBACK + "where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : chargeback(row));
    }

    /** The case the provider calls that, or null. */
    public Uni<@Nullable Chargeback> find(Mutiny.Session session, String provider, String reference) {
        return session.createNativeQuery(
                        CHARGEBACK + "where provider = :provider and reference = :reference", Object[].class)
                .setParameter("provider", provider)
                .setParameter("reference", reference)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : chargeback(row));
    }

    /** Whether a bank has pulled the payment back and the case is not over. */
    public Uni<Boolean> isOpen(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery(IS_OPEN, Boolean.class)
                .setParameter("payment", paymentId)
                .getSingleResult();
    }

    /**
     * Cases, newest first.
     *
     * @param status only these, or all if null
     * @param before only cases older than this one, or from the newest if null
     */
    public Uni<List<Chargeback>> newest(
            Mutiny.Session session, @Nullable Status status, @Nullable UUID before, int limit) {
        return session.createNativeQuery(CHARGEBACK + """
                        where (cast(:status as text) is null or status = cast(:status as text))
                          and id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                        order by id desc limit :limit""", Object[].class)
                .setParameter("status", status == null ? null : status.name())
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Chargebacks::chargeback).toList());
    }

    /** The open cases of an order whose hold they could not freeze, oldest first. */
    public Uni<List<UUID>> openWithoutHold(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery("""
                        select id from chargeback
                         where order_id = :order and closed_at is null and frozen <> 'HELD' order by id""", UUID.class)
                .setParameter("order", orderId)
                .getResultList();
    }

    /** Writes what of the sale could be kept from moving after all. */
    public Uni<Void> freeze(Mutiny.Session session, UUID id, Frozen frozen) {
        return session.createNativeQuery("update chargeback set frozen = :frozen where id = :id")
                .setParameter("frozen", frozen.name())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes what has been handed in. */
    public Uni<Void> contest(Mutiny.Session session, UUID id, String evidence, Instant now) {
        return session.createNativeQuery("""
                        update chargeback set status = 'CONTESTED', evidence = :evidence, contested_at = :now
                         where id = :id and status = 'OPEN'""")
                .setParameter("evidence", evidence)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The cases of a payment that are not over, oldest first. */
    public Uni<List<Chargeback>> openOfPayment(Mutiny.Session session, UUID paymentId) {
        return session.createNativeQuery(
                        CHARGEBACK + "where payment_id = :payment and closed_at is null order by id", Object[].class)
                .setParameter("payment", paymentId)
                .getResultList()
                .map(rows -> rows.stream().map(Chargebacks::chargeback).toList());
    }

    /** Writes that the bank has decided for the buyer, and that it is not booked yet. */
    public Uni<Void> decide(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("update chargeback set status = 'DECIDED' where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes how a case has ended. */
    public Uni<Void> close(Mutiny.Session session, UUID id, boolean won, Instant now) {
        return session.createNativeQuery("update chargeback set status = :status, closed_at = :now where id = :id")
                .setParameter("status", (won ? Status.WON : Status.LOST).name())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What is known of the sale. */
    public Uni<SaleFacts> sale(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(SALE, Object[].class)
                .setParameter("order", orderId)
                .getSingleResult()
                .map(row ->
                        new SaleFacts((UUID) row[0], row[1] == null ? null : Orders.instant(row[1]), (UUID) row[2]));
    }

    private static Chargeback chargeback(Object[] row) {
        return new Chargeback(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (UUID) row[3],
                (UUID) row[4],
                Money.of(((Number) row[5]).longValue(), (String) row[6]),
                (String) row[7],
                Orders.instant(row[8]),
                Orders.instant(row[9]),
                Status.valueOf((String) row[10]),
                Frozen.valueOf((String) row[11]),
                (String) row[12],
                row[13] == null ? null : Orders.instant(row[13]),
                row[14] == null ? null : Orders.instant(row[14]));
    }
}
