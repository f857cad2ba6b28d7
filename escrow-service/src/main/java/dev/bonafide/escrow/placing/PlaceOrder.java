package dev.bonafide.escrow.placing;

import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Service;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's wish.
 *
 * @param orderId made by us, so that the wish is known by it from the start
 * @param delivery how the item is to come to the buyer
 * @param deliveryAddressId for a parcel; null for those who meet
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
        Set<Service> services,
        @Nullable String snapshotHash,
        @Nullable String quoteHash) {}
