package dev.bonafide.listing.store;

import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.snapshot.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is written once about a listing and never changed: snapshots, prices, and what was said to be judged. */
@ApplicationScoped
public class Records {

    /** A change of the price of a listing that was on sale. */
    public record PriceChange(long version, Money previous, Money price, Instant at) {}

    /** Keeps the snapshot; one that is there already stays. */
    public Uni<Void> keep(Mutiny.Session session, UUID listingId, long version, Snapshot snapshot, Instant now) {
        return session.createNativeQuery("""
                        insert into snapshot (hash, listing_id, version, content, taken_at)
                        values (:hash, :listing, :version, :content, :now) on conflict (hash) do nothing""")
                .setParameter("hash", snapshot.hash())
                .setParameter("listing", listingId)
                .setParameter("version", version)
                .setParameter("content", snapshot.canonical())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The snapshot of that hash, if the listing has been on sale like that. */
    public Uni<Optional<Snapshot>> snapshot(Mutiny.Session session, UUID listingId, String hash) {
        return session.createNativeQuery(
                        "select content, hash from snapshot where hash = :hash and listing_id = :listing",
                        Object[].class)
                .setParameter("hash", hash)
                .setParameter("listing", listingId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(Row::new)
                        .map(row -> new Snapshot(row.text(0), row.text(1)))
                        .findFirst());
    }

    /** Writes down that the price changed. */
    public Uni<Void> priceChanged(Mutiny.Session session, UUID listingId, PriceChange change) {
        return session.createNativeQuery("""
                        insert into price_change (listing_id, version, previous_minor, price_minor, currency, changed_at)
                        values (:listing, :version, :previous, :price, :currency, :at)""")
                .setParameter("listing", listingId)
                .setParameter("version", change.version())
                .setParameter("previous", change.previous().amountMinor())
                .setParameter("price", change.price().amountMinor())
                .setParameter("currency", change.price().currency().getCurrencyCode())
                .setParameter("at", change.at().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The changes of the price since an instant, newest first. */
    public Uni<List<PriceChange>> priceChanges(Mutiny.Session session, UUID listingId, Instant since) {
        return session.createNativeQuery("""
                        select version, previous_minor, price_minor, currency, changed_at from price_change
                        where listing_id = :listing and changed_at >= :since order by id desc""", Object[].class)
                .setParameter("listing", listingId)
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(Row::new)
                        .map(row -> new PriceChange(
                                row.whole(0),
                                Money.of(row.whole(1), row.text(3)),
                                Money.of(row.whole(2), row.text(3)),
                                row.instant(4)))
                        .toList());
    }

    /** Remembers of which version an event told, so that a verdict on the event finds the version. */
    public Uni<Void> judged(
            Mutiny.Session session,
            UUID eventId,
            UUID listingId,
            UUID sellerId,
            long version,
            boolean bySeller,
            Instant now) {
        return session.createNativeQuery("""
                        insert into judged_event (event_id, listing_id, seller_id, version, by_seller, said_at)
                        values (:event, :listing, :seller, :version, :bySeller, :now)""")
                .setParameter("event", eventId)
                .setParameter("listing", listingId)
                .setParameter("seller", sellerId)
                .setParameter("version", version)
                .setParameter("bySeller", bySeller)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The version of the listing that the event told of, if it was one of ours. */
    public Uni<Optional<Long>> judgedVersion(Mutiny.Session session, UUID eventId, UUID listingId) {
        return session.createNativeQuery(
                        "select version from judged_event where event_id = :event and listing_id = :listing",
                        Long.class)
                .setParameter("event", eventId)
                .setParameter("listing", listingId)
                .getResultList()
                .map(versions -> versions.stream().findFirst());
    }

    /** How many other listings the seller has handed in since an instant. */
    public Uni<Long> submittedSince(Mutiny.Session session, UUID sellerId, UUID exceptListing, Instant since) {
        return session.createNativeQuery("""
                        select count(distinct listing_id) from judged_event
                        where seller_id = :seller and by_seller and said_at > :since and listing_id <> :except""", Long.class)
                .setParameter("seller", sellerId)
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .setParameter("except", exceptListing)
                .getSingleResult();
    }

    /** Sets a fact aside that the rules could not fit in, for a person to look at. */
    public Uni<Void> park(
            Mutiny.Session session,
            UUID eventId,
            String type,
            UUID listingId,
            UUID orderId,
            String reason,
            Instant now) {
        return session.createNativeQuery("""
                        insert into parked_fact (event_id, type, listing_id, order_id, reason, parked_at)
                        values (:event, :type, :listing, :order, :reason, :now) on conflict (event_id) do nothing""")
                .setParameter("event", eventId)
                .setParameter("type", type)
                .setParameter("listing", listingId)
                .setParameter("order", orderId)
                .setParameter("reason", reason)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
