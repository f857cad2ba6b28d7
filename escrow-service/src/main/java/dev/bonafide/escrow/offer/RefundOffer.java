package dev.bonafide.escrow.offer;

import dev.bonafide.escrow.order.Actor;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One side's proposal that the buyer keeps the item and has some of the price back.
 *
 * @param number counts the offers of an order from 1
 * @param by the buyer, who asks for it, or the seller, who offers it
 * @param amount of the price
 */
public record RefundOffer(
        UUID orderId,
        int number,
        Actor by,
        Money amount,
        Status status,
        Instant offeredAt,
        @Nullable Instant answeredAt) {

    /** How far it is. */
    public enum Status {
        /** The other side may answer while the order is in inspection. */
        OPEN,
        AGREED,
        DECLINED,
        /** The same side has made another one. */
        SUPERSEDED
    }

    /** The other side's word. */
    public enum Reply {
        AGREE,
        DECLINE
    }

    RefundOffer answered(Status outcome, Instant at) {
        return new RefundOffer(orderId, number, by, amount, outcome, offeredAt, at);
    }
}
