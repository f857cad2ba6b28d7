package dev.bonafide.listing.desk;

import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.listing.config.ListingConfig;
import dev.bonafide.listing.deadline.ReviewOverdue;
import dev.bonafide.listing.events.ListingPriceChangedV1;
import dev.bonafide.listing.events.ListingPublishedV1;
import dev.bonafide.listing.events.ListingSubmittedV1;
import dev.bonafide.listing.listing.Command;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.Listing.Closed;
import dev.bonafide.listing.listing.Listing.InReview;
import dev.bonafide.listing.listing.Listing.Published;
import dev.bonafide.listing.listing.Listing.Reserved;
import dev.bonafide.listing.listing.Listing.Sold;
import dev.bonafide.listing.listing.ListingRules;
import dev.bonafide.listing.store.Listings;
import dev.bonafide.listing.store.Records;
import dev.bonafide.listing.store.Records.PriceChange;
import dev.bonafide.listing.store.Reservations;
import dev.bonafide.listing.store.SearchIndex;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries a command out on a listing whose row is locked: asks the rules, and if the listing moves, writes all that follows
 * from it: the row, the snapshot, the price history, the reservation, the search index, the deadline and the events.
 */
@ApplicationScoped
class Moves {
    private final Listings listings;
    private final Records records;
    private final Reservations reservations;
    private final SearchIndex search;
    private final Outbox outbox;
    private final Timers timers;
    private final Clock clock;
    private final ListingConfig config;

    Moves(
            Listings listings,
            Records records,
            Reservations reservations,
            SearchIndex search,
            Outbox outbox,
            Timers timers,
            Clock clock,
            ListingConfig config) {
        this.listings = listings;
        this.records = records;
        this.reservations = reservations;
        this.search = search;
        this.outbox = outbox;
        this.timers = timers;
        this.clock = clock;
        this.config = config;
    }

    Uni<Decision> carryOut(Mutiny.Session session, Listing listing, Command command) {
        return carryOut(session, listing, command, Optional.empty());
    }

    /** The same because of a decision of the risk service. */
    Uni<Decision> carryOut(Mutiny.Session session, Listing listing, Command command, Optional<UUID> decisionId) {
        var now = clock.instant();
        var decision = ListingRules.decide(listing, command, now);
        return decision instanceof Moved moved
                ? settle(session, listing, moved.to(), command, decisionId, now).replaceWith(decision)
                : Uni.createFrom().item(decision);
    }

    private Uni<Void> settle(
            Mutiny.Session session,
            Listing before,
            Listing after,
            Command command,
            Optional<UUID> decisionId,
            Instant now) {
        return listings.save(session, after, now)
                .chain(() -> freeze(session, before, after, now))
                .chain(() -> reservation(session, before, after, now))
                .chain(() -> search.update(session, after))
                .chain(() -> deadline(session, before, after, now))
                .chain(() -> announce(session, before, after, command, decisionId, now));
    }

    private Uni<Void> freeze(Mutiny.Session session, Listing before, Listing after, Instant now) {
        if (!(after instanceof Published offer) || before instanceof Reserved) {
            return done();
        }
        var item = offer.item();
        Uni<Void> kept = records.keep(session, item.id(), item.version(), item.snapshot(), now);
        return before instanceof Published was && !was.item().price().equals(item.price())
                ? kept.chain(() -> records.priceChanged(
                        session,
                        item.id(),
                        new PriceChange(item.version(), was.item().price(), item.price(), now)))
                : kept;
    }

    private Uni<Void> reservation(Mutiny.Session session, Listing before, Listing after, Instant now) {
        if (before instanceof Published && after instanceof Reserved to) {
            var reservation = to.reservation();
            return reservations.open(
                    session,
                    reservation.orderId(),
                    to.item().id(),
                    reservation.buyerId(),
                    to.offer().snapshotHash(),
                    now);
        }
        if (before instanceof Sold sold && after instanceof Closed) {
            return reservations.end(session, sold.orderId(), "CLOSED", now);
        }
        // A sale leaves the reservation open for good: the same item cannot be kept for anybody else.
        return before instanceof Reserved from && !(after instanceof Reserved) && !(after instanceof Sold)
                ? reservations.end(
                        session, from.reservation().orderId(), after.stage().name(), now)
                : done();
    }

    private Uni<Void> deadline(Mutiny.Session session, Listing before, Listing after, Instant now) {
        var id = after.item().id();
        if (after instanceof InReview) {
            return timers.schedule(session, ReviewOverdue.KIND, id, now.plus(config.reviewOverdueAfter()));
        }
        return before instanceof InReview ? timers.cancel(session, ReviewOverdue.KIND, id) : done();
    }

    private Uni<Void> announce(
            Mutiny.Session session,
            Listing before,
            Listing after,
            Command command,
            Optional<UUID> decisionId,
            Instant now) {
        Uni<Void> told = done();
        for (var event : Announcements.of(before, after, decisionId, now)) {
            told = told.chain(() -> announce(session, after, event, command instanceof Command.Submit));
        }
        return told;
    }

    private Uni<Void> announce(Mutiny.Session session, Listing after, OutgoingEvent event, boolean handedIn) {
        boolean judged = switch (event.payload()) {
            case ListingSubmittedV1 _, ListingPublishedV1 _, ListingPriceChangedV1 _ -> true;
            default -> false;
        };
        var item = after.item();
        return outbox.append(session, event)
                .chain(eventId -> judged
                        ? records.judged(
                                session,
                                eventId,
                                item.id(),
                                item.sellerId(),
                                item.version(),
                                handedIn,
                                event.occurredAt())
                        : done());
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
