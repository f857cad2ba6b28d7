package dev.bonafide.escrow.ledger;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/**
 * A business fact that happened to an order and moves money.
 *
 * @param subject what the fact is about and can happen to only once: the order, a payment or a refund
 * @param total the whole amount that moves
 * @param fees the platform's part of it; nothing unless the money is released
 */
public record Occurrence(Fact fact, UUID orderId, UUID sellerId, UUID subject, Money total, Money fees) {

    /** A fact in which the platform has no part. */
    public static Occurrence of(Fact fact, UUID orderId, UUID sellerId, UUID subject, Money total) {
        return new Occurrence(fact, orderId, sellerId, subject, total, Money.zero(total.currency()));
    }

    /** What makes it unique in the ledger. */
    public String operationKey() {
        return fact + ":" + subject;
    }
}
