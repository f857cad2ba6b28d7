package dev.bonafide.listing.desk;

import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.listing.events.OrderPlacedV1;
import dev.bonafide.listing.listing.Command;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Decision.AlreadyDone;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Decision.NotOnSale;
import dev.bonafide.listing.listing.Decision.Refused;
import dev.bonafide.listing.listing.Decision.ReservationRefused;
import dev.bonafide.listing.store.Listings;
import dev.bonafide.listing.store.Records;
import dev.bonafide.listing.store.Reservations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** What orders do to listings. Of several orders for one item, the one whose turn comes first gets it. */
@ApplicationScoped
public class ReservationDesk {
    private static final Logger LOG = Logger.getLogger(ReservationDesk.class);

    private final Listings listings;
    private final Reservations reservations;
    private final Records records;
    private final Moves moves;
    private final Outbox outbox;
    private final Clock clock;

    ReservationDesk(
            Listings listings, Reservations reservations, Records records, Moves moves, Outbox outbox, Clock clock) {
        this.listings = listings;
        this.reservations = reservations;
        this.records = records;
        this.moves = moves;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Keeps the item for the order, or tells the order why not. */
    public Uni<Void> reserve(Mutiny.Session session, OrderPlacedV1 order) {
        return listings.lock(session, order.listingId())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().<Decision>item(new NotOnSale())
                        : reservations
                                .hasEnded(session, order.orderId())
                                .chain(ended -> moves.carryOut(
                                        session,
                                        found.get(),
                                        new Command.Reserve(
                                                order.orderId(), order.buyerId(), order.snapshotHash(), ended))))
                .chain(decision -> switch (decision) {
                    case Moved _, AlreadyDone _ -> Uni.createFrom().voidItem();
                    case ReservationRefused refused ->
                        outbox.append(session, Announcements.refused(order, refused, clock.instant()))
                                .replaceWithVoid();
                    case Refused unforeseen -> throw new IllegalStateException("Reserve was answered " + unforeseen);
                });
    }

    /** The order is over without a sale: the item is for sale again, if it was kept for this order. */
    public Uni<Void> unreserve(Mutiny.Session session, UUID orderId, UUID listingId) {
        return carryOut(session, listingId, new Command.Unreserve(orderId))
                .chain(decision -> decision.filter(Moved.class::isInstance).isPresent()
                        ? Uni.createFrom().voidItem()
                        : reservations.bury(session, orderId, listingId, "CANCELLED", clock.instant()));
    }

    /** The order's money has gone back to the buyer: the listing is over. */
    public Uni<Void> refund(Mutiny.Session session, UUID orderId, UUID listingId) {
        return carryOut(session, listingId, new Command.Refund(orderId))
                .chain(decision -> decision.filter(Moved.class::isInstance).isPresent()
                        ? Uni.createFrom().voidItem()
                        : reservations.bury(session, orderId, listingId, "REFUNDED", clock.instant()));
    }

    /** The order's money has gone to the seller: the item is sold. A release that fits nothing is set aside. */
    public Uni<Void> release(Mutiny.Session session, UUID eventId, String type, UUID orderId, UUID listingId) {
        return carryOut(session, listingId, new Command.Release(orderId)).chain(decision -> {
            if (decision.isPresent() && !(decision.get() instanceof Refused)) {
                return Uni.createFrom().voidItem();
            }
            String reason = decision.map(Object::toString).orElse("There is no such listing");
            LOG.warnf("Event %s is parked: order %s of listing %s: %s", eventId, orderId, listingId, reason);
            return records.park(session, eventId, type, listingId, orderId, reason, clock.instant());
        });
    }

    private Uni<Optional<Decision>> carryOut(Mutiny.Session session, UUID listingId, Command command) {
        return listings.lock(session, listingId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Decision>empty())
                        : moves.carryOut(session, found.get(), command).map(Optional::of));
    }
}
