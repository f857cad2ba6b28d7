package dev.bonafide.escrow.events.heard;

import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** What we read on {@code identity.accounts}. */
public interface AccountHeard {

    /** What an account may do has changed; the latest replaces all earlier. */
    record RightsChangedV1(
            UUID accountId,
            SellerLevel level,
            String policyVersion,
            Money maxOrder,
            int payoutDelayDays,
            Instant at) {}
}
