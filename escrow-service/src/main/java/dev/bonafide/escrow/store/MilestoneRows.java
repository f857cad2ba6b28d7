package dev.bonafide.escrow.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Awaited;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The milestones of orders that have some. They change only under the lock of their order, and with it. */
@ApplicationScoped
public class MilestoneRows {
    private static final String OF_ORDERS = """
            select m.id, m.number, m.title, m.price_minor, m.buyer_fee_minor, m.seller_fee_minor, o.currency,
                   m.state, m.delivered_at, m.auto_confirm_at, m.accepted_by, m.accepted_at, m.order_id
              from milestone m join orders o on o.id = m.order_id
             where m.order_id in :orders order by m.number""";
    private static final String ADD = """
            insert into milestone (id, order_id, number, title, price_minor, buyer_fee_minor, seller_fee_minor)
            values (:id, :order, :number, :title, :price, :buyerFee, :sellerFee)""";
    private static final String MOVE = """
            update milestone
               set state = :state,
                   delivered_at = coalesce(cast(cast(:delivered as text) as timestamptz), delivered_at),
                   auto_confirm_at = coalesce(cast(cast(:confirm as text) as timestamptz), auto_confirm_at),
                   accepted_by = cast(:by as text), accepted_at = cast(cast(:at as text) as timestamptz)
             where id = :id and state in ('AWAITED', 'DELIVERED')""";
    private static final String CLOSE =
            "update milestone set state = 'CLOSED' where order_id = :order and state in ('AWAITED', 'DELIVERED')";
    private static final String PLACE = "select order_id, number from milestone where id = :id";

    /** Where a milestone belongs. */
    public record Place(UUID orderId, int number) {}

    /** A milestone as everybody may see it; a state of null has been closed with the whole order. */
    public record Kept(Milestone milestone, @Nullable MilestoneState state) {}

    /** The milestones of an order, by number; none for an order that is delivered at once. */
    public Uni<List<Kept>> ofOrder(Mutiny.Session session, UUID orderId) {
        return ofOrders(session, List.of(orderId)).map(all -> all.getOrDefault(orderId, List.of()));
    }

    /** The milestones of several orders at once, by order. */
    Uni<Map<UUID, List<Kept>>> ofOrders(Mutiny.Session session, List<UUID> orderIds) {
        return session.createNativeQuery(OF_ORDERS, Object[].class)
                .setParameter("orders", orderIds)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(groupingBy(row -> (UUID) row[12], mapping(MilestoneRows::kept, toList()))));
    }

    /** What was held for those that were closed with the whole order; for all of them if none was. */
    Uni<Hold> closed(Mutiny.Session session, Agreement agreement) {
        return ofOrder(session, agreement.orderId())
                .map(all -> all.stream()
                        .filter(kept -> kept.state() == null)
                        .map(kept -> kept.milestone().hold())
                        .reduce(Hold::plus)
                        .orElseGet(() -> Hold.of(agreement.terms())));
    }

    /** Which milestone this is; null if there is none. */
    public Uni<@Nullable Place> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(PLACE, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : new Place((UUID) row[0], ((Number) row[1]).intValue()));
    }

    /** Adds the milestones of an order that has just been placed. */
    Uni<Void> add(Mutiny.Session session, UUID orderId, List<Milestone> milestones) {
        Uni<Void> added = Uni.createFrom().voidItem();
        for (var milestone : milestones) {
            added = added.chain(() -> session.createNativeQuery(ADD)
                    .setParameter("id", milestone.id())
                    .setParameter("order", orderId)
                    .setParameter("number", milestone.number())
                    .setParameter("title", milestone.title())
                    .setParameter("price", milestone.hold().price().amountMinor())
                    .setParameter("buyerFee", milestone.hold().buyerFee().amountMinor())
                    .setParameter("sellerFee", milestone.hold().sellerFee().amountMinor())
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return added;
    }

    /** Writes how far they are. */
    Uni<Void> save(Mutiny.Session session, Milestones milestones) {
        Uni<Void> saved = Uni.createFrom().voidItem();
        for (var at : milestones.all()) {
            saved = saved.chain(() -> save(session, at));
        }
        return saved;
    }

    /** Closes what is still open of an order that has ended as a whole. */
    Uni<Void> close(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(CLOSE)
                .setParameter("order", orderId)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> save(Mutiny.Session session, Milestones.At at) {
        var update = session.createNativeQuery(MOVE)
                .setParameter("id", at.milestone().id());
        switch (at.state()) {
            case Awaited _ -> move(update, "AWAITED", null, null, null, null);
            case Delivered(var deliveredAt, var autoConfirmAt) ->
                move(update, "DELIVERED", deliveredAt, autoConfirmAt, null, null);
            case Released(var by, var acceptedAt) -> move(update, "RELEASED", null, null, by.name(), acceptedAt);
            case Refunded _ -> move(update, "REFUNDED", null, null, null, null);
        }
        return update.executeUpdate().replaceWithVoid();
    }

    private static void move(
            Mutiny.MutationQuery update,
            String state,
            @Nullable Instant deliveredAt,
            @Nullable Instant autoConfirmAt,
            @Nullable String by,
            @Nullable Instant acceptedAt) {
        update.setParameter("state", state)
                .setParameter("delivered", text(deliveredAt))
                .setParameter("confirm", text(autoConfirmAt))
                .setParameter("by", by)
                .setParameter("at", text(acceptedAt));
    }

    // A null has no type of its own; as text it is cast in the statement.
    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC).toString();
    }

    private static Kept kept(Object[] row) {
        var currency = (String) row[6];
        var milestone = new Milestone(
                (UUID) row[0],
                ((Number) row[1]).intValue(),
                (String) row[2],
                new Hold(
                        money(row[3], currency), money(row[4], currency), money(row[5], currency), Map.of(), Map.of()));
        return new Kept(milestone, state((String) row[7], row));
    }

    private static @Nullable MilestoneState state(String state, Object[] row) {
        return switch (state) {
            case "AWAITED" -> new Awaited();
            case "DELIVERED" -> new Delivered(Orders.instant(row[8]), Orders.instant(row[9]));
            case "RELEASED" -> new Released(AcceptedBy.valueOf((String) row[10]), Orders.instant(row[11]));
            case "REFUNDED" -> new Refunded();
            case "CLOSED" -> null;
            default -> throw new IllegalStateException("No such state of a milestone: " + state);
        };
    }

    private static Money money(Object amount, String currency) {
        return Money.of(((Number) amount).longValue(), currency);
    }
}
