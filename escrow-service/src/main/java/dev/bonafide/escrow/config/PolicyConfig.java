package dev.bonafide.escrow.config;

import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.SpecialWindows;
import dev.bonafide.escrow.terms.TermsPolicy;
import dev.bonafide.escrow.terms.Windows;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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

    /** For a hand-over without network to be told after the last moment to meet. */
    @WithDefault("PT24H")
    Duration tellWithin();

    /** What the buyer has in any case after we heard of the delivery. */
    @WithDefault("PT72H")
    Duration noticeAtLeast();

    /** What a sale costs. */
    Fees fees();

    /** What a sale costs; 100 basis points are 1 % of the price. */
    interface Fees {
        /** Names this schedule. */
        @WithDefault("2026-11")
        String version();

        /** Paid by the buyer beside the price. */
        @WithDefault("0")
        int buyerBasisPoints();

        /** Kept from the price when it is released. */
        @WithDefault("60")
        int sellerBasisPoints();
    }

    /** The policy as the rules read it. */
    default TermsPolicy policy() {
        return new TermsPolicy(
                version(),
                new FeeSchedule(fees().version(), fees().buyerBasisPoints(), fees().sellerBasisPoints()),
                new Windows(
                        answerWithin(),
                        reviewWithin(),
                        payWithin(),
                        freeCancelWithin(),
                        shipWithin(),
                        deliverWithin(),
                        confirmWithin(),
                        noticeAtLeast(),
                        extendBy(),
                        tellWithin()),
                new SpecialWindows(inspectedConfirmWithin(), meetWithin(), meetConfirmWithin(), meetNoticeAtLeast()));
    }
}
