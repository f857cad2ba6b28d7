package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.desk.order.Endings;
import dev.bonafide.escrow.desk.order.OrderNews;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.ruling.Correction;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives the buyer of an order what its seller has had by now: from what the order has brought, then from what else the seller has,
 * and what is short is owed; fees are the platform's to give back. The order must be locked.
 */
@ApplicationScoped
public class ClawBacks {
    private final RefundDesk refunds;
    private final Earnings earnings;
    private final Books books;
    private final OrderNews news;

    ClawBacks(RefundDesk refunds, Earnings earnings, Books books, OrderNews news) {
        this.refunds = refunds;
        this.earnings = earnings;
        this.books = books;
        this.news = news;
    }

    /**
     * Books it and asks for the refund; nothing if the buyer is to have nothing.
     *
     * @param subject the ruling or the return that has decided so, which does it once
     * @param money what goes back, just as the correction says
     */
    public Uni<Void> give(
            Mutiny.Session session, Agreement a, UUID subject, Correction correction, MoneyBack money, Instant now) {
        if (correction.toBuyer().isZero()) {
            return Uni.createFrom().voidItem();
        }
        return earnings.cover(session, a.sellerId(), a.orderId(), correction.fromSeller())
                .map(cover -> {
                    var parts = new EnumMap<Part, Money>(Part.class);
                    parts.putAll(cover.parts());
                    parts.put(Part.EXPENSE, correction.fromPlatform());
                    parts.put(Part.TOTAL, correction.toBuyer());
                    return new Occurrence(Fact.CLAWED_BACK, a.orderId(), a.sellerId(), subject, parts);
                })
                .chain(clawedBack -> books.book(session, List.of(clawedBack), now))
                .chain(() -> news.say(
                        session,
                        List.of(Endings.refundIssued(a, money.amount(), money.reason(), money.dispute(), now)),
                        now))
                .chain(() -> refunds.giveBackAcross(session, a.orderId(), money, now));
    }
}
