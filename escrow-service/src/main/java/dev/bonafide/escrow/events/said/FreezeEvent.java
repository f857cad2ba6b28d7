package dev.bonafide.escrow.events.said;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a freeze that nobody ends, on topic {@value #TOPIC} under the order's id. A milestone is named, by its number,
 * where it alone is frozen.
 */
public sealed interface FreezeEvent {
    /** Where all of them are said. */
    String TOPIC = OrderEvent.TOPIC;

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case AgeingV1 _ -> "FreezeAgeing.v1";
                    case EndsSoonV1 _ -> "FreezeEndsSoon.v1";
                    case ExtendedV1 _ -> "FreezeExtended.v1";
                    case ExpiredV1 _ -> "FreezeExpired.v1";
                };
    }

    /** The order has been frozen for another day. Whoever has no case for it should say so. */
    record AgeingV1(
            UUID orderId,
            UUID disputeId,
            UUID buyerId,
            UUID sellerId,
            @Nullable Integer milestone,
            Money held,
            Instant since,
            int days,
            Instant expiresAt,
            Instant at)
            implements FreezeEvent {}

    /**
     * Unless somebody decides, the freeze ends by itself in a week, and the buyer has the money.
     *
     * @param extensible whether two people can still let it last longer
     */
    record EndsSoonV1(
            UUID orderId,
            UUID disputeId,
            UUID buyerId,
            UUID sellerId,
            @Nullable Integer milestone,
            Money held,
            Instant since,
            Instant expiresAt,
            boolean extensible,
            Instant at)
            implements FreezeEvent {}

    /** Two people of finance let the freeze last longer, once. */
    record ExtendedV1(
            UUID orderId,
            UUID disputeId,
            UUID buyerId,
            UUID sellerId,
            @Nullable Integer milestone,
            Instant since,
            Instant expiresAt,
            Instant at)
            implements FreezeEvent {}

    /** Nobody has decided in time: the money is moved without waiting for anyone. */
    record ExpiredV1(
            UUID orderId,
            UUID disputeId,
            UUID rulingId,
            UUID buyerId,
            UUID sellerId,
            @Nullable Integer milestone,
            Instant since,
            Instant at)
            implements FreezeEvent {}
}
