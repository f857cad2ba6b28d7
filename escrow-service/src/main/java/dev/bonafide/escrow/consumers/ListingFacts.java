package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.events.heard.ListingHeard;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.RefuseReservation;
import dev.bonafide.escrow.placing.OfferedListing.Availability;
import dev.bonafide.escrow.store.Listings;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the listing service says: what is for sale, and who may have it. */
@ApplicationScoped
class ListingFacts {
    private final Listings listings;
    private final ToldOrders orders;

    ListingFacts(Listings listings, ToldOrders orders) {
        this.listings = listings;
        this.orders = orders;
    }

    Uni<Void> published(Mutiny.Session session, ReceivedEvent<ListingHeard.PublishedV1> event) {
        var told = event.data();
        return listings.offer(
                session,
                told.listingId(),
                told.sellerId(),
                told.price(),
                told.snapshotHash(),
                told.version(),
                Boolean.TRUE.equals(told.inspected()));
    }

    Uni<Void> priceChanged(Mutiny.Session session, ReceivedEvent<ListingHeard.PriceChangedV1> event) {
        var told = event.data();
        return listings.reprice(session, told.listingId(), told.price(), told.snapshotHash(), told.version());
    }

    Uni<Void> reserved(Mutiny.Session session, ReceivedEvent<ListingHeard.ReservedV1> event) {
        var told = event.data();
        return listings.turn(session, told.listingId(), Availability.RESERVED)
                .chain(() -> orders.tell(session, event, told.orderId(), new ConfirmReservation(told.snapshotHash())));
    }

    Uni<Void> reservationRefused(Mutiny.Session session, ReceivedEvent<ListingHeard.ReservationRefusedV1> event) {
        var told = event.data();
        return orders.tell(session, event, told.orderId(), new RefuseReservation(told.reason()));
    }

    Uni<Void> unreserved(Mutiny.Session session, ReceivedEvent<ListingHeard.UnreservedV1> event) {
        return listings.turn(session, event.data().listingId(), Availability.ON_SALE);
    }

    Uni<Void> hidden(Mutiny.Session session, ReceivedEvent<ListingHeard.HiddenV1> event) {
        return listings.turn(session, event.data().listingId(), Availability.HIDDEN);
    }

    Uni<Void> sold(Mutiny.Session session, ReceivedEvent<ListingHeard.SoldV1> event) {
        return listings.turn(session, event.data().listingId(), Availability.SOLD);
    }

    Uni<Void> closed(Mutiny.Session session, ReceivedEvent<ListingHeard.ClosedV1> event) {
        return listings.turn(session, event.data().listingId(), Availability.CLOSED);
    }
}
