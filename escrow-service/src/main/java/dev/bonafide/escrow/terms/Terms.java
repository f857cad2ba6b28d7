package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What both sides agreed to. Copied into the order, so a later change of policy never reaches an order under way.
 *
 * @param version of the windows
 * @param feeVersion of the fee schedule
 * @param price of the item, more than nothing
 * @param buyerFee paid by the buyer beside the price
 * @param sellerFee kept from the price at release
 * @param services what the buyer has added, at most one of a kind
 */
public record Terms(
        String version,
        String feeVersion,
        Money price,
        Money buyerFee,
        Money sellerFee,
        List<ServiceLine> services,
        Windows windows) {

    /**
     * One line of the terms.
     *
     * @param name {@code PRICE}, {@code BUYER_FEE}, {@code SELLER_FEE} or the name of a service
     */
    public record Line(String name, Payer paidBy, Money amount) {}

    /** Refuses a price of nothing, two services of a kind, and a seller who would bear more than the price. */
    public Terms {
        services = List.copyOf(services);
        if (!price.isPositive()) {
            throw new IllegalArgumentException("price: " + price + " (expected: > 0)");
        }
        var kinds = EnumSet.noneOf(Service.Kind.class);
        for (var line : services) {
            if (!kinds.add(line.service().kind())) {
                throw new IllegalArgumentException("services: " + services + " (expected: one of a kind)");
            }
        }
        var bySeller = sellerFee.plus(sum(services, Payer.SELLER, price));
        if (bySeller.isMoreThan(price)) {
            throw new IllegalArgumentException(
                    "borne by the seller: " + bySeller + " (expected: at most " + price + ")");
        }
    }

    /** What the buyer pays, and what is held: the price, the buyer's fee, and the services the buyer bears. */
    public Money total() {
        return price.plus(buyerFee).plus(sum(services, Payer.BUYER, price));
    }

    /** What the seller is owed once the sale has succeeded: the price less the seller's fee and services. */
    public Money sellerAmount() {
        return price.minus(sellerFee).minus(sum(services, Payer.SELLER, price));
    }

    /** What the platform keeps of a sale that has succeeded, from both sides. */
    public Money fees() {
        return buyerFee.plus(sellerFee);
    }

    /** What is paid for services of this kind, by whichever side; nothing if there is none. */
    public Money paidFor(Service.Kind kind) {
        return services.stream()
                .filter(line -> line.service().kind() == kind)
                .map(ServiceLine::amount)
                .reduce(Money.zero(price.currency()), Money::plus);
    }

    /** Whether the order has a service of this kind, free ones included. */
    public boolean includes(Service.Kind kind) {
        return services.stream().anyMatch(line -> line.service().kind() == kind);
    }

    /** Every line: those of the buyer add up to the total, and those of the seller are kept from the price. */
    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines.add(new Line("PRICE", Payer.BUYER, price));
        lines.add(new Line("BUYER_FEE", Payer.BUYER, buyerFee));
        lines.add(new Line("SELLER_FEE", Payer.SELLER, sellerFee));
        services.forEach(line -> lines.add(new Line(line.service().name(), line.paidBy(), line.amount())));
        return List.copyOf(lines);
    }

    private static Money sum(List<ServiceLine> services, Payer payer, Money price) {
        return services.stream()
                .filter(line -> line.paidBy() == payer)
                .map(ServiceLine::amount)
                .reduce(Money.zero(price.currency()), Money::plus);
    }
}
