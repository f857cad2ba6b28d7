package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.ruling.ClaimDesk;
import dev.bonafide.escrow.desk.ruling.SellerClaimDesk;
import dev.bonafide.escrow.events.heard.ClaimHeard;
import dev.bonafide.escrow.events.heard.ClaimHeard.ClaimedBy;
import dev.bonafide.escrow.events.heard.ClaimHeard.Decision;
import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.SellerClaim;
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
    private final SellerClaimDesk sellers;
    private final ParkedFacts parked;

    ClaimFacts(ClaimDesk desk, SellerClaimDesk sellers, ParkedFacts parked) {
        this.desk = desk;
        this.sellers = sellers;
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
            // A seller's loss on the way back is none of the buyer's purchase.
            var claim = new SellerClaim(told.claimId(), told.orderId(), told.buyerId(), told.sellerId(), amount);
            return sellers.decide(session, claim)
                    .chain(answer -> answer.map(outcome -> parkIfItDiffers(session, event, outcome))
                            .orElseGet(() -> Uni.createFrom().voidItem()));
        }
        var claim = new Claim(told.claimId(), told.orderId(), told.buyerId(), told.sellerId(), Source.INSURER, amount);
        return desk.decide(session, claim).chain(outcome -> parkIfItDiffers(session, event, outcome));
    }

    private Uni<Void> parkIfItDiffers(
            Mutiny.Session session, ReceivedEvent<ClaimHeard.InsuranceDecidedV1> event, ClaimOutcome outcome) {
        return outcome instanceof ClaimOutcome.Refused refused
                        && refused.refusal() == ClaimOutcome.Refusal.ORDER_DIFFERS
                ? park(session, event, "ORDER_DIFFERS")
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> park(Mutiny.Session session, ReceivedEvent<ClaimHeard.InsuranceDecidedV1> event, String reason) {
        var told = event.data();
        return parked.park(session, event.type(), event.id(), told.orderId(), reason, told.toString());
    }
}
