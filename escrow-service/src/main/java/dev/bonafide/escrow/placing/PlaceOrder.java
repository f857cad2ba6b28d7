package dev.bonafide.escrow.placing;

import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's wish.
 *
 * @param orderId made by us, so that the wish is known by it from the start
 * @param delivery how the item is to come to the buyer
 * @param deliveryAddressId for a parcel; null for those who meet
 * @param milestones in which it is to be delivered; none if at once
 * @param services what the buyer adds to the item
 * @param snapshotHash what the buyer looked at, if they insist on it
 * @param quoteHash of the quote the buyer agreed to, if they insist on it
 */
public record PlaceOrder(
        UUID orderId,
        UUID buyerId,
        UUID listingId,
        Delivery delivery,
        @Nullable UUID deliveryAddressId,
        List<Wished> milestones,
        Set<Service> services,
        @Nullable String snapshotHash,
        @Nullable String quoteHash) {

    /** One deliverable, and its part of the price. */
    public record Wished(UUID id, String title, Money price) {}
}
