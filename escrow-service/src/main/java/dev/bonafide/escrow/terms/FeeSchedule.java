package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sale costs beside the price: the platform's fees, and the services a buyer may add. Every line is computed from the
 * price alone and rounded by itself, half to even, so that over many orders neither side gains by the rounding and the sum
 * of the lines is the total without a remainder.
 *
 * @param version name of the schedule, pinned to every order placed under it
 * @param buyerFeeBasisPoints paid by the buyer beside the price; 100 is 1 %
 * @param sellerFeeBasisPoints kept from the price at release; 100 is 1 %
 * @param services what is offered; a service that is missing is not
 */
public record FeeSchedule(
        String version, int buyerFeeBasisPoints, int sellerFeeBasisPoints, Map<Service, ServicePrice> services) {

    /** Refuses a fee below nothing or above the price. */
    public FeeSchedule {
        requireShare("buyerFeeBasisPoints", buyerFeeBasisPoints);
        requireShare("sellerFeeBasisPoints", sellerFeeBasisPoints);
        services = Map.copyOf(services);
    }

    /** A schedule without services. */
    public FeeSchedule(String version, int buyerFeeBasisPoints, int sellerFeeBasisPoints) {
        this(version, buyerFeeBasisPoints, sellerFeeBasisPoints, Map.of());
    }

    /** The fee the buyer pays beside this price. */
    public Money buyerFee(Money price) {
        return price.shareHalfEven(buyerFeeBasisPoints);
    }

    /** The fee kept from this price when it is released to the seller. */
    public Money sellerFee(Money price) {
        return price.shareHalfEven(sellerFeeBasisPoints);
    }

    /** Every service that can be had for an item of this price, with what it costs. */
    public List<ServiceLine> offeredAt(Money price) {
        return lines(price, EnumSet.allOf(Service.class)).stream()
                .filter(line -> notOffered(price, EnumSet.of(line.service())).isEmpty())
                .toList();
    }

    /**
     * Those of the services that cannot be had for an item of this price: unknown to the schedule, priced in another
     * currency, or borne by a seller for whom the price leaves too little.
     */
    public Set<Service> notOffered(Money price, Set<Service> wanted) {
        var lines = lines(price, wanted);
        var refused = EnumSet.noneOf(Service.class);
        refused.addAll(wanted);
        lines.forEach(line -> refused.remove(line.service()));
        var bySeller =
                lines.stream().filter(line -> line.paidBy() == Payer.SELLER).toList();
        var borneBySeller = bySeller.stream().map(ServiceLine::amount).reduce(sellerFee(price), Money::plus);
        if (borneBySeller.isMoreThan(price)) {
            bySeller.forEach(line -> refused.add(line.service()));
        }
        return refused;
    }

    /** The lines of the services wanted, in the order of {@link Service}; those without a price are left out. */
    List<ServiceLine> lines(Money price, Set<Service> wanted) {
        return services.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .filter(entry -> entry.getValue().isOfferedAt(price))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ServiceLine(
                        entry.getKey(),
                        entry.getValue().paidBy(),
                        entry.getValue().of(price)))
                .toList();
    }

    static void requireShare(String name, int basisPoints) {
        if (basisPoints < 0 || basisPoints > Money.WHOLE_BASIS_POINTS) {
            throw new IllegalArgumentException(
                    name + ": " + basisPoints + " (expected: 0 to " + Money.WHOLE_BASIS_POINTS + ")");
        }
    }
}
