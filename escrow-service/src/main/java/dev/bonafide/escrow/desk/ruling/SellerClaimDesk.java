package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.events.said.IndemnityEvent;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Paid;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refusal;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refused;
import dev.bonafide.escrow.indemnity.SellerClaim;
import dev.bonafide.escrow.indemnity.SellerLoss;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.SellerClaims;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Pays sellers what the insurer of a parcel has approved for its way back, as far as nobody else has made that loss good. Before it is
 * settled who has the money of the order, nobody knows what the seller has lost: then the claim waits.
 */
@ApplicationScoped
public class SellerClaimDesk {
    /** The timer that decides the claims about an order that wait; it looks again each day until they are decided. */
    public static final String LOOK = "seller-claim.look";

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofDays(1);

    private final Orders orders;
    private final SellerClaims claims;
    private final IndemnityKeeper indemnities;
    private final Books books;
    private final Outbox outbox;
    private final Timers timers;
    private final Clock clock;

    SellerClaimDesk(
            Orders orders,
            SellerClaims claims,
            IndemnityKeeper indemnities,
            Books books,
            Outbox outbox,
            Timers timers,
            Clock clock) {
        this.orders = orders;
        this.claims = claims;
        this.indemnities = indemnities;
        this.books = books;
        this.outbox = outbox;
        this.timers = timers;
        this.clock = clock;
    }

    /**
     * Pays a claim or refuses it, and says which. The same claim again is given the first answer again. Empty, and nothing is said: the
     * claim waits until it is settled who has the money of the order.
     */
    public Uni<Optional<ClaimOutcome>> decide(Mutiny.Session session, SellerClaim claim) {
        var now = clock.instant();
        return orders.lock(session, claim.orderId())
                .chain(stored -> claims.find(session, claim.claimId()).chain(known -> {
                    if (known != null) {
                        return Uni.createFrom().item(Optional.of(known));
                    }
                    if (stored == null || !fits(claim, stored.order().agreement())) {
                        return Uni.createFrom().item(Optional.of(differs(claim)));
                    }
                    return isSettled(stored.order())
                            ? decide(session, claim, stored.order(), now).map(Optional::of)
                            : keep(session, claim, now).replaceWith(Optional.<ClaimOutcome>empty());
                }))
                .call(answer -> answer.map(outcome -> say(session, claim, outcome, now))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> keep(Mutiny.Session session, SellerClaim claim, Instant now) {
        return claims.keep(session, claim, now)
                .chain(kept -> kept
                        ? lookAgain(session, claim.orderId(), now)
                        : Uni.createFrom().voidItem());
    }

    /**
     * Follows a step of an order: claims that wait are decided once it is settled who has its money. An order that nobody had disputed
     * nor sent back is released in silence, and is not asked about; the daily look finds what waits for it.
     */
    public Uni<Void> follow(Mutiny.Session session, Order from, Order to, Instant now) {
        var wasOpen = from instanceof Order.Disputed
                || from instanceof Returning
                || (from instanceof Order.Released && !isSettled(from));
        if (!wasOpen || !isSettled(to)) {
            return Uni.createFrom().voidItem();
        }
        var a = to.agreement();
        // What the step means for the money may be booked only after it.
        return claims.waiting(session, a)
                .chain(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : timers.schedule(session, LOOK, a.orderId(), now));
    }

    /** Decides the claims about the order that wait, if it is settled by now who has its money. */
    public Uni<Void> look(Mutiny.Session session, UUID orderId) {
        var now = clock.instant();
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return Uni.createFrom().voidItem();
            }
            var order = stored.order();
            return claims.waiting(session, order.agreement())
                    .chain(waiting -> waiting.isEmpty() || isSettled(order)
                            ? decideAll(session, waiting, order, now)
                            : lookAgain(session, orderId, now));
        });
    }

    private Uni<Void> decideAll(Mutiny.Session session, List<SellerClaim> waiting, Order order, Instant now) {
        Uni<Void> decided = Uni.createFrom().voidItem();
        for (var claim : waiting) {
            decided = decided.chain(() -> decide(session, claim, order, now))
                    .chain(outcome ->
                            claims.answered(session, claim.claimId()).chain(() -> say(session, claim, outcome, now)));
        }
        return decided;
    }

    private Uni<Void> lookAgain(Mutiny.Session session, UUID orderId, Instant now) {
        return timers.schedule(session, LOOK, orderId, now.plus(LOOK_AGAIN_AFTER));
    }

    private Uni<ClaimOutcome> decide(Mutiny.Session session, SellerClaim claim, Order order, Instant now) {
        var a = order.agreement();
        var price = a.terms().price();
        return indemnities
                .of(session, order)
                .chain(buyers -> claims.compensated(session, a.orderId(), price.currency())
                        .chain(compensated -> claims.insured(session, a.orderId(), price.currency())
                                .map(insured -> SellerLoss.of(price, buyers, compensated, insured)
                                        .decide(claim))))
                .call(outcome -> claims.add(session, claim, outcome, now))
                .call(outcome -> outcome instanceof Paid(var amount, var _)
                        ? pay(session, claim, amount, now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> pay(Mutiny.Session session, SellerClaim claim, Money amount, Instant now) {
        return books.book(
                session,
                List.of(Occurrence.of(Fact.SELLER_INSURED, claim.orderId(), claim.sellerId(), claim.claimId(), amount)),
                now);
    }

    private Uni<Void> say(Mutiny.Session session, SellerClaim claim, ClaimOutcome outcome, Instant now) {
        var event = IndemnityEvent.of(claim, outcome, now);
        return outbox.append(
                        session, new OutgoingEvent(IndemnityEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }

    private static boolean isSettled(Order order) {
        return switch (order) {
            case Order.Released o -> !o.isGoingBack() && o.standstill() == null;
            case Order.Refunded _, Order.PartiallyRefunded _, Order.Cancelled _ -> true;
            case Order.Unpaid _, Order.Underway _, Order.Accepted _, Order.Disputed _ -> false;
        };
    }

    private static ClaimOutcome differs(SellerClaim claim) {
        return new Refused(Refusal.ORDER_DIFFERS, Money.zero(claim.amount().currency()), null);
    }

    private static boolean fits(SellerClaim claim, Agreement agreement) {
        return agreement.buyerId().equals(claim.buyerId())
                && agreement.sellerId().equals(claim.sellerId())
                && agreement.terms().price().currency().equals(claim.amount().currency());
    }
}
