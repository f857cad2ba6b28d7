package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.events.heard.RestrictionHeard;
import dev.bonafide.escrow.events.heard.RestrictionHeard.Scope;
import dev.bonafide.escrow.payout.PayoutHold;
import dev.bonafide.escrow.store.PayoutHolds;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the risk service forbids accounts to do with their money. */
@ApplicationScoped
class RestrictionFacts {
    private final PayoutHolds holds;

    RestrictionFacts(PayoutHolds holds) {
        this.holds = holds;
    }

    Uni<Void> imposed(Mutiny.Session session, ReceivedEvent<RestrictionHeard.ImposedV1> event) {
        var told = event.data();
        return keepsMoney(told.scope())
                ? holds.keep(
                        session,
                        new PayoutHold(
                                told.restrictionId(),
                                told.accountId(),
                                told.scope().name(),
                                told.from(),
                                told.until(),
                                told.statementId(),
                                told.ruleId(),
                                told.policyVersion(),
                                told.automated(),
                                told.textKey(),
                                told.facts(),
                                told.appealUntil(),
                                told.caseId()))
                : Uni.createFrom().voidItem();
    }

    Uni<Void> lifted(Mutiny.Session session, ReceivedEvent<RestrictionHeard.LiftedV1> event) {
        var told = event.data();
        return keepsMoney(told.scope())
                ? holds.lift(session, told.restrictionId(), told.reason(), told.at())
                : Uni.createFrom().voidItem();
    }

    private static boolean keepsMoney(Scope scope) {
        return switch (scope) {
            case PAYOUT, WITHDRAW -> true;
            // Other services act on those; what an account may buy comes with its rights.
            case PUBLISH, CHAT, BUY -> false;
        };
    }
}
