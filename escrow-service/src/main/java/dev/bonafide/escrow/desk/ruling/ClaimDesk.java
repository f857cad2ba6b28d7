package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.events.said.IndemnityEvent;
import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Paid;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refusal;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refused;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.store.Claims;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Pays buyers what insurer or warranty have approved, by the way their order was paid and from the account of whoever has approved
 * it, as far as nobody else has made the loss good. What is held for an order whose loss is made good is the seller's when it ends.
 */
@ApplicationScoped
public class ClaimDesk {
    private final Orders orders;
    private final Claims claims;
    private final IndemnityKeeper indemnities;
    private final RulingMoneys rulings;
    private final MadeGood madeGood;
    private final Books books;
    private final Outbox outbox;
    private final Clock clock;

    ClaimDesk(
            Orders orders,
            Claims claims,
            IndemnityKeeper indemnities,
            RulingMoneys rulings,
            MadeGood madeGood,
            Books books,
            Outbox outbox,
            Clock clock) {
        this.orders = orders;
        this.claims = claims;
        this.indemnities = indemnities;
        this.rulings = rulings;
        this.madeGood = madeGood;
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Pays a claim or refuses it, and says which. The same claim again is given the first answer again. */
    public Uni<ClaimOutcome> decide(Mutiny.Session session, Claim claim) {
        var now = clock.instant();
        return orders.lock(session, claim.orderId())
                .chain(stored -> claims.find(session, claim.claimId()).chain(known -> {
                    if (known != null) {
                        return Uni.createFrom().item(known);
                    }
                    // What cannot be bound to an order of ours is answered and not kept.
                    return stored == null
                            ? Uni.createFrom().item(differs(claim))
                            : decide(session, claim, stored.order(), now)
                                    .call(outcome -> claims.add(session, claim, outcome, now));
                }))
                .call(outcome -> say(session, IndemnityEvent.of(claim, outcome, now), now));
    }

    private Uni<ClaimOutcome> decide(Mutiny.Session session, Claim claim, Order order, Instant now) {
        var agreement = order.agreement();
        if (!fits(claim, agreement)) {
            return Uni.createFrom().item(differs(claim));
        }
        return indemnities
                .of(session, order)
                .chain(indemnity -> rulings.boundForBuyer(
                                session, agreement.orderId(), claim.amount().currency())
                        .chain(bound -> madeGood.room(session, agreement)
                                .map(room -> ClaimOutcome.of(claim, indemnity, bound, room))))
                .call(outcome -> outcome instanceof Paid(var amount, var _)
                        ? pay(session, claim, agreement, amount, now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> pay(Mutiny.Session session, Claim claim, Agreement agreement, Money amount, Instant now) {
        var fact = isOfTheInsurer(claim) ? Fact.INSURER_PAID : Fact.WARRANTY_PAID;
        var reason = isOfTheInsurer(claim) ? Reason.INSURANCE_CLAIM : Reason.WARRANTY_CLAIM;
        return books.book(
                        session,
                        List.of(Occurrence.of(fact, claim.orderId(), claim.sellerId(), claim.claimId(), amount)),
                        now)
                .chain(() -> madeGood.give(session, agreement, claim.claimId(), reason, null, amount, now));
    }

    private Uni<Void> say(Mutiny.Session session, IndemnityEvent event, Instant now) {
        return outbox.append(
                        session, new OutgoingEvent(IndemnityEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }

    private static boolean isOfTheInsurer(Claim claim) {
        return claim.source() == Source.INSURER;
    }

    private static ClaimOutcome differs(Claim claim) {
        return new Refused(Refusal.ORDER_DIFFERS, Money.zero(claim.amount().currency()), null);
    }

    private static boolean fits(Claim claim, Agreement agreement) {
        return agreement.buyerId().equals(claim.buyerId())
                && agreement.sellerId().equals(claim.sellerId())
                && agreement.terms().price().currency().equals(claim.amount().currency());
    }
}
