package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** What we read on {@code identity.accounts}. */
public interface AccountHeard {

    /** What an account may do has changed; the latest replaces all earlier. */
    record RightsChangedV1(UUID accountId, String policyVersion, Money maxOrder, Instant at) {}
}
