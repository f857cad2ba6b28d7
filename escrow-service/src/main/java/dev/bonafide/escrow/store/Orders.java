package dev.bonafide.escrow.store;

import static dev.bonafide.kit.transaction.RowKind.Column.ID;
import static dev.bonafide.kit.transaction.RowKind.Column.NUMBER;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;

import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.order.Transition;
import dev.bonafide.escrow.ruling.Matter;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.RowKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The orders and their history. Whoever changes an order has locked it first; all else waits at that lock. */
@ApplicationScoped
public class Orders {
    private static final RowKind STEP = RowKind.of("""
            insert into order_transition (order_id, number, from_stage, to_stage, actor, actor_id, reason, detail, at)
            select step.order_id,
                   coalesce((select max(number) from order_transition told where told.order_id = step.order_id), 0)
                       + step.further,
                   step.before, step.after, step.actor, step.person, step.reason, step.detail, step.at
              from %s step (order_id, further, before, after, actor, person, reason, detail, at)""", ID, NUMBER, TEXT, TEXT, TEXT, ID, TEXT, TEXT, TIME);
    private static final RowKind SOLD = RowKind.of("""
            update orders set stage = 'RELEASED', version = sold.version, accepted_by = sold.accepted_by,
                   accepted_at = sold.accepted_at
              from %s sold (id, version, accepted_by, accepted_at) where orders.id = sold.id""", ID, NUMBER, TEXT, TIME);
    private static final String HISTORY = """
            select from_stage, to_stage, actor, actor_id, reason, detail, at
              from order_transition where order_id = :order order by number""";

    private final MilestoneRows milestones;
    private final LastRows lastRows;

    Orders(MilestoneRows milestones, LastRows lastRows) {
        this.milestones = milestones;
        this.lastRows = lastRows;
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
        return written(session, id)
                .chain(() -> session.find(OrderRow.class, id, LockMode.PESSIMISTIC_WRITE))
                .chain(row -> stored(session, row));
    }

    /** Locks several orders, in the same order everywhere, for a transaction that will ask for them one by one. */
    public Uni<List<Order>> lockAll(Mutiny.Session session, Collection<UUID> ids) {
        return session.createSelectionQuery("from OrderRow where id in :ids order by id", OrderRow.class)
                .setParameter("ids", ids)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(rows -> storedAll(session, rows))
                .map(found -> found.stream().map(StoredOrder::order).toList());
    }

    /** The order as it is; null if there is none. */
    public Uni<@Nullable StoredOrder> find(Mutiny.Session session, UUID id) {
        return written(session, id)
                .chain(() -> session.find(OrderRow.class, id))
                .chain(row -> stored(session, row));
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

    /** Whether the order has known that return, which may be over; no if there is no such order. */
    public Uni<Boolean> knowsReturn(Mutiny.Session session, UUID id, UUID returnId) {
        return session.find(OrderRow.class, id).map(row -> row != null && returnId.equals(row.returnId));
    }

    /**
     * Writes the stage of an order that this transaction has locked. That an item was accepted is written at the end of the
     * transaction, with what is booked for it.
     */
    public Uni<StoredOrder> save(Mutiny.Session session, Order order) {
        return session.find(OrderRow.class, order.agreement().orderId()).chain(row -> {
            var isSold = isSold(row, order);
            OrderMapping.write(order, row);
            return isSold
                    ? Uni.createFrom().item(() -> saveLast(session, order, row))
                    : session.flush()
                            .chain(() -> saveMilestones(session, order))
                            .map(_ -> new StoredOrder(order, row.version));
        });
    }

    /** The one step that is known to change nothing of the row but what {@link #SOLD} writes. */
    private static boolean isSold(OrderRow before, Order order) {
        return Stage.valueOf(before.stage) == Stage.INSPECTION
                && order instanceof Order.Released sold
                && sold.ground() instanceof ReleaseGround.Acceptance
                && sold.claim() == null;
    }

    private StoredOrder saveLast(Mutiny.Session session, Order order, OrderRow row) {
        session.detach(row);
        var version = row.version + 1;
        lastRows.add(session, SOLD, row.id, version, row.acceptedBy, row.acceptedAt.atOffset(ZoneOffset.UTC));
        return new StoredOrder(order, version);
    }

    /** Writes what is to be written at the end of the transaction now, for whoever goes on to read in it. */
    public Uni<Void> written(Mutiny.Session session) {
        return lastRows.write(session);
    }

    private Uni<Void> written(Mutiny.Session session, UUID id) {
        return lastRows.waiting(session, SOLD).stream().anyMatch(row -> id.equals(row[0]))
                ? lastRows.write(session)
                : Uni.createFrom().voidItem();
    }

    /** Adds steps to the history of an order that this transaction has locked. */
    public Uni<Void> tell(Mutiny.Session session, UUID orderId, List<Transition> steps) {
        return Uni.createFrom().voidItem().invoke(() -> {
            long further = lastRows.waiting(session, STEP).stream()
                    .filter(row -> orderId.equals(row[0]))
                    .count();
            for (var step : steps) {
                var from = step.from();
                lastRows.add(
                        session,
                        STEP,
                        orderId,
                        ++further,
                        from == null ? null : from.name(),
                        step.to().name(),
                        step.actor().name(),
                        step.actorId(),
                        step.reason(),
                        step.detail(),
                        step.at().atOffset(ZoneOffset.UTC));
            }
        });
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

    /** What that dispute is about, as far as its money goes: one milestone, or what a ruling about the order divides. */
    public Uni<Matter> matter(Mutiny.Session session, Order order, UUID dispute) {
        var agreement = order.agreement();
        if (!agreement.isInMilestones()) {
            return ruledOn(session, order).map(Matter.Whole::new);
        }
        return milestones
                .disputed(session, agreement.orderId(), dispute)
                .chain(at -> at == null
                        ? ofClaimed(session, order, dispute)
                        : Uni.createFrom().item(new Matter.OneMilestone(at)));
    }

    private Uni<Matter> ofClaimed(Mutiny.Session session, Order order, UUID dispute) {
        return milestones
                .claimed(session, dispute)
                .chain(number -> number == null
                        ? ruledOn(session, order).map(Matter.Whole::new)
                        : Uni.createFrom()
                                .item(new Matter.AcceptedMilestone(
                                        order.agreement().milestones().get(number - 1))));
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

    /** All of them at once: a page of the auditor is long, and most orders have no milestones. */
    private Uni<List<StoredOrder>> storedAll(Mutiny.Session session, List<OrderRow> rows) {
        var divided = rows.stream()
                .filter(row -> row.milestones > 0)
                .map(row -> row.id)
                .toList();
        var parts = divided.isEmpty()
                ? Uni.createFrom().item(Map.<UUID, List<MilestoneRows.Kept>>of())
                : milestones.ofOrders(session, divided);
        return parts.map(all -> rows.stream()
                .map(row -> new StoredOrder(OrderMapping.order(row, all.getOrDefault(row.id, List.of())), row.version))
                .toList());
    }

    private Uni<@Nullable StoredOrder> stored(Mutiny.Session session, @Nullable OrderRow row) {
        return row == null
                ? Uni.createFrom().nullItem()
                : storedAll(session, List.of(row)).map(List::getFirst);
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
