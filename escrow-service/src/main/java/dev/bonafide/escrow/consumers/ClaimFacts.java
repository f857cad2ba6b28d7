package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.ruling.ClaimDesk;
import dev.bonafide.escrow.events.heard.ClaimHeard;
import dev.bonafide.escrow.events.heard.ClaimHeard.ClaimedBy;
import dev.bonafide.escrow.events.heard.ClaimHeard.Decision;
import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the logistics service says of losses that others make good. */
@ApplicationScoped
class ClaimFacts {
    private final ClaimDesk desk;
    private final ParkedFacts parked;

    ClaimFacts(ClaimDesk desk, ParkedFacts parked) {
        this.desk = desk;
        this.parked = parked;
    }

    Uni<Void> insuranceDecided(Mutiny.Session session, ReceivedEvent<ClaimHeard.InsuranceDecidedV1> event) {
        var told = event.data();
        var amount = told.amount();
        if (told.decision() == Decision.DECLINED) {
            return Uni.createFrom().voidItem();
        }
        if (amount == null || !amount.isPositive()) {
            return park(session, event, "AMOUNT_MISSING");
        }
        if (told.claimedBy() == ClaimedBy.SELLER) {
            // A seller's loss on the way back is none of the buyer's purchase: a person settles it with the insurer.
            return park(session, event, "LOSS_OF_THE_SELLER");
        }
        var claim =
                new Claim(told.claimId(), told.orderId(), told.buyerId(), told.sellerId(), Source.INSURER, amount);
        return desk.decide(session, claim)
                .chain(outcome -> outcome instanceof ClaimOutcome.Refused refused
                                && refused.refusal() == ClaimOutcome.Refusal.ORDER_DIFFERS
                        ? park(session, event, "ORDER_DIFFERS")
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> park(
            Mutiny.Session session, ReceivedEvent<ClaimHeard.InsuranceDecidedV1> event, String reason) {
        var told = event.data();
        return parked.park(session, event.type(), event.id(), told.orderId(), reason, told.toString());
    }
}
