package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.events.heard.RiskHeard;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import dev.bonafide.escrow.order.Verdict;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the risk service decides about orders. */
@ApplicationScoped
class RiskFacts {
    private final ToldOrders orders;

    RiskFacts(ToldOrders orders) {
        this.orders = orders;
    }

    Uni<Void> decided(Mutiny.Session session, ReceivedEvent<RiskHeard.DecisionMadeV1> event) {
        var told = event.data();
        return switch (told.subjectKind()) {
            case ORDER -> orders.tell(session, event, told.subjectId(), new TakeVerdict(verdict(told.outcome())));
            // The listing service acts on those.
            case LISTING -> Uni.createFrom().voidItem();
        };
    }

    private static Verdict verdict(RiskHeard.Outcome outcome) {
        return switch (outcome) {
            case ALLOW, TIP -> Verdict.ALLOW;
            case REVIEW -> Verdict.REVIEW;
            case RESTRICT, BLOCK -> Verdict.REFUSE;
        };
    }
}
