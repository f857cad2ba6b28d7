package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.instalment.PlanMoney;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.desk.order.Endings;
import dev.bonafide.escrow.desk.order.OrderNews;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.earning.Cover;
import dev.bonafide.escrow.instalment.Cancellation;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.ruling.Correction;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Gives the buyer of an order what its seller has had by now: from what the order has brought, then from what else the seller has,
 * and what is short is owed; fees are the platform's to give back. The order must be locked.
 */
@ApplicationScoped
public class ClawBacks {
    private final RefundDesk refunds;
    private final PlanMoney plans;
    private final Earnings earnings;
    private final Books books;
    private final OrderNews news;

    ClawBacks(RefundDesk refunds, PlanMoney plans, Earnings earnings, Books books, OrderNews news) {
        this.refunds = refunds;
        this.plans = plans;
        this.earnings = earnings;
        this.books = books;
        this.news = news;
    }

    /**
     * Why something goes back.
     *
     * @param payment that paid for the order
     * @param dispute whose ruling it is; null if nobody had to rule
     */
    public record Why(
            UUID payment, Refund.Reason reason, @Nullable UUID dispute) {}

    /** The most the buyer may still be given: what may go back by the way it came, and what of a plan nobody has paid. */
    public Uni<Money> room(Mutiny.Session session, Agreement a) {
        return refunds.room(session, a).chain(paid -> plans.unpaid(session, a).map(paid::plus));
    }

    /**
     * Books it and asks for the refund; nothing if the buyer is to have nothing. Parts of a plan that nobody has paid are taken off
     * first, and only the rest is money.
     *
     * @param subject the ruling or the return that has decided so, which does it once
     */
    public Uni<Void> give(
            Mutiny.Session session, Agreement a, UUID subject, Correction correction, Why why, Instant now) {
        var wish = correction.toBuyer();
        if (wish.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return plans.takeOff(session, a.orderId(), wish, now)
                .chain(taken -> earnings.cover(session, a.sellerId(), a.orderId(), correction.fromSeller())
                        .chain(cover -> books.book(session, bookings(a, subject, correction, cover, taken), now))
                        .chain(() -> giveBack(
                                session, a, taken.map(Cancellation::buyer).orElse(wish), why, now)));
    }

    private static List<Occurrence> bookings(
            Agreement a, UUID subject, Correction correction, Cover cover, Optional<Cancellation> taken) {
        var parts = new EnumMap<Part, Money>(Part.class);
        parts.putAll(cover.parts());
        parts.put(Part.EXPENSE, correction.fromPlatform());
        parts.put(Part.TOTAL, correction.toBuyer());
        var clawedBack = new Occurrence(Fact.CLAWED_BACK, a.orderId(), a.sellerId(), subject, parts);
        return taken.filter(cancelled -> cancelled.unpaid().isPositive())
                .map(cancelled -> List.of(clawedBack, takenOff(a, subject, cancelled)))
                .orElseGet(() -> List.of(clawedBack));
    }

    /** What the same fact takes off a plan, of what it gives the buyer. */
    static Occurrence takenOff(Agreement a, UUID subject, Cancellation cancelled) {
        return new Occurrence(
                Fact.INSTALMENTS_CANCELLED,
                a.orderId(),
                a.sellerId(),
                subject,
                Map.of(
                        Part.TOTAL, cancelled.unpaid(),
                        Part.FUTURE_PARTS, cancelled.futureParts(),
                        Part.EXPENSE, cancelled.writtenOff()));
    }

    private Uni<Void> giveBack(Mutiny.Session session, Agreement a, Money amount, Why why, Instant now) {
        return amount.isZero()
                ? Uni.createFrom().voidItem()
                : news.say(session, List.of(Endings.refundIssued(a, amount, why.reason(), why.dispute(), now)), now)
                        .chain(() -> refunds.giveBackAcross(
                                session,
                                a.orderId(),
                                new MoneyBack(why.payment(), amount, why.reason(), why.dispute()),
                                now));
    }
}
