package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.config.PayoutPolicyConfig;
import dev.bonafide.escrow.payout.PayoutAccount;
import dev.bonafide.escrow.payout.PayoutPolicy;
import dev.bonafide.escrow.payout.PayoutRules;
import dev.bonafide.escrow.payout.PayoutRules.Change;
import dev.bonafide.escrow.store.PayoutAccounts;
import dev.bonafide.escrow.store.PayoutAccounts.Authentication;
import dev.bonafide.escrow.store.Payouts;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Where sellers are paid to. A change and a payout hold the same lock, so each payout goes to the account that stood when
 * it began, and a change waits until no payout is under way.
 */
@ApplicationScoped
public class PayoutAccountDesk {
    private final PayoutAccounts accounts;
    private final Payouts payouts;
    private final Sellers sellers;
    private final Timers timers;
    private final PayoutPolicy policy;
    private final Clock clock;

    PayoutAccountDesk(
            PayoutAccounts accounts,
            Payouts payouts,
            Sellers sellers,
            Timers timers,
            PayoutPolicyConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.payouts = payouts;
        this.sellers = sellers;
        this.timers = timers;
        this.policy = config.policy();
        this.clock = clock;
    }

    /**
     * Makes it the seller's account, to which everything available is paid out by itself from time to time.
     *
     * @param expected the version the seller has seen, if any
     */
    public Uni<Change> change(
            Mutiny.Session session,
            UUID seller,
            PayoutAccount.Details wanted,
            @Nullable Long expected,
            Authentication by) {
        return sellers.lock(session, seller)
                .chain(() -> accounts.find(session, seller))
                .chain(present -> payouts.underWay(session, seller)
                        .map(underWay -> PayoutRules.change(
                                seller, present, wanted, underWay, expected, policy, clock.instant())))
                .call(change -> switch (change) {
                    case Change.To(var account) ->
                        accounts.put(session, account, by)
                                .chain(() -> timers.schedule(
                                        session, PayoutDesk.SCHEDULE, seller, policy.firstAutomatic(account)));
                    case Change.Same _, Change.PayoutUnderWay _, Change.Stale _, Change.VersionMissing _ ->
                        Uni.createFrom().voidItem();
                });
    }
}
