package dev.bonafide.identity.events;

import dev.bonafide.identity.account.Level;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** What an account may do from now on, all of it. */
public record RightsChangedV1(
        UUID accountId,
        Level level,
        int score,
        String policyVersion,
        Money maxOrder,
        int publishPerDay,
        int payoutDelayDays,
        Instant at) {

    /** Wire name. */
    public static final String TYPE = "bonafide.identity.RightsChanged.v1";
}
