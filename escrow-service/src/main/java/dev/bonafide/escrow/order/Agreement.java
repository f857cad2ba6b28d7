package dev.bonafide.escrow.order;

import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about an order: who, what, on which terms.
 *
 * @param milestones in which it is delivered; none for an order that is delivered at once
 * @param snapshotHash SHA-256 of the listing exactly as the buyer saw it
 * @param delivery how the item comes to the buyer
 * @param deliveryAddressId in the address book of the logistics service; the address itself never comes here. Null for those
 *     who meet
 */
public record Agreement(
        UUID orderId,
        UUID listingId,
        UUID buyerId,
        UUID sellerId,
        Delivery delivery,
        @Nullable UUID deliveryAddressId,
        List<Milestone> milestones,
        String snapshotHash,
        Terms terms,
        Instant placedAt) {

    /** Refuses a parcel without an address, and a sale to oneself: the second guard after the rules of placing, the third is in the database. */
    public Agreement {
        milestones = List.copyOf(milestones);
        if (buyerId.equals(sellerId)) {
            throw new IllegalArgumentException("Buyer and seller are the same account " + buyerId);
        }
        if ((delivery == Delivery.PARCEL) == (deliveryAddressId == null)) {
            throw new IllegalArgumentException("A parcel has an address and a meeting has none: order " + orderId);
        }
    }

    /** When silence accepts: the window counts from the delivery, but the buyer always has some notice after we have heard of it. */
    Instant closesAt(Instant deliveredAt, Instant now) {
        var windows = terms.windows();
        var regular = deliveredAt.plus(windows.confirmWithin());
        var earliest = now.plus(windows.noticeAtLeast());
        return regular.isAfter(earliest) ? regular : earliest;
    }

    /** Whether it is delivered in several parts. */
    public boolean isInMilestones() {
        return !milestones.isEmpty();
    }

    /** Whether the two sides meet, and the buyer gives a code for the item. */
    public boolean isMeeting() {
        return delivery == Delivery.MEET;
    }

    /** Which side the account is on; nothing for a stranger. */
    public Optional<Actor> sideOf(UUID account) {
        if (account.equals(buyerId)) {
            return Optional.of(Actor.BUYER);
        }
        return account.equals(sellerId) ? Optional.of(Actor.SELLER) : Optional.empty();
    }
}
