package dev.bonafide.listing.desk;

import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.listing.events.ListingClosedV1;
import dev.bonafide.listing.events.ListingHiddenV1;
import dev.bonafide.listing.events.ListingPriceChangedV1;
import dev.bonafide.listing.events.ListingPublishedV1;
import dev.bonafide.listing.events.ListingRejectedV1;
import dev.bonafide.listing.events.ListingReservationRefusedV1;
import dev.bonafide.listing.events.ListingReservedV1;
import dev.bonafide.listing.events.ListingSoldV1;
import dev.bonafide.listing.events.ListingSubmittedV1;
import dev.bonafide.listing.events.ListingUnreservedV1;
import dev.bonafide.listing.events.OrderPlacedV1;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Item;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.Listing.Closed;
import dev.bonafide.listing.listing.Listing.Draft;
import dev.bonafide.listing.listing.Listing.Hidden;
import dev.bonafide.listing.listing.Listing.InReview;
import dev.bonafide.listing.listing.Listing.Published;
import dev.bonafide.listing.listing.Listing.Rejected;
import dev.bonafide.listing.listing.Listing.Reserved;
import dev.bonafide.listing.listing.Listing.Sold;
import dev.bonafide.listing.listing.ShownPhoto;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the world is told when a listing has moved from one stage to another. */
final class Announcements {
    /** Said when a listing on sale has become another thing by its seller's own word. */
    static final String BACK_IN_REVIEW = "BACK_IN_REVIEW";

    private static final String TOPIC = "listing.listings";

    private Announcements() {}

    /** The events of a move, in the order in which they are to be heard. */
    static List<OutgoingEvent> of(Listing before, Listing after, Optional<UUID> decisionId, Instant now) {
        List<Object> said = new ArrayList<>();
        if (before instanceof Reserved reserved && (after instanceof Published || after instanceof Hidden)) {
            said.add(new ListingUnreservedV1(
                    after.item().id(),
                    reserved.reservation().orderId(),
                    after.item().sellerId(),
                    now));
        }
        switch (after) {
            case Draft _ -> {}
            case InReview l -> {
                if (before instanceof Published) {
                    said.add(hidden(l.item(), BACK_IN_REVIEW, now));
                }
                said.add(submitted(l.item(), now));
            }
            case Published l -> said.addAll(onSale(before, l, now));
            case Reserved l -> {
                if (before instanceof Published) {
                    said.add(reserved(l, now));
                }
            }
            case Sold l ->
                said.add(new ListingSoldV1(l.item().id(), l.orderId(), l.item().sellerId(), now));
            case Rejected l ->
                said.add(new ListingRejectedV1(
                        l.item().id(), l.item().sellerId(), l.reasons(), decisionId.orElse(null), now));
            case Hidden l -> said.add(hidden(l.item(), l.reason(), now));
            case Closed l ->
                said.add(new ListingClosedV1(l.item().id(), l.item().sellerId(), now));
        }
        return said.stream()
                .map(payload -> event(after.item().id(), payload, now))
                .toList();
    }

    /** The event by which an order learns that it does not get the item. */
    static OutgoingEvent refused(OrderPlacedV1 order, Decision.ReservationRefused refused, Instant now) {
        String reason = switch (refused) {
            case Decision.NotOnSale _ -> "NOT_ON_SALE";
            case Decision.ReservedByOther _ -> "RESERVED_BY_OTHER";
            case Decision.AlreadySold _ -> "SOLD";
            case Decision.SnapshotChanged _ -> "SNAPSHOT_CHANGED";
            case Decision.OrderAlreadyEnded _ -> "ORDER_ALREADY_CANCELLED";
        };
        String current = refused instanceof Decision.SnapshotChanged changed ? changed.current() : null;
        return event(
                order.listingId(),
                new ListingReservationRefusedV1(
                        order.listingId(), order.orderId(), order.buyerId(), order.sellerId(), reason, current, now),
                now);
    }

    // Words changed on sale are told twice: to those who judge, with the text, and to those who sell, with the new
    // hash.
    private static List<Object> onSale(Listing before, Published now, Instant at) {
        if (before instanceof Reserved) {
            return List.of();
        }
        if (before instanceof Published was) {
            return was.item().price().equals(now.item().price())
                    ? List.of(submitted(now.item(), at), published(now, at))
                    : List.of(priceChanged(was, now, at));
        }
        return List.of(published(now, at));
    }

    private static ListingSubmittedV1 submitted(Item item, Instant now) {
        var content = item.content();
        return new ListingSubmittedV1(
                item.id(),
                item.sellerId(),
                content.category(),
                content.title(),
                content.description(),
                content.brand(),
                content.model(),
                content.grade(),
                item.price(),
                item.photos().stream().map(ShownPhoto::sha256).toList(),
                item.version(),
                now);
    }

    private static ListingPublishedV1 published(Published listing, Instant now) {
        var item = listing.item();
        var content = item.content();
        return new ListingPublishedV1(
                item.id(),
                item.sellerId(),
                content.category(),
                content.title(),
                content.brand(),
                content.model(),
                content.grade(),
                item.price(),
                listing.snapshotHash(),
                item.version(),
                now);
    }

    private static ListingPriceChangedV1 priceChanged(Published was, Published listing, Instant now) {
        var item = listing.item();
        return new ListingPriceChangedV1(
                item.id(),
                item.sellerId(),
                was.item().price(),
                item.price(),
                listing.snapshotHash(),
                item.version(),
                now);
    }

    private static ListingReservedV1 reserved(Reserved listing, Instant now) {
        return new ListingReservedV1(
                listing.item().id(),
                listing.reservation().orderId(),
                listing.reservation().buyerId(),
                listing.item().sellerId(),
                listing.offer().snapshotHash(),
                now);
    }

    private static ListingHiddenV1 hidden(Item item, String reason, Instant now) {
        return new ListingHiddenV1(item.id(), item.sellerId(), reason, now);
    }

    private static OutgoingEvent event(UUID listingId, Object payload, Instant now) {
        String name = payload.getClass().getSimpleName();
        String type = switch (payload) {
            case ListingSubmittedV1 _ -> "bonafide.listing.ListingSubmitted.v1";
            case ListingPublishedV1 _ -> "bonafide.listing.ListingPublished.v1";
            case ListingPriceChangedV1 _ -> "bonafide.listing.ListingPriceChanged.v1";
            case ListingRejectedV1 _ -> "bonafide.listing.ListingRejected.v1";
            case ListingReservedV1 _ -> "bonafide.listing.ListingReserved.v1";
            case ListingReservationRefusedV1 _ -> "bonafide.listing.ListingReservationRefused.v1";
            case ListingUnreservedV1 _ -> "bonafide.listing.ListingUnreserved.v1";
            case ListingSoldV1 _ -> "bonafide.listing.ListingSold.v1";
            case ListingHiddenV1 _ -> "bonafide.listing.ListingHidden.v1";
            case ListingClosedV1 _ -> "bonafide.listing.ListingClosed.v1";
            default -> throw new IllegalArgumentException("Not an event of this service: " + name);
        };
        return new OutgoingEvent(TOPIC, listingId, type, payload, now);
    }
}
