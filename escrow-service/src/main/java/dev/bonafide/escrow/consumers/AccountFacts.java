package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.earning.Standing;
import dev.bonafide.escrow.events.heard.AccountHeard;
import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the identity service says accounts may do. */
@ApplicationScoped
class AccountFacts {
    private final Buyers buyers;
    private final Sellers sellers;

    AccountFacts(Buyers buyers, Sellers sellers) {
        this.buyers = buyers;
        this.sellers = sellers;
    }

    Uni<Void> rightsChanged(Mutiny.Session session, ReceivedEvent<AccountHeard.RightsChangedV1> event) {
        var told = event.data();
        var standing = new Standing(told.level(), Duration.ofDays(told.payoutDelayDays()), told.policyVersion());
        return buyers.keep(
                        session, told.accountId(), new BuyerRights(told.maxOrder(), told.policyVersion()), told.at())
                .chain(() -> sellers.keep(session, told.accountId(), standing, told.at()));
    }
}
