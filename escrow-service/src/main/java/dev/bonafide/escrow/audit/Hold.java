package dev.bonafide.escrow.audit;

import dev.bonafide.escrow.order.AwaitingPayment;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.kit.money.Money;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What must be held for an order at its stage. While it is open, all that was agreed has come in, and what has gone out by
 * milestones or splits has gone out by entries; once it has ended, nothing is left.
 */
public sealed interface Hold {
    /** Nothing is held: nobody has paid yet, or the order has ended. */
    record Nothing() implements Hold {}

    /**
     * The whole amount has come in, and what has not gone out by entries of its own is left.
     *
     * @param held all of it, unless milestones have ended
     */
    record Open(Money total, Money held) implements Hold {}

    /**
     * What the postings of an order's hold come to in one currency.
     *
     * @param cameInMinor what the buyer or the instalment provider has brought
     * @param heldMinor what is left of it
     */
    record Held(String currency, long cameInMinor, long heldMinor) {}

    /** What must be held for the order. A new stage does not compile until it is decided here. */
    static Hold of(Order order) {
        return switch (order) {
            case Order.Placed _, AwaitingPayment _ -> new Nothing();
            case Order.Underway o -> open(o);
            case Order.Disputed o -> open(o.before());
            case Order.Accepted o -> {
                var total = o.agreement().terms().total();
                yield new Open(total, total);
            }
            case Order.Released _, Order.Refunded _, Order.PartiallyRefunded _, Order.Cancelled _ -> new Nothing();
        };
    }

    private static Open open(Order.Underway order) {
        return new Open(order.agreement().terms().total(), order.held().total());
    }

    /** Compares orders with what is held for them, by order and currency; one without any posting holds nothing. */
    static List<LedgerFinding> check(Collection<Order> orders, Map<UUID, List<Held>> held) {
        return orders.stream()
                .flatMap(order ->
                        check(order, held.getOrDefault(order.agreement().orderId(), List.of())))
                .toList();
    }

    private static Stream<LedgerFinding> check(Order order, List<Held> held) {
        var orderId = order.agreement().orderId();
        return switch (of(order)) {
            case Nothing _ ->
                held.stream()
                        .filter(each -> each.heldMinor() != 0)
                        .map(each -> LedgerFinding.hold(
                                orderId,
                                each.currency(),
                                0,
                                each.heldMinor(),
                                "At stage " + order.stage() + " nothing is held."));
            case Open(var total, var left) -> {
                var currency = total.currency().getCurrencyCode();
                var cameIn = sum(held, currency, Held::cameInMinor);
                var isLeft = sum(held, currency, Held::heldMinor);
                if (cameIn != total.amountMinor()) {
                    yield Stream.of(LedgerFinding.hold(
                            orderId,
                            currency,
                            total.amountMinor(),
                            cameIn,
                            "At stage " + order.stage() + " the whole of what was agreed has come in."));
                }
                yield isLeft == left.amountMinor()
                        ? Stream.empty()
                        : Stream.of(LedgerFinding.hold(
                                orderId,
                                currency,
                                left.amountMinor(),
                                isLeft,
                                "At stage " + order.stage() + " all is held that has not gone out by milestones."));
            }
        };
    }

    private static long sum(List<Held> held, String currency, ToLongFunction<Held> amount) {
        return held.stream()
                .filter(each -> each.currency().equals(currency))
                .mapToLong(amount)
                .sum();
    }
}
