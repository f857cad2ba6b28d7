package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.ruling.ClawBacks.Why;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.ruling.Correction;
import dev.bonafide.escrow.ruling.Given;
import dev.bonafide.escrow.ruling.Matter;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.store.SellerClaims;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A later ruling about an order that has ended: new entries make up the difference, old ones stay. What the buyer is still to
 * have comes from the seller's earnings, and what is short is owed; what the seller is still to have is the platform's loss,
 * because the buyer keeps theirs. The order must be locked.
 */
@ApplicationScoped
class RulingCorrections {
    private final IndemnityKeeper indemnities;
    private final ClawBacks clawBacks;
    private final SellerClaims sellers;
    private final Books books;
    private final Clock clock;

    RulingCorrections(
            IndemnityKeeper indemnities, ClawBacks clawBacks, SellerClaims sellers, Books books, Clock clock) {
        this.indemnities = indemnities;
        this.clawBacks = clawBacks;
        this.sellers = sellers;
        this.books = books;
        this.clock = clock;
    }

    /**
     * Books the difference between what the sides have and what is now fixed.
     *
     * @return what they have then
     */
    Uni<Given> correct(Mutiny.Session session, Fixed fixed, Given before, Order order, Matter matter) {
        var agreement = order.agreement();
        var now = clock.instant();
        return indemnities
                .after(session, order, matter, before.legs().buyer())
                .chain(indemnity -> clawBacks
                        .room(session, agreement)
                        .map(room -> Correction.of(
                                matter.hold(),
                                before,
                                fixed.legs(),
                                indemnity.left().min(room))))
                .chain(correction -> toBuyer(session, fixed, correction, order, now)
                        .chain(() -> toSeller(session, fixed, correction.toSeller(), order, now))
                        .map(compensated -> before.after(matter.hold(), correction, fixed.legs(), compensated)));
    }

    private Uni<Void> toBuyer(Mutiny.Session session, Fixed fixed, Correction correction, Order order, Instant now) {
        var ask = fixed.ask();
        var why = new Why(Objects.requireNonNull(order.payment()), Reason.PART_RULED, ask.disputeId());
        return clawBacks.give(session, order.agreement(), ask.rulingId(), correction, why, now);
    }

    /** What the seller was made up for. */
    private Uni<Money> toSeller(Mutiny.Session session, Fixed fixed, Money wish, Order order, Instant now) {
        if (wish.isZero()) {
            return Uni.createFrom().item(wish);
        }
        var a = order.agreement();
        // What the insurer has paid the seller for the same item is no loss any more.
        return sellers.insured(session, a.orderId(), wish.currency())
                .map(insured -> wish.minus(wish.min(insured)))
                .call(amount -> amount.isZero()
                        ? Uni.createFrom().voidItem()
                        : books.book(
                                session,
                                List.of(Occurrence.of(
                                        Fact.SELLER_COMPENSATED,
                                        a.orderId(),
                                        a.sellerId(),
                                        fixed.ask().rulingId(),
                                        amount)),
                                now));
    }
}
