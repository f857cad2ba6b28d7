package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.earning.Standing;
import dev.bonafide.escrow.events.heard.AccountHeard;
import dev.bonafide.escrow.instalment.TrustLevel;
import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.escrow.store.Standings;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the identity service says accounts may do, and how it judges them. */
@ApplicationScoped
class AccountFacts {
    private final Buyers buyers;
    private final Sellers sellers;
    private final Standings standings;

    AccountFacts(Buyers buyers, Sellers sellers, Standings standings) {
        this.buyers = buyers;
        this.sellers = sellers;
        this.standings = standings;
    }

    /** Said with every change of the level too, so that this one event tells both. */
    Uni<Void> rightsChanged(Mutiny.Session session, ReceivedEvent<AccountHeard.RightsChangedV1> event) {
        var told = event.data();
        var standing = new Standing(told.level(), Duration.ofDays(told.payoutDelayDays()), told.policyVersion());
        return buyers.keep(session, told.accountId(), new BuyerRights(told.maxOrder(), told.policyVersion()), told.at())
                .chain(() -> sellers.keep(session, told.accountId(), standing, told.at()))
                .chain(() -> standings.keepLevel(session, told.accountId(), level(told.level()), told.at()));
    }

    Uni<Void> scoreRecomputed(Mutiny.Session session, ReceivedEvent<AccountHeard.ScoreRecomputedV1> event) {
        var told = event.data();
        return standings.keepScore(session, told.accountId(), told.score(), told.asOf());
    }

    private static TrustLevel level(SellerLevel level) {
        return switch (level) {
            case L0 -> TrustLevel.L0;
            case L1 -> TrustLevel.L1;
            case L2 -> TrustLevel.L2;
            case L3 -> TrustLevel.L3;
        };
    }
}
