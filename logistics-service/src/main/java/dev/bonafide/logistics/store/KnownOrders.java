package dev.bonafide.logistics.store;

import dev.bonafide.logistics.order.KnownOrder;
import dev.bonafide.logistics.order.KnownOrder.Ending;
import dev.bonafide.logistics.order.KnownOrder.Funding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What escrow has told of orders. Each fact is written once, in whatever order the facts come. */
@ApplicationScoped
public class KnownOrders {

    private static final String SELECT = """
            select order_id, buyer_id, seller_id, delivery_address_id, ship_by, funded_at, frozen_at is not null, ending
            from known_order where order_id = :order""";

    /** The order, if it was ever heard of. */
    public Uni<Optional<KnownOrder>> find(Mutiny.Session session, UUID orderId) {
        return read(session, orderId, SELECT);
    }

    /** The order, kept as it is until the transaction ends. */
    public Uni<Optional<KnownOrder>> lock(Mutiny.Session session, UUID orderId) {
        return read(session, orderId, SELECT + " for update");
    }

    /** The buyer's money is held. */
    public Uni<Void> funded(Mutiny.Session session, UUID orderId, UUID buyer, UUID seller, Funding funding) {
        return session.createNativeQuery("""
                        insert into known_order (order_id, buyer_id, seller_id, delivery_address_id, ship_by, funded_at)
                        values (:order, :buyer, :seller, :address, :shipBy, :fundedAt)
                        on conflict (order_id) do update
                           set delivery_address_id = excluded.delivery_address_id, ship_by = excluded.ship_by,
                               funded_at = excluded.funded_at
                         where known_order.funded_at is null""")
                .setParameter("order", orderId)
                .setParameter("buyer", buyer)
                .setParameter("seller", seller)
                .setParameter("address", funding.deliveryAddressId())
                .setParameter("shipBy", funding.shipBy().atOffset(ZoneOffset.UTC))
                .setParameter("fundedAt", funding.fundedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** A dispute holds the money. */
    public Uni<Void> frozen(Mutiny.Session session, UUID orderId, UUID buyer, UUID seller, Instant at) {
        return session.createNativeQuery("""
                        insert into known_order (order_id, buyer_id, seller_id, frozen_at)
                        values (:order, :buyer, :seller, :at)
                        on conflict (order_id) do update set frozen_at = excluded.frozen_at""")
                .setParameter("order", orderId)
                .setParameter("buyer", buyer)
                .setParameter("seller", seller)
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The order is over. */
    public Uni<Void> ended(Mutiny.Session session, UUID orderId, UUID buyer, UUID seller, Ending ending) {
        return session.createNativeQuery("""
                        insert into known_order (order_id, buyer_id, seller_id, ending)
                        values (:order, :buyer, :seller, :ending)
                        on conflict (order_id) do update set ending = excluded.ending
                         where known_order.ending is null""")
                .setParameter("order", orderId)
                .setParameter("buyer", buyer)
                .setParameter("seller", seller)
                .setParameter("ending", ending.name())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Optional<KnownOrder>> read(Mutiny.Session session, UUID orderId, String query) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream().map(Row::new).map(KnownOrders::order).findFirst());
    }

    private static KnownOrder order(Row row) {
        return new KnownOrder(
                row.uuid(0),
                row.uuid(1),
                row.uuid(2),
                row.maybeUuid(3).map(address -> new Funding(address, row.instant(4), row.instant(5))),
                row.truth(6),
                Optional.ofNullable(row.maybeText(7)).map(Ending::valueOf));
    }
}
