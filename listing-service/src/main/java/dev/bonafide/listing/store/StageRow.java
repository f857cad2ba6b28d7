package dev.bonafide.listing.store;

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
import dev.bonafide.listing.listing.Reservation;
import dev.bonafide.listing.listing.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The columns that say in which stage a listing is: the one mapping between rows and stages. */
record StageRow(
        Stage stage,
        Optional<String> snapshotHash,
        Optional<Instant> publishedAt,
        Optional<Long> judgedVersion,
        Optional<UUID> reservedOrderId,
        Optional<UUID> reservedBuyerId,
        Optional<String> hideAfter,
        Optional<UUID> soldOrderId,
        Optional<String> reasons) {

    static StageRow of(Listing listing) {
        return switch (listing) {
            case Draft _, InReview _, Closed _ -> bare(listing.stage());
            case Published l -> offer(l, Optional.empty(), Optional.empty());
            case Reserved l -> offer(l.offer(), Optional.of(l.reservation()), l.hideAfter());
            case Sold l ->
                new StageRow(
                        l.stage(),
                        Optional.of(l.snapshotHash()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(l.orderId()),
                        Optional.empty());
            case Rejected l -> because(l.stage(), String.join(",", l.reasons()));
            case Hidden l -> because(l.stage(), l.reason());
        };
    }

    Listing of(Item item) {
        return switch (stage) {
            case DRAFT -> new Draft(item);
            case IN_REVIEW -> new InReview(item);
            case PUBLISHED -> published(item);
            case RESERVED ->
                new Reserved(
                        published(item),
                        new Reservation(reservedOrderId.orElseThrow(), reservedBuyerId.orElseThrow()),
                        hideAfter);
            case SOLD -> new Sold(item, snapshotHash.orElseThrow(), soldOrderId.orElseThrow());
            case REJECTED -> new Rejected(item, List.of(reasons.orElseThrow().split(",")));
            case HIDDEN -> new Hidden(item, reasons.orElseThrow());
            case CLOSED -> new Closed(item);
        };
    }

    private Published published(Item item) {
        return new Published(item, snapshotHash.orElseThrow(), publishedAt.orElseThrow(), judgedVersion.orElseThrow());
    }

    private static StageRow offer(Published offer, Optional<Reservation> reservation, Optional<String> hideAfter) {
        return new StageRow(
                reservation.isPresent() ? Stage.RESERVED : Stage.PUBLISHED,
                Optional.of(offer.snapshotHash()),
                Optional.of(offer.publishedAt()),
                Optional.of(offer.judgedVersion()),
                reservation.map(Reservation::orderId),
                reservation.map(Reservation::buyerId),
                hideAfter,
                Optional.empty(),
                Optional.empty());
    }

    private static StageRow because(Stage stage, String reasons) {
        return new StageRow(
                stage,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reasons));
    }

    private static StageRow bare(Stage stage) {
        return new StageRow(
                stage,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
