package dev.bonafide.escrow.earning;

import java.time.Duration;

/**
 * What identity says of a seller.
 *
 * @param payoutDelay the least time between a release and its payout that identity's rights policy asks for
 * @param rightsVersion of that policy
 */
public record Standing(SellerLevel level, Duration payoutDelay, String rightsVersion) {

    /** A seller we have not heard of: the most careful conditions. */
    public static final Standing UNKNOWN = new Standing(SellerLevel.L0, Duration.ZERO, "none");
}
