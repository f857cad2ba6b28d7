package dev.bonafide.escrow.settlement;

import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.ServiceLine;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is held for an order or one milestone of it, by what it was paid for.
 *
 * @param price of the item, more than nothing
 * @param buyerFee paid beside the price
 * @param sellerFee kept from the price when the seller gets it, at most the price
 * @param buyerServices what the buyer has paid for inspection, insurance and warranty beside the price
 * @param sellerServices what is kept from the price for such services
 */
public record Hold(
        Money price, Money buyerFee, Money sellerFee, Map<Part, Money> buyerServices, Map<Part, Money> sellerServices) {
    private static final Set<Part> SERVICES = Set.of(Part.INSPECTION, Part.INSURANCE, Part.WARRANTY);

    /** Refuses a price of nothing, deductions above it, and services that are none. */
    public Hold {
        buyerServices = services(buyerServices);
        sellerServices = services(sellerServices);
        if (!price.isPositive()) {
            throw new IllegalArgumentException("price: " + price + " (expected: > 0)");
        }
        if (sum(sellerFee, sellerServices).isMoreThan(price)) {
            throw new IllegalArgumentException("The seller would pay more than the price of " + price);
        }
    }

    /** What is held for an order on these terms. */
    public static Hold of(Terms terms) {
        return new Hold(
                terms.price(),
                terms.buyerFee(),
                terms.sellerFee(),
                services(terms, Payer.BUYER),
                services(terms, Payer.SELLER));
    }

    private static Map<Part, Money> services(Terms terms, Payer payer) {
        return terms.services().stream()
                .filter(line -> line.paidBy() == payer)
                .collect(
                        Collectors.toUnmodifiableMap(line -> part(line.service().kind()), ServiceLine::amount));
    }

    private static Part part(Service.Kind kind) {
        return switch (kind) {
            case INSPECTION -> Part.INSPECTION;
            case INSURANCE -> Part.INSURANCE;
            case WARRANTY -> Part.WARRANTY;
        };
    }

    /** The same where no service was rendered, nor will be: what was paid for them is money like any other. */
    public Hold withoutServices() {
        return new Hold(sum(price, buyerServices), buyerFee, sellerFee, Map.of(), Map.of());
    }

    /** The same where the item goes back: nobody is paid for a service, and what was paid for them is the buyer's like a fee. */
    public Hold returned() {
        return new Hold(price, sum(buyerFee, buyerServices), sellerFee, Map.of(), Map.of());
    }

    /** The whole of it. */
    public Money total() {
        return sum(price.plus(buyerFee), buyerServices);
    }

    /** Both together. */
    public Hold plus(Hold other) {
        return new Hold(
                price.plus(other.price),
                buyerFee.plus(other.buyerFee),
                sellerFee.plus(other.sellerFee),
                sum(buyerServices, other.buyerServices),
                sum(sellerServices, other.sellerServices));
    }

    /**
     * The same in parts, which come to just this: fees and services are shared by price, the last unit of each to the largest
     * remainder.
     *
     * @param prices more than nothing each, together the price
     */
    public List<Hold> inParts(List<Money> prices) {
        var buyerFees = Shares.byWeight(buyerFee, prices);
        var sellerFees = Shares.byWeight(sellerFee, prices);
        var buyers = shares(buyerServices, prices);
        var sellers = shares(sellerServices, prices);
        return IntStream.range(0, prices.size())
                .mapToObj(i ->
                        new Hold(prices.get(i), buyerFees.get(i), sellerFees.get(i), pick(buyers, i), pick(sellers, i)))
                .toList();
    }

    private static Map<Part, List<Money>> shares(Map<Part, Money> services, List<Money> prices) {
        return services.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, service -> Shares.byWeight(service.getValue(), prices)));
    }

    private static Map<Part, Money> pick(Map<Part, List<Money>> shares, int part) {
        return shares.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, service -> service.getValue().get(part)));
    }

    private static Map<Part, Money> sum(Map<Part, Money> some, Map<Part, Money> others) {
        var sum = new EnumMap<Part, Money>(Part.class);
        sum.putAll(some);
        others.forEach((part, amount) -> sum.merge(part, amount, Money::plus));
        return sum;
    }

    private static Money sum(Money first, Map<Part, Money> others) {
        return others.values().stream().reduce(first, Money::plus);
    }

    private static Map<Part, Money> services(Map<Part, Money> given) {
        if (!SERVICES.containsAll(given.keySet())) {
            throw new IllegalArgumentException("services: " + given.keySet() + " (expected: of " + SERVICES + ")");
        }
        return Map.copyOf(given);
    }
}
