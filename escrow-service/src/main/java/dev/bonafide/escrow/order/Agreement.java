package dev.bonafide.escrow.order;

import dev.bonafide.escrow.terms.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What never changes about an order: who, what, on which terms.
 *
 * @param snapshotHash SHA-256 of the listing exactly as the buyer saw it
 * @param deliveryAddressId in the address book of the logistics service; the address itself never comes here
 */
public record Agreement(
        UUID orderId,
        UUID listingId,
        UUID buyerId,
        UUID sellerId,
        UUID deliveryAddressId,
        String snapshotHash,
        Terms terms,
        Instant placedAt) {

    /** Refuses a sale to oneself: the second guard after the rules of placing, the third is in the database. */
    public Agreement {
        if (buyerId.equals(sellerId)) {
            throw new IllegalArgumentException("Buyer and seller are the same account " + buyerId);
        }
    }

    /** Which side the account is on; nothing for a stranger. */
    public Optional<Actor> sideOf(UUID account) {
        if (account.equals(buyerId)) {
            return Optional.of(Actor.BUYER);
        }
        return account.equals(sellerId) ? Optional.of(Actor.SELLER) : Optional.empty();
    }
}
