package dev.bonafide.listing.listing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A thing for sale. One record per stage; a stage offers only its own moves. */
public sealed interface Listing {

    /** What is for sale. */
    Item item();

    /** The name of the stage. */
    Stage stage();

    /** Being written; nobody else sees it. */
    record Draft(Item item) implements Listing {
        @Override
        public Stage stage() {
            return Stage.DRAFT;
        }

        InReview submit() {
            return new InReview(item);
        }
    }

    /** Handed in; the verdict on this version of the item is awaited. */
    record InReview(Item item) implements Listing {
        @Override
        public Stage stage() {
            return Stage.IN_REVIEW;
        }

        Published pass(Instant now) {
            return new Published(item, item.snapshot().hash(), now, item.version());
        }

        Rejected fail(List<String> reasons) {
            return new Rejected(item, reasons);
        }
    }

    /**
     * On sale.
     *
     * @param snapshotHash what an order placed now agrees to
     * @param publishedAt when it first went on sale since its last review
     * @param judgedVersion the version that passed the review; verdicts on older ones no longer count
     */
    record Published(Item item, String snapshotHash, Instant publishedAt, long judgedVersion) implements Listing {
        @Override
        public Stage stage() {
            return Stage.PUBLISHED;
        }

        Published offering(Item changed) {
            return new Published(changed, changed.snapshot().hash(), publishedAt, judgedVersion);
        }

        Reserved reserve(Reservation reservation) {
            return new Reserved(this, reservation, Optional.empty());
        }
    }

    /**
     * Kept for one order.
     *
     * @param offer what was on sale, and is again if the order ends
     * @param hideAfter why it must not be on sale again, if so
     */
    record Reserved(Published offer, Reservation reservation, Optional<String> hideAfter) implements Listing {
        @Override
        public Item item() {
            return offer.item();
        }

        @Override
        public Stage stage() {
            return Stage.RESERVED;
        }

        Listing unreserve() {
            return hideAfter.<Listing>map(reason -> new Hidden(item(), reason)).orElse(offer);
        }

        Reserved hideAfterwards(String reason) {
            return new Reserved(offer, reservation, Optional.of(reason));
        }

        Sold sell() {
            return new Sold(item(), offer.snapshotHash(), reservation.orderId());
        }
    }

    /** Bought, accepted and paid out. */
    record Sold(Item item, String snapshotHash, UUID orderId) implements Listing {
        @Override
        public Stage stage() {
            return Stage.SOLD;
        }
    }

    /** Judged, and not going on sale like this. */
    record Rejected(Item item, List<String> reasons) implements Listing {
        @Override
        public Stage stage() {
            return Stage.REJECTED;
        }
    }

    /** Taken from sale without being closed. */
    record Hidden(Item item, String reason) implements Listing {
        @Override
        public Stage stage() {
            return Stage.HIDDEN;
        }
    }

    /** Over for good. */
    record Closed(Item item) implements Listing {
        @Override
        public Stage stage() {
            return Stage.CLOSED;
        }
    }
}
