package dev.bonafide.escrow.config;

import dev.bonafide.escrow.instalment.InstalmentPolicy;
import dev.bonafide.escrow.terms.DisputeWindows;
import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.ReturnWindows;
import dev.bonafide.escrow.terms.SpecialWindows;
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

    /** For the buyer to cancel at no cost after the payment; later the buyer's fee is kept. */
    @WithDefault("PT1H")
    Duration freeCancelWithin();

    /** From the payment to the carrier's first scan; then the buyer has the money back. */
    @WithDefault("PT48H")
    Duration shipWithin();

    /** From the carrier's first scan to the delivery; then the buyer has the money back. */
    @WithDefault("P30D")
    Duration deliverWithin();

    /** From the delivery until silence accepts. */
    @WithDefault("P7D")
    Duration confirmWithin();

    /** From the delivery until silence accepts an item with an official report. */
    @WithDefault("PT48H")
    Duration inspectedConfirmWithin();

    /** What the buyer may add to either, once. */
    @WithDefault("PT72H")
    Duration extendBy();

    /** For the two sides to meet after the payment; then the buyer has the money back. */
    @WithDefault("P7D")
    Duration meetWithin();

    /** From the hand-over until silence accepts: long enough for what a look does not show. */
    @WithDefault("PT72H")
    Duration meetConfirmWithin();

    /** What the buyer has in any case after we heard of a hand-over without network. */
    @WithDefault("PT1H")
    Duration meetNoticeAtLeast();

    /** For the seller to deliver every milestone after the payment; then the buyer has the rest of the money back. */
    @WithDefault("P60D")
    Duration milestonesWithin();

    /** For a hand-over without network to be told after the last moment to meet. */
    @WithDefault("PT24H")
    Duration tellWithin();

    /** What the buyer has in any case after we heard of the delivery. */
    @WithDefault("PT72H")
    Duration noticeAtLeast();

    /** From the acceptance to the last dispute about what a look does not show. */
    @WithDefault("P7D")
    Duration hiddenDefectWithin();

    /** The same for an item with an official report. */
    @WithDefault("P30D")
    Duration inspectedHiddenDefectWithin();

    /** The same for an item that was handed over in person. */
    @WithDefault("PT72H")
    Duration meetHiddenDefectWithin();

    /** From the acceptance to the last dispute about an item that is not what it seems. */
    @WithDefault("P30D")
    Duration counterfeitWithin();

    /** From the opening of a dispute until finance is warned that its freeze will end by itself. */
    @WithDefault("P53D")
    Duration freezeWarnAfter();

    /** From the opening of a dispute until its freeze ends by itself; then the buyer has the money back. */
    @WithDefault("P60D")
    Duration freezeEndAfter();

    /** What two people of finance may add to that, once. */
    @WithDefault("P30D")
    Duration freezeExtendBy();

    /** From the delivery to a return without a reason that is accepted after the release; longer than the days it may be asked for. */
    @WithDefault("P9D")
    Duration returnAskWithin();

    /** From a return's acceptance to its first scan, if nobody tells that it has expired; then the inspection goes on. */
    @WithDefault("P14D")
    Duration returnDispatchWithin();

    /** From the first scan of a return to its arrival; then the buyer has the money back. */
    @WithDefault("P30D")
    Duration returnArriveWithin();

    /** From the arrival of a return; then the buyer has the money back, unless the seller doubts what has come. */
    @WithDefault("P7D")
    Duration returnRefundWithin();

    /**
     * What a sale costs, by the name of the schedule. Several may be known at once; the one in force when an order is
     * placed is pinned to it.
     */
    Map<String, FeesConfig> fees();

    /** Who may pay in parts, by the name of the version; the one in force when a plan is made is pinned to it. */
    Map<String, InstalmentsConfig> instalments();

    /** The instalment policies as the rules read them. */
    default Versions<InstalmentPolicy> instalmentPolicies() {
        return new Versions<>(instalments().entrySet().stream()
                .map(policy -> new Version<>(
                        policy.getKey(),
                        policy.getValue().from().orElse(Instant.EPOCH),
                        policy.getValue().policy(policy.getKey())))
                .toList());
    }

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
        return new Windows(
                answerWithin(),
                reviewWithin(),
                payWithin(),
                freeCancelWithin(),
                shipWithin(),
                deliverWithin(),
                confirmWithin(),
                noticeAtLeast(),
                extendBy(),
                tellWithin(),
                new DisputeWindows(
                        hiddenDefectWithin(),
                        counterfeitWithin(),
                        freezeWarnAfter(),
                        freezeEndAfter(),
                        freezeExtendBy()),
                new ReturnWindows(
                        returnAskWithin(), returnDispatchWithin(), returnArriveWithin(), returnRefundWithin()));
    }

    /** Where they differ, as the rules read it. */
    default SpecialWindows specialWindows() {
        return new SpecialWindows(
                inspectedConfirmWithin(),
                meetWithin(),
                meetConfirmWithin(),
                meetNoticeAtLeast(),
                milestonesWithin(),
                inspectedHiddenDefectWithin(),
                meetHiddenDefectWithin());
    }
}
