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
import dev.bonafide.escrow.order.MilestoneState.Frozen;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.MilestoneState.Ruled;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The milestones of orders that have some. They change only under the lock of their order, and with it. */
@ApplicationScoped
public class MilestoneRows {
    private static final String OF_ORDERS = """
            select m.id, m.number, m.title, m.price_minor, m.buyer_fee_minor, m.seller_fee_minor, o.currency,
                   m.state, m.delivered_at, m.auto_confirm_at, m.accepted_by, m.accepted_at, m.order_id,
                   m.dispute_id, m.frozen_since, m.freeze_extended, m.ruling_id,
                   m.leg_buyer_minor, m.leg_seller_minor, m.leg_platform_minor
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
                   accepted_by = cast(:by as text), accepted_at = cast(cast(:at as text) as timestamptz),
                   dispute_id = cast(cast(:dispute as text) as uuid),
                   frozen_since = cast(cast(:since as text) as timestamptz), freeze_extended = :extended,
                   ruling_id = cast(cast(:ruling as text) as uuid),
                   leg_buyer_minor = cast(cast(:buyer as text) as bigint),
                   leg_seller_minor = cast(cast(:seller as text) as bigint),
                   leg_platform_minor = cast(cast(:platform as text) as bigint)
             where id = :id and state in ('AWAITED', 'DELIVERED', 'FROZEN')""";
    private static final String CLOSE = """
            update milestone set state = 'CLOSED'
             where order_id = :order and state in ('AWAITED', 'DELIVERED', 'FROZEN')""";
    private static final String CLAIMED = """
            select m.number from milestone_claim c join milestone m on m.id = c.milestone_id where c.dispute_id = :dispute""";
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

    /** What was held for those that were closed with the whole order; if none was, for those that were accepted. */
    Uni<Hold> closed(Mutiny.Session session, Agreement agreement) {
        return ofOrder(session, agreement.orderId())
                .map(all -> sum(all, kept -> kept.state() == null)
                        .or(() -> sum(all, kept -> kept.state() instanceof Released))
                        .orElseGet(() -> Hold.of(agreement.terms())));
    }

    private static Optional<Hold> sum(List<Kept> all, Predicate<Kept> which) {
        return all.stream().filter(which).map(kept -> kept.milestone().hold()).reduce(Hold::plus);
    }

    /** The milestone of an order that a dispute freezes, or froze until it was decided; null if it is about no single one. */
    Uni<Milestones.@Nullable At> disputed(Mutiny.Session session, UUID orderId, UUID dispute) {
        return ofOrder(session, orderId)
                .map(all -> all.stream()
                        .<Milestones.At>mapMulti((kept, into) -> {
                            var isIt = switch (kept.state()) {
                                case Frozen frozen -> frozen.dispute().equals(dispute);
                                case Ruled ruled -> ruled.dispute().equals(dispute);
                                case Awaited _, Delivered _, Released _, Refunded _ -> false;
                                case null -> false;
                            };
                            if (isIt) {
                                into.accept(new Milestones.At(kept.milestone(), Objects.requireNonNull(kept.state())));
                            }
                        })
                        .findFirst()
                        .orElse(null));
    }

    /** The number of the one that such a dispute claims although it had been accepted; null if it claims none. */
    Uni<@Nullable Integer> claimed(Mutiny.Session session, UUID dispute) {
        return session.createNativeQuery(CLAIMED, Integer.class)
                .setParameter("dispute", dispute)
                .getSingleResultOrNull()
                .map(number -> number == null ? null : number);
    }

    /** One that has been accepted, and how; null if it was not. */
    public Uni<MilestoneState.@Nullable Released> accepted(Mutiny.Session session, UUID orderId, int number) {
        return ofOrder(session, orderId)
                .map(all -> all.stream()
                        .filter(kept -> kept.milestone().number() == number)
                        .<Released>mapMulti((kept, into) -> {
                            if (kept.state() instanceof Released accepted) {
                                into.accept(accepted);
                            }
                        })
                        .findFirst()
                        .orElse(null));
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
        dispute(update, null, null, false);
        ruling(update, null, null);
        switch (at.state()) {
            case Awaited _ -> move(update, "AWAITED", null, null, null, null);
            case Delivered(var deliveredAt, var autoConfirmAt) ->
                move(update, "DELIVERED", deliveredAt, autoConfirmAt, null, null);
            case Released(var by, var acceptedAt) -> move(update, "RELEASED", null, null, by.name(), acceptedAt);
            case Refunded _ -> move(update, "REFUNDED", null, null, null, null);
            case Frozen(var freeze, var before) -> {
                move(update, "FROZEN", before.deliveredAt(), before.autoConfirmAt(), null, null);
                dispute(update, freeze.cause(), freeze.since(), freeze.extended());
            }
            case Ruled(var dispute, var ruling, var legs) -> {
                move(update, "RULED", null, null, null, null);
                dispute(update, dispute, null, false);
                ruling(update, ruling, legs);
            }
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

    private static void dispute(
            Mutiny.MutationQuery update, @Nullable UUID dispute, @Nullable Instant since, boolean extended) {
        update.setParameter("dispute", dispute == null ? null : dispute.toString())
                .setParameter("since", text(since))
                .setParameter("extended", extended);
    }

    private static void ruling(Mutiny.MutationQuery update, @Nullable UUID ruling, @Nullable Legs legs) {
        update.setParameter("ruling", ruling == null ? null : ruling.toString())
                .setParameter("buyer", legs == null ? null : text(legs.buyer()))
                .setParameter("seller", legs == null ? null : text(legs.seller()))
                .setParameter("platform", legs == null ? null : text(legs.platform()));
    }

    private static String text(Money amount) {
        return Long.toString(amount.amountMinor());
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
            case "DELIVERED" -> delivered(row);
            case "FROZEN" ->
                new Frozen(new Standstill((UUID) row[13], Orders.instant(row[14]), (Boolean) row[15]), delivered(row));
            case "RULED" ->
                new Ruled(
                        (UUID) row[13],
                        (UUID) row[16],
                        new Legs(
                                money(row[17], (String) row[6]),
                                money(row[18], (String) row[6]),
                                money(row[19], (String) row[6])));
            case "RELEASED" -> new Released(AcceptedBy.valueOf((String) row[10]), Orders.instant(row[11]));
            case "REFUNDED" -> new Refunded();
            case "CLOSED" -> null;
            default -> throw new IllegalStateException("No such state of a milestone: " + state);
        };
    }

    private static Delivered delivered(Object[] row) {
        return new Delivered(Orders.instant(row[8]), Orders.instant(row[9]));
    }

    private static Money money(Object amount, String currency) {
        return Money.of(((Number) amount).longValue(), currency);
    }
}
