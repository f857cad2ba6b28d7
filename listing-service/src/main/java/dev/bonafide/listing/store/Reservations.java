package dev.bonafide.listing.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** For which orders items are kept, were kept, or can no longer be kept. */
@ApplicationScoped
public class Reservations {

    /** Opens the reservation. The database refuses a second open one for the same listing. */
    public Uni<Void> open(
            Mutiny.Session session, UUID orderId, UUID listingId, UUID buyerId, String snapshotHash, Instant now) {
        return session.createNativeQuery("""
                        insert into reservation (order_id, listing_id, buyer_id, snapshot_hash, reserved_at)
                        values (:order, :listing, :buyer, :snapshot, :now)""")
                .setParameter("order", orderId)
                .setParameter("listing", listingId)
                .setParameter("buyer", buyerId)
                .setParameter("snapshot", snapshotHash)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Ends the open reservation of the order. */
    public Uni<Void> end(Mutiny.Session session, UUID orderId, String reason, Instant now) {
        return session.createNativeQuery("""
                        update reservation set ended_at = :now, end_reason = :reason
                        where order_id = :order and ended_at is null""")
                .setParameter("order", orderId)
                .setParameter("reason", reason)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Remembers that an order is over which was never heard of, so that its late wish is refused. */
    public Uni<Void> bury(Mutiny.Session session, UUID orderId, UUID listingId, String reason, Instant now) {
        return session.createNativeQuery("""
                        insert into reservation (order_id, listing_id, ended_at, end_reason)
                        values (:order, :listing, :now, :reason) on conflict (order_id) do nothing""")
                .setParameter("order", orderId)
                .setParameter("listing", listingId)
                .setParameter("reason", reason)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether the order is known to be over. */
    public Uni<Boolean> hasEnded(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(
                        "select count(*) from reservation where order_id = :order and ended_at is not null", Long.class)
                .setParameter("order", orderId)
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** Whether the item was ever kept for that buyer. */
    public Uni<Boolean> wasKeptFor(Mutiny.Session session, UUID listingId, UUID buyerId) {
        return session.createNativeQuery("""
                        select count(*) from reservation
                        where listing_id = :listing and buyer_id = :buyer and reserved_at is not null""", Long.class)
                .setParameter("listing", listingId)
                .setParameter("buyer", buyerId)
                .getSingleResult()
                .map(count -> count > 0);
    }
}
