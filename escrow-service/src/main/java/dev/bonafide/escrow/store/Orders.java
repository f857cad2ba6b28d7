package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.order.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The orders and their history. Whoever changes an order has locked it first; all else waits at that lock. */
@ApplicationScoped
public class Orders {
    private static final String TELL = """
            insert into order_transition (order_id, number, from_stage, to_stage, actor, actor_id, reason, detail, at)
            select cast(:order as uuid), told.number + step.number, step.before, step.after, step.actor, step.person,
                   step.reason, step.detail, step.at
              from (select coalesce(max(number), 0) as number from order_transition where order_id = :order) told,
                   (values %s) step (number, before, after, actor, person, reason, detail, at)""";
    private static final String STEP = """
            (%1$d + 1, cast(:from%1$d as text), cast(:to%1$d as text), cast(:actor%1$d as text),
             cast(:person%1$d as uuid), cast(:reason%1$d as text), cast(:detail%1$d as text),
             cast(:at%1$d as timestamptz))""";
    private static final String HISTORY = """
            select from_stage, to_stage, actor, actor_id, reason, detail, at
              from order_transition where order_id = :order order by number""";

    /** Adds an order that has just been placed. */
    public Uni<StoredOrder> add(Mutiny.Session session, Order.Placed order) {
        var row = OrderMapping.newRow(order);
        return session.persist(row).chain(session::flush).map(_ -> new StoredOrder(order, row.version));
    }

    /** The order, which from now on only this transaction can change; null if there is none. */
    public Uni<@Nullable StoredOrder> lock(Mutiny.Session session, UUID id) {
        return session.find(OrderRow.class, id, LockMode.PESSIMISTIC_WRITE).map(Orders::stored);
    }

    /** The order as it is; null if there is none. */
    public Uni<@Nullable StoredOrder> find(Mutiny.Session session, UUID id) {
        return session.find(OrderRow.class, id).map(Orders::stored);
    }

    /** Those of these orders that there are. */
    public Uni<List<Order>> all(Mutiny.Session session, Collection<UUID> ids) {
        return session.createSelectionQuery("from OrderRow where id in :ids", OrderRow.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> rows.stream().map(OrderMapping::order).toList());
    }

    /** Ids of orders after that one, oldest first. */
    public Uni<List<UUID>> idsAfter(Mutiny.Session session, UUID id, int limit) {
        return session.createNativeQuery("select id from orders where id > :id order by id limit :limit", UUID.class)
                .setParameter("id", id)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Writes the stage of an order that this transaction has locked. */
    public Uni<StoredOrder> save(Mutiny.Session session, Order order) {
        return session.find(OrderRow.class, order.agreement().orderId())
                .invoke(row -> OrderMapping.write(order, row))
                .call(session::flush)
                .map(row -> new StoredOrder(order, row.version));
    }

    /** Adds steps to the history of an order that this transaction has locked. */
    public Uni<Void> tell(Mutiny.Session session, UUID orderId, List<Transition> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var insert = session.createNativeQuery(TELL.formatted(IntStream.range(0, steps.size())
                        .mapToObj(STEP::formatted)
                        .collect(Collectors.joining(", "))))
                .setParameter("order", orderId);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var from = step.from();
            var person = step.actorId();
            insert.setParameter("from" + i, from == null ? null : from.name())
                    .setParameter("to" + i, step.to().name())
                    .setParameter("actor" + i, step.actor().name())
                    .setParameter("person" + i, person == null ? null : person.toString())
                    .setParameter("reason" + i, step.reason())
                    .setParameter("detail" + i, step.detail())
                    .setParameter("at" + i, step.at().atOffset(ZoneOffset.UTC));
        }
        return insert.executeUpdate().replaceWithVoid();
    }

    /** All steps of an order, in order. */
    public Uni<List<Transition>> history(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(HISTORY, Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream().map(Orders::transition).toList());
    }

    /**
     * Orders of an account on one side, newest first.
     *
     * @param stage only these, or all if null
     * @param before only orders older than this one, or from the newest if null
     */
    public Uni<List<StoredOrder>> ofParty(
            Mutiny.Session session,
            UUID account,
            boolean asBuyer,
            @Nullable Stage stage,
            @Nullable UUID before,
            int limit) {
        var query = "from OrderRow where " + (asBuyer ? "buyerId" : "sellerId") + " = :account"
                + (stage == null ? "" : " and stage = :stage")
                + (before == null ? "" : " and id < :before")
                + " order by id desc";
        var select = session.createSelectionQuery(query, OrderRow.class)
                .setParameter("account", account)
                .setMaxResults(limit);
        if (stage != null) {
            select.setParameter("stage", stage.name());
        }
        if (before != null) {
            select.setParameter("before", before);
        }
        return select.getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new StoredOrder(OrderMapping.order(row), row.version))
                        .toList());
    }

    private static Transition transition(Object[] row) {
        var from = (String) row[0];
        return new Transition(
                from == null ? null : Stage.valueOf(from),
                Stage.valueOf((String) row[1]),
                Actor.valueOf((String) row[2]),
                (UUID) row[3],
                (String) row[4],
                (String) row[5],
                instant(row[6]));
    }

    static Instant instant(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) Objects.requireNonNull(value);
    }

    private static @Nullable StoredOrder stored(@Nullable OrderRow row) {
        return row == null ? null : new StoredOrder(OrderMapping.order(row), row.version);
    }
}
