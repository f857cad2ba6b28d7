package dev.bonafide.listing.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Settings of this service. */
@ConfigMapping(prefix = "bonafide.listing")
public interface ListingConfig {

    /** The currency of the marketplace, ISO 4217. */
    @WithDefault("CNY")
    String currency();

    /** The highest price, in minor units. */
    @WithDefault("10000000000")
    long priceMaxMinor();

    /** The time zone of the marketplace: its calendar says which day is today. */
    @WithDefault("Asia/Shanghai")
    ZoneId zone();

    /** Business time without a verdict after which a review raises an alarm; the listing stays in review. */
    @WithDefault("15m")
    Duration reviewOverdueAfter();

    /** How long a change of price is shown to everybody. */
    @WithDefault("30d")
    Duration priceHistoryShown();

    /** Key of the keyed hash of serial numbers. Must be set outside of a sandbox. */
    Optional<String> serialKey();

    Photos photos();

    /** How uploads are examined. */
    interface Photos {
        /** Threads; one less than the machine has processors, if not set. */
        Optional<Integer> workers();

        /** Uploads that may wait for a worker; more are answered 503. */
        @WithDefault("64")
        int queue();

        /** Machine time for one picture. */
        @WithDefault("3s")
        Duration timeMax();
    }
}
