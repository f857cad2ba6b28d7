package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we read of returns on {@code logistics.aftersale}. */
public sealed interface ReturnHeard {
    UUID returnId();

    UUID orderId();

    /** Why the item goes back. */
    Cause cause();

    /** The buyer may send the item back without a reason. */
    record AcceptedV1(UUID returnId, UUID orderId, Instant deliveredAt, Instant at) implements ReturnHeard {
        @Override
        public Cause cause() {
            return Cause.NO_REASON;
        }
    }

    /** The carrier has scanned the return for the first time. */
    record DispatchedV1(UUID returnId, UUID orderId, Cause cause, Instant at) implements ReturnHeard {}

    /** The return has come to the seller. */
    record DeliveredV1(UUID returnId, UUID orderId, Cause cause, Instant deliveredAt) implements ReturnHeard {}

    /**
     * The item came back as it should.
     *
     * @param deduction what the seller keeps for its condition, if anything
     * @param freight what the buyer bears of the way back and the platform has paid, if anything
     */
    record ClearedV1(
            UUID returnId,
            UUID orderId,
            Cause cause,
            @Nullable Money deduction,
            @Nullable Money freight) implements ReturnHeard {}

    /** What came back may not be what was sent. */
    record DoubtedV1(UUID returnId, UUID orderId, Cause cause, Instant at) implements ReturnHeard {}

    /** The buyer has not sent it in time. */
    record ExpiredV1(UUID returnId, UUID orderId, Cause cause) implements ReturnHeard {}

    /** The carrier has lost it on the way back. */
    record LostV1(UUID returnId, UUID orderId, Cause cause) implements ReturnHeard {}

    /** Why something goes back: of its own right here, or because somebody has decided so, who then tells us what comes of it. */
    enum Cause {
        NO_REASON,
        RULING,
        AGREEMENT,
        INSPECTION_FAILED,
        WARRANTY
    }
}
