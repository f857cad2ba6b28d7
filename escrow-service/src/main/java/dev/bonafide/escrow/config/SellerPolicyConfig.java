package dev.bonafide.escrow.config;

import dev.bonafide.escrow.earning.EarningPolicy;
import dev.bonafide.escrow.earning.EarningPolicy.Conditions;
import dev.bonafide.escrow.earning.SellerLevel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/**
 * When sellers have the money of a sale and how much of it is kept for a time, by level. Pinned to what a sale brings when
 * it is released; whoever changes a value changes the version with it. Durations are business time.
 */
@ConfigMapping(prefix = "bonafide.escrow.sellers")
public interface SellerPolicyConfig {
    /** Names this set of values. */
    @WithDefault("2026-11")
    String version();

    /** Nothing is known of the seller, or nothing has been verified. */
    Unverified l0();

    /** A phone. */
    Phone l1();

    /** A real name. */
    RealName l2();

    /** A document, a face and a card in the same name. */
    Document l3();

    /** The values of a level. */
    interface Level {
        Duration payoutDelay();

        int reserveBasisPoints();

        Duration reserveFor();

        /** As the rules read it. */
        default Conditions conditions() {
            return new Conditions(payoutDelay(), reserveBasisPoints(), reserveFor());
        }
    }

    /** Level 0. */
    interface Unverified extends Level {
        @Override
        @WithDefault("P14D")
        Duration payoutDelay();

        @Override
        @WithDefault("2000")
        int reserveBasisPoints();

        @Override
        @WithDefault("P60D")
        Duration reserveFor();
    }

    /** Level 1. */
    interface Phone extends Level {
        @Override
        @WithDefault("P7D")
        Duration payoutDelay();

        @Override
        @WithDefault("1000")
        int reserveBasisPoints();

        @Override
        @WithDefault("P30D")
        Duration reserveFor();
    }

    /** Level 2. */
    interface RealName extends Level {
        @Override
        @WithDefault("P3D")
        Duration payoutDelay();

        @Override
        @WithDefault("500")
        int reserveBasisPoints();

        @Override
        @WithDefault("P14D")
        Duration reserveFor();
    }

    /** Level 3. */
    interface Document extends Level {
        @Override
        @WithDefault("P1D")
        Duration payoutDelay();

        @Override
        @WithDefault("0")
        int reserveBasisPoints();

        @Override
        @WithDefault("P7D")
        Duration reserveFor();
    }

    /** The policy as the rules read it. */
    default EarningPolicy policy() {
        return new EarningPolicy(
                version(),
                Map.of(
                        SellerLevel.L0, l0().conditions(),
                        SellerLevel.L1, l1().conditions(),
                        SellerLevel.L2, l2().conditions(),
                        SellerLevel.L3, l3().conditions()));
    }
}
