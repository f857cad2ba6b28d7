package dev.bonafide.escrow.store;

import dev.bonafide.escrow.placing.OfferedListing;
import dev.bonafide.escrow.placing.OfferedListing.Availability;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The listings as their events tell of them. An older version never overwrites a newer one. */
@ApplicationScoped
public class Listings {
    private static final String FIND = """
            select seller_id, availability, price_minor, currency, snapshot_hash, version, inspected
              from offered_listing where listing_id = :listing""";
    private static final String OFFER = """
            insert into offered_listing as known
                   (listing_id, seller_id, availability, price_minor, currency, snapshot_hash, version, inspected)
            values (:listing, :seller, 'ON_SALE', :price, :currency, :hash, :version, :inspected)
            on conflict (listing_id) do update
               set availability = 'ON_SALE', price_minor = excluded.price_minor, currency = excluded.currency,
                   snapshot_hash = excluded.snapshot_hash, version = excluded.version,
                   inspected = excluded.inspected
             where known.version <= excluded.version""";
    private static final String REPRICE = """
            update offered_listing set price_minor = :price, currency = :currency, snapshot_hash = :hash, version = :version
             where listing_id = :listing and version <= :version""";

    /** The listing as we last heard of it, or null. */
    public Uni<@Nullable OfferedListing> find(Mutiny.Session session, UUID listingId) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("listing", listingId)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new OfferedListing(
                                listingId,
                                (UUID) row[0],
                                Availability.valueOf((String) row[1]),
                                Money.of(((Number) row[2]).longValue(), (String) row[3]),
                                (String) row[4],
                                ((Number) row[5]).intValue(),
                                (Boolean) row[6]));
    }

    /** The listing is on sale like this. */
    public Uni<Void> offer(
            Mutiny.Session session,
            UUID listingId,
            UUID sellerId,
            Money price,
            String snapshotHash,
            int version,
            boolean inspected) {
        return session.createNativeQuery(OFFER)
                .setParameter("listing", listingId)
                .setParameter("seller", sellerId)
                .setParameter("price", price.amountMinor())
                .setParameter("currency", price.currency().getCurrencyCode())
                .setParameter("hash", snapshotHash)
                .setParameter("version", version)
                .setParameter("inspected", inspected)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The price has changed, and whether it can be bought has not. */
    public Uni<Void> reprice(Mutiny.Session session, UUID listingId, Money price, String snapshotHash, int version) {
        return session.createNativeQuery(REPRICE)
                .setParameter("listing", listingId)
                .setParameter("price", price.amountMinor())
                .setParameter("currency", price.currency().getCurrencyCode())
                .setParameter("hash", snapshotHash)
                .setParameter("version", version)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether it can be bought has changed. */
    public Uni<Void> turn(Mutiny.Session session, UUID listingId, Availability availability) {
        return session.createNativeQuery(
                        "update offered_listing set availability = :availability where listing_id = :listing")
                .setParameter("availability", availability.name())
                .setParameter("listing", listingId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
