package dev.bonafide.escrow.config;

import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.Versions;
import dev.bonafide.escrow.terms.Versions.Version;
import dev.bonafide.escrow.terms.Windows;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The policy under which new orders are placed. Every value is pinned to the order, so a change concerns later orders
 * only; whoever changes a value changes the version with it. Durations are business time.
 */
@ConfigMapping(prefix = "bonafide.escrow.policy")
public interface PolicyConfig {
    /** Names this set of windows. */
    @WithDefault("2026-11")
    String version();

    /** For listing and risk to answer a placed order; without an answer it is cancelled. */
    @WithDefault("PT30M")
    Duration answerWithin();

    /** For a person to decide an order that risk holds for review. */
    @WithDefault("PT24H")
    Duration reviewWithin();

    /** For the buyer to pay; then the order is cancelled and the item is for sale again. */
    @WithDefault("PT15M")
    Duration payWithin();

    /** From the payment to the carrier's first scan; then the buyer has the money back. */
    @WithDefault("PT48H")
    Duration shipWithin();

    /** From the delivery until silence accepts. */
    @WithDefault("P7D")
    Duration confirmWithin();

    /** What the buyer has in any case after we heard of the delivery. */
    @WithDefault("PT72H")
    Duration noticeAtLeast();

    /**
     * What a sale costs, by the name of the schedule. Several may be known at once; the one in force when an order is
     * placed is pinned to it.
     */
    Map<String, FeesConfig> fees();

    /** The fee schedules as the rules read them. */
    default Versions<FeeSchedule> feeSchedules() {
        return new Versions<>(fees().entrySet().stream()
                .map(fees -> new Version<>(
                        fees.getKey(),
                        fees.getValue().from().orElse(Instant.EPOCH),
                        fees.getValue().schedule(fees.getKey())))
                .toList());
    }

    /** The windows as the rules read them. */
    default Windows windows() {
        return new Windows(answerWithin(), reviewWithin(), payWithin(), shipWithin(), confirmWithin(), noticeAtLeast());
    }
}
