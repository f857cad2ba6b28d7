package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.ruling.ClaimDesk;
import dev.bonafide.escrow.desk.ruling.CostDesk;
import dev.bonafide.escrow.events.heard.CostHeard;
import dev.bonafide.escrow.indemnity.AfterSaleCost;
import dev.bonafide.escrow.indemnity.AfterSaleCost.Bearer;
import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.inbox.ReceivedEvent;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the logistics service says of costs after the sale. */
@ApplicationScoped
class CostFacts {
    private final CostDesk costs;
    private final ClaimDesk claims;
    private final ParkedFacts parked;

    CostFacts(CostDesk costs, ClaimDesk claims, ParkedFacts parked) {
        this.costs = costs;
        this.claims = claims;
        this.parked = parked;
    }

    Uni<Void> freightDue(Mutiny.Session session, ReceivedEvent<CostHeard.FreightDueV1> event) {
        var told = event.data();
        var bearer = switch (told.payer()) {
            case SELLER -> Bearer.SELLER;
            // What the buyer bears is kept from the refund, when the return is cleared.
            case PLATFORM, BUYER -> Bearer.PLATFORM;
        };
        return book(
                session,
                event,
                told.returnId(),
                told.orderId(),
                told.buyerId(),
                told.sellerId(),
                bearer,
                told.amount());
    }

    Uni<Void> warrantyDue(Mutiny.Session session, ReceivedEvent<CostHeard.WarrantyDueV1> event) {
        var told = event.data();
        return switch (told.outcome()) {
            case REPAIRED, REPLACED ->
                book(
                        session,
                        event,
                        told.claimId(),
                        told.orderId(),
                        told.buyerId(),
                        told.sellerId(),
                        Bearer.WARRANTY,
                        told.amount());
            case REFUNDED -> refund(session, event);
        };
    }

    private Uni<Void> refund(Mutiny.Session session, ReceivedEvent<CostHeard.WarrantyDueV1> event) {
        var told = event.data();
        if (!told.amount().isPositive()) {
            return park(session, event, told.orderId(), "AMOUNT_MISSING");
        }
        var claim = new Claim(
                told.claimId(), told.orderId(), told.buyerId(), told.sellerId(), Source.WARRANTY, told.amount());
        return claims.decide(session, claim)
                .chain(outcome -> outcome instanceof ClaimOutcome.Refused refused
                                && refused.refusal() == ClaimOutcome.Refusal.ORDER_DIFFERS
                        ? park(session, event, told.orderId(), "ORDER_DIFFERS")
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> book(
            Mutiny.Session session,
            ReceivedEvent<?> event,
            UUID id,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            Bearer bearer,
            Money amount) {
        if (!amount.isPositive()) {
            return park(session, event, orderId, "AMOUNT_MISSING");
        }
        return costs.book(session, new AfterSaleCost(id, orderId, buyerId, sellerId, bearer, amount))
                .chain(outcome -> switch (outcome) {
                    case BOOKED, BOOKED_BEFORE -> Uni.createFrom().voidItem();
                    case ORDER_DIFFERS, OTHER_BEFORE -> park(session, event, orderId, outcome.name());
                });
    }

    private Uni<Void> park(Mutiny.Session session, ReceivedEvent<?> event, UUID orderId, String reason) {
        return parked.park(
                session, event.type(), event.id(), orderId, reason, event.data().toString());
    }
}
