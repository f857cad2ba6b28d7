package dev.bonafide.logistics.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order as escrow has told of it.
 *
 * @param funding present once the buyer's money is held
 * @param frozen whether a dispute holds the money
 * @param ending how it ended, if it has
 */
public record KnownOrder(
        UUID orderId, UUID buyerId, UUID sellerId, Optional<Funding> funding, boolean frozen, Optional<Ending> ending) {

    /**
     * What is known since the money is held.
     *
     * @param shipBy when the parcel must be with the carrier
     */
    public record Funding(UUID deliveryAddressId, Instant shipBy, Instant fundedAt) {}

    /** How an order can end. */
    public enum Ending {
        CANCELLED,
        RELEASED,
        REFUNDED
    }

    /** Whether the seller may send the item now: the money is held, and neither disputed nor gone. */
    public Readiness readiness() {
        if (funding.isEmpty() || ending.isPresent()) {
            return Readiness.NOT_FUNDED;
        }
        return frozen ? Readiness.FROZEN : Readiness.READY;
    }

    /** What stands between an order and its parcel. */
    public enum Readiness {
        READY,
        NOT_FUNDED,
        FROZEN
    }
}
