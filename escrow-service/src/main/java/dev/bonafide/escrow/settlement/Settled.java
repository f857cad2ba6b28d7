package dev.bonafide.escrow.settlement;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import java.util.Map;
import java.util.UUID;

/**
 * How a hold ends: the fact, and its parts, which add up to the hold.
 *
 * @param fact {@code RELEASED} if the buyer gets nothing, {@code REFUNDED} if nobody else does, {@code SPLIT} otherwise
 */
public record Settled(Fact fact, Map<Part, Money> parts) {

    /** The amount of a part; nothing if it has none. */
    public Money part(Part part) {
        var total = parts.get(Part.TOTAL);
        if (total == null) {
            throw new IllegalStateException("A settlement has a total");
        }
        var amount = parts.get(part);
        return amount == null ? Money.zero(total.currency()) : amount;
    }

    /** As something that happened to an order, and can happen to the subject only once. */
    public Occurrence to(UUID orderId, UUID sellerId, UUID subject) {
        return new Occurrence(fact, orderId, sellerId, subject, parts);
    }
}
