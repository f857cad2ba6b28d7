package dev.bonafide.escrow.ledger;

import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A business fact that happened and moves money.
 *
 * @param orderId of the order it happened to; null where there is none, as for a payout
 * @param sellerId of the seller whose accounts it touches; null where it touches none
 * @param subject what the fact is about and can happen to only once: the order, a payment, a refund, a payout
 * @param parts the amounts, all in one currency; a part that is missing is nothing
 */
public record Occurrence(
        Fact fact, @Nullable UUID orderId, @Nullable UUID sellerId, UUID subject, Map<Part, Money> parts) {

    /** Refuses no parts at all, and a part that the fact has no line for: it would silently not move. */
    public Occurrence {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(fact + " moves nothing (expected: some of " + fact.parts() + ")");
        }
        parts = new EnumMap<>(parts);
        parts.forEach((part, amount) -> {
            if (amount.isPositive() && !fact.parts().contains(part)) {
                throw new IllegalArgumentException(fact + " has no line for " + part + " of " + amount);
            }
        });
        parts = Map.copyOf(parts);
    }

    /** A fact that moves one amount as a whole. */
    public static Occurrence of(Fact fact, @Nullable UUID orderId, @Nullable UUID sellerId, UUID subject, Money total) {
        return new Occurrence(fact, orderId, sellerId, subject, Map.of(Part.TOTAL, total));
    }

    /** The amount of a part; nothing if it has none. */
    public Money part(Part part) {
        var amount = parts.get(part);
        return amount == null ? Money.zero(parts.values().iterator().next().currency()) : amount;
    }

    /** What makes it unique in the ledger. */
    public String operationKey() {
        return fact + ":" + subject;
    }
}
