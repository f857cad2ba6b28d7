package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we read on {@code logistics.aftersale}. */
public interface ClaimHeard {

    /** The insurer of a parcel has decided; the amount is what it pays. */
    record InsuranceDecidedV1(
            UUID claimId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            ClaimedBy claimedBy,
            Decision decision,
            @Nullable Money amount) {}

    /** Whose loss it is. */
    enum ClaimedBy {
        BUYER,
        /** On the way back. */
        SELLER
    }

    /** What was decided. */
    enum Decision {
        APPROVED,
        DECLINED
    }
}
