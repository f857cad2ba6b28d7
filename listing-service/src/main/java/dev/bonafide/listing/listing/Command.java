package dev.bonafide.listing.listing;

import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.template.Violation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What someone asks of a listing, or what another service tells it. */
public sealed interface Command {

    /** Asked by a person who must be the seller. */
    sealed interface BySeller extends Command {
        /** Who asks. */
        UUID by();
    }

    /** A change of a version the seller has seen. */
    sealed interface Change extends BySeller {
        /** The version they have seen. */
        long seenVersion();
    }

    /**
     * Hands the listing in.
     *
     * @param standing what the seller may do
     * @param violations what is wrong with the fields today
     * @param rolesMissing roles no photo has
     * @param photosMin fewest photos
     */
    record Submit(UUID by, Standing standing, List<Violation> violations, List<String> rolesMissing, int photosMin)
            implements BySeller {}

    /** The verdict on a version: it may go on sale. */
    record Pass(long version) implements Command {}

    /** The verdict on a version: it may not be on sale. */
    record Fail(long version, List<String> reasons) implements Command {}

    /**
     * Other words or fields.
     *
     * @param identityChanged whether the thing itself is stated to be another: such a change is judged anew
     * @param violations what is wrong with the new content
     */
    record Edit(
            UUID by,
            long seenVersion,
            Content content,
            Optional<SealedSerial> serial,
            boolean identityChanged,
            List<Violation> violations)
            implements Change {}

    /** Other photos; judged anew. */
    record ShowPhotos(UUID by, List<ShownPhoto> photos) implements BySeller {}

    /** Another price. */
    record ChangePrice(UUID by, long seenVersion, Money price) implements Change {}

    /**
     * Keeps the item for an order.
     *
     * @param snapshotHash what the buyer saw
     * @param orderEnded whether the order is already known to be over
     */
    record Reserve(UUID orderId, UUID buyerId, String snapshotHash, boolean orderEnded) implements Command {}

    /** The order is over without a sale. */
    record Unreserve(UUID orderId) implements Command {}

    /** The order's money has gone to the seller. */
    record Release(UUID orderId) implements Command {}

    /** The order's money has gone back to the buyer. */
    record Refund(UUID orderId) implements Command {}

    /** Takes the listing from sale, by decision of the house. */
    record Hide(String reason) implements Command {}

    /** What made it hidden is over: it is judged again. */
    record Restore() implements Command {}

    /** Takes the listing from sale for good. */
    record Close(UUID by) implements BySeller {}
}
