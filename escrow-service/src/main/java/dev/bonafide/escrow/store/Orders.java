package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.order.Transition;
import dev.bonafide.escrow.settlement.Hold;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

    private final MilestoneRows milestones;

    Orders(MilestoneRows milestones) {
        this.milestones = milestones;
    }

    /** Adds an order that has just been placed. */
    public Uni<StoredOrder> add(Mutiny.Session session, Order.Placed order) {
        var row = OrderMapping.newRow(order);
        var agreement = order.agreement();
        return session.persist(row)
                .chain(session::flush)
                .chain(() -> milestones.add(session, agreement.orderId(), agreement.milestones()))
                .map(_ -> new StoredOrder(order, row.version));
    }

    /** The order, which from now on only this transaction can change; null if there is none. */
    public Uni<@Nullable StoredOrder> lock(Mutiny.Session session, UUID id) {
        return session.find(OrderRow.class, id, LockMode.PESSIMISTIC_WRITE).chain(row -> stored(session, row));
    }

    /** The order as it is; null if there is none. */
    public Uni<@Nullable StoredOrder> find(Mutiny.Session session, UUID id) {
        return session.find(OrderRow.class, id).chain(row -> stored(session, row));
    }

    /** Those of these orders that there are. */
    public Uni<List<Order>> all(Mutiny.Session session, Collection<UUID> ids) {
        return session.createSelectionQuery("from OrderRow where id in :ids", OrderRow.class)
                .setParameter("ids", ids)
                .getResultList()
                .chain(rows -> storedAll(session, rows))
                .map(found -> found.stream().map(StoredOrder::order).toList());
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
                .call(() -> saveMilestones(session, order))
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
        return select.getResultList().chain(rows -> storedAll(session, rows));
    }

    /** What a ruling about the order divides, or has divided: all that was paid, unless milestones had ended before. */
    public Uni<Hold> ruledOn(Mutiny.Session session, Order order) {
        var agreement = order.agreement();
        if (order instanceof Order.Disputed frozen) {
            return Uni.createFrom().item(frozen.before().held());
        }
        return agreement.isInMilestones()
                ? milestones.closed(session, agreement)
                : Uni.createFrom().item(Hold.of(agreement.terms()));
    }

    private Uni<Void> saveMilestones(Mutiny.Session session, Order order) {
        return switch (order) {
            case InMilestones o -> milestones.save(session, o.milestones());
            case Order.Disputed o
            when o.before() instanceof InMilestones before -> milestones.save(session, before.milestones());
            case Order.Ended o
            when o.agreement().isInMilestones() ->
                milestones.close(session, o.agreement().orderId());
            case Order.Unpaid _, Order.Underway _, Order.Accepted _, Order.Disputed _, Order.Ended _ ->
                Uni.createFrom().voidItem();
        };
    }

    private Uni<List<StoredOrder>> storedAll(Mutiny.Session session, List<OrderRow> rows) {
        Uni<List<StoredOrder>> all = Uni.createFrom().item(new ArrayList<>());
        for (var row : rows) {
            all = all.call(found -> stored(session, row).invoke(order -> found.add(Objects.requireNonNull(order))));
        }
        return all;
    }

    private Uni<@Nullable StoredOrder> stored(Mutiny.Session session, @Nullable OrderRow row) {
        if (row == null) {
            return Uni.createFrom().nullItem();
        }
        // Most orders have none, and none is asked for then.
        var parts = row.milestones == 0
                ? Uni.createFrom().item(List.<MilestoneRows.Kept>of())
                : milestones.ofOrder(session, row.id);
        return parts.map(kept -> new StoredOrder(OrderMapping.order(row, kept), row.version));
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
}
