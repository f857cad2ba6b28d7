package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.FrozenBy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who freezes an order, one row each. They change under the lock of the order alone. */
@ApplicationScoped
public class OrderFreezes {
    private static final String ADD = """
            insert into order_freeze (order_id, cause_id, frozen_by, since) values (:order, :cause, :by, :since)
            on conflict do nothing""";
    private static final String ADD_TO_MILESTONE = """
            insert into order_freeze (order_id, milestone_id, cause_id, frozen_by, since)
            values (:order, :milestone, :cause, 'DISPUTE', :since)""";
    private static final String END = """
            update order_freeze set ended_at = :now where order_id = :order and cause_id = :cause and ended_at is null""";
    private static final String END_ALL =
            "update order_freeze set ended_at = :now where order_id = :order and ended_at is null";
    private static final String STANDING = """
            select cause_id from order_freeze where order_id = :order and milestone_id is null and ended_at is null
             order by frozen_by <> 'DISPUTE', since, cause_id""";

    private static final String OF_ORDER = """
            select f.cause_id, f.frozen_by, f.since, f.ended_at, m.number
              from order_freeze f left join milestone m on m.id = f.milestone_id
             where f.order_id = :order
             union all
            select c.dispute_id, 'DISPUTE', c.since, r.decided_at, m.number
              from milestone_claim c join milestone m on m.id = c.milestone_id
                   left join ruling_money r on r.ruling_id = c.ruling_id
             where c.order_id = :order
             union all
            select f.finding_id, 'LEDGER', f.since, f.lifted_at, null
              from ledger_freeze f join orders o on o.id = :order and f.owner in (o.id, o.seller_id)
             order by 3, 1""";

    /**
     * Somebody who freezes an order, or did.
     *
     * @param by a party, a bank, or the auditor of the ledger
     * @param endedAt when they let it go; null while they do not
     * @param milestone the one that they freeze, or claim when it had been accepted, by number; null for the whole order
     */
    public record Frozen(
            UUID causeId,
            String by,
            Instant since,
            @Nullable Instant endedAt,
            @Nullable Integer milestone) {}

    /** Somebody freezes the order; nothing if they do already. */
    public Uni<Void> add(Mutiny.Session session, UUID order, UUID cause, FrozenBy by, Instant since) {
        return session.createNativeQuery(ADD)
                .setParameter("order", order)
                .setParameter("cause", cause)
                .setParameter("by", by.name())
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** A dispute freezes one milestone of the order. */
    public Uni<Void> add(Mutiny.Session session, UUID order, UUID milestone, UUID dispute, Instant since) {
        return session.createNativeQuery(ADD_TO_MILESTONE)
                .setParameter("order", order)
                .setParameter("milestone", milestone)
                .setParameter("cause", dispute)
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Somebody lets it go. */
    public Uni<Void> end(Mutiny.Session session, UUID order, UUID cause, Instant now) {
        return session.createNativeQuery(END)
                .setParameter("order", order)
                .setParameter("cause", cause)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** It has ended, and there is nothing left to freeze. */
    public Uni<Void> endAll(Mutiny.Session session, UUID order, Instant now) {
        return session.createNativeQuery(END_ALL)
                .setParameter("order", order)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All that freeze an order or did, what the auditor keeps from moving included, oldest first. */
    public Uni<List<Frozen>> ofOrder(Mutiny.Session session, UUID order) {
        return session.createNativeQuery(OF_ORDER, Object[].class)
                .setParameter("order", order)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Frozen(
                                (UUID) row[0],
                                (String) row[1],
                                Orders.instant(row[2]),
                                row[3] == null ? null : Orders.instant(row[3]),
                                row[4] == null ? null : ((Number) row[4]).intValue()))
                        .toList());
    }

    /** Who that is; null if it does not freeze the order. */
    public Uni<@Nullable FrozenBy> by(Mutiny.Session session, UUID order, UUID cause) {
        return session.createNativeQuery(
                        "select frozen_by from order_freeze where order_id = :order and cause_id = :cause and ended_at is null",
                        String.class)
                .setParameter("order", order)
                .setParameter("cause", cause)
                .getSingleResultOrNull()
                .map(by -> by == null ? null : FrozenBy.valueOf(by));
    }

    /** What freezes the whole of it now, a dispute of a party first. */
    public Uni<List<UUID>> standing(Mutiny.Session session, UUID order) {
        return session.createNativeQuery(STANDING, UUID.class)
                .setParameter("order", order)
                .getResultList();
    }
}
