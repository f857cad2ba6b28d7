package dev.bonafide.escrow.config;

import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.ServicePrice;
import dev.bonafide.kit.money.Money;
import io.smallrye.config.WithDefault;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One version of the fee schedule; 100 basis points are 1 % of the price, amounts are in minor units. */
public interface FeesConfig {
    /** The first instant at which it is in force; without one it has been from the beginning. */
    Optional<Instant> from();

    /** Paid by the buyer beside the price. */
    @WithDefault("0")
    int buyerBasisPoints();

    /** Kept from the price when it is released. */
    @WithDefault("60")
    int sellerBasisPoints();

    /** The currency of the amounts; services are offered in no other. */
    @WithDefault("CNY")
    String currency();

    /** What is offered, by the name of the service. */
    Map<Service, ServiceConfig> services();

    /** What a service costs. */
    interface ServiceConfig {
        /** Who bears it. */
        @WithDefault("BUYER")
        Payer paidBy();

        /** The share of the price. */
        @WithDefault("0")
        int basisPoints();

        /** The lowest price of the service; with a share of nothing its only one. */
        long atLeast();

        /** The highest price of the service, if there is one. */
        OptionalLong atMost();
    }

    /** The schedule as the rules read it. */
    default FeeSchedule schedule(String version) {
        var prices = new EnumMap<Service, ServicePrice>(Service.class);
        services().forEach((service, config) -> {
            var atMost = config.atMost();
            prices.put(
                    service,
                    new ServicePrice(
                            config.paidBy(),
                            config.basisPoints(),
                            Money.of(config.atLeast(), currency()),
                            atMost.isPresent() ? Money.of(atMost.getAsLong(), currency()) : null));
        });
        return new FeeSchedule(version, buyerBasisPoints(), sellerBasisPoints(), prices);
    }
}
