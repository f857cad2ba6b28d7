package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.events.heard.AccountHeard;
import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the identity service says accounts may do. */
@ApplicationScoped
class AccountFacts {
    private final Buyers buyers;

    AccountFacts(Buyers buyers) {
        this.buyers = buyers;
    }

    Uni<Void> rightsChanged(Mutiny.Session session, ReceivedEvent<AccountHeard.RightsChangedV1> event) {
        var told = event.data();
        return buyers.keep(
                session, told.accountId(), new BuyerRights(told.maxOrder(), told.policyVersion()), told.at());
    }
}
