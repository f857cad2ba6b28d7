package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.desk.Consequences.MoneyBack;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back. A refund is booked and written down before the provider hears of it; it is over when the
 * provider says so. The order must be locked throughout.
 */
@ApplicationScoped
public class RefundDesk {
    /** The timer that asks the provider to give money back. */
    public static final String ASK = "refund.ask";

    private final Payments payments;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final Deadlines deadlines;
    private final Books books;
    private final OrderNews news;
    private final Ids ids;

    RefundDesk(
            Payments payments,
            Refunds refunds,
            Chargebacks chargebacks,
            Deadlines deadlines,
            Books books,
            OrderNews news,
            Ids ids) {
        this.payments = payments;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.deadlines = deadlines;
        this.books = books;
        this.news = news;
        this.ids = ids;
    }

    /** Asks the provider to give back what was held; the booking and the event are the order's own consequences. */
    Uni<Void> giveBack(Mutiny.Session session, UUID orderId, MoneyBack money, Instant now) {
        return giveBack(session, orderId, money.payment(), money.amount(), money.reason(), money.dispute(), true, now);
    }

    /** Takes in a payment that the order cannot use, and sends it back at once. */
    Uni<Void> giveBackSurplus(
            Mutiny.Session session, Agreement agreement, Payment payment, Refund.Reason reason, Instant now) {
        return giveBackSurplus(session, agreement, payment, payment.amount(), reason, now);
    }

    /** The same of another amount than was asked for. */
    Uni<Void> giveBackSurplus(
            Mutiny.Session session,
            Agreement agreement,
            Payment payment,
            Money came,
            Refund.Reason reason,
            Instant now) {
        return payments.settle(session, payment.id(), Payment.Status.RETURNING, null)
                .chain(() -> books.book(
                        session,
                        List.of(Occurrence.of(
                                Fact.SURPLUS_TAKEN, agreement.orderId(), agreement.sellerId(), payment.id(), came)),
                        now))
                .chain(() ->
                        news.say(session, List.of(Consequences.refundIssued(agreement, came, reason, null, now)), now))
                .chain(() -> giveBack(session, payment.orderId(), payment.id(), came, reason, null, false, now));
    }

    private Uni<Void> giveBack(
            Mutiny.Session session,
            UUID orderId,
            UUID paymentId,
            Money amount,
            Refund.Reason reason,
            @Nullable UUID dispute,
            boolean ofHeldMoney,
            Instant now) {
        return chargebacks.isOpen(session, paymentId).chain(pulledBack -> {
            // While the bank has the money, giving it back too would give it twice.
            var status = pulledBack ? Refund.Status.WAITING : Refund.Status.ASKED;
            var refund = Refund.decided(ids.next(), orderId, paymentId, amount, reason, dispute, ofHeldMoney, status);
            var added = refunds.add(session, refund, now);
            return pulledBack ? added : added.chain(() -> ask(session, refund.id(), refund.id(), now));
        });
    }

    /** Asks the provider for a refund once more, under another id. */
    Uni<Void> askAnew(Mutiny.Session session, Refund refund, Instant now) {
        return refunds.turn(session, refund.id(), Refund.Status.ASKED, null)
                .chain(() -> ask(session, refund.id(), ids.next(), now));
    }

    /** Divides a refund nobody has been asked for: the first part has the amount given, the second the rest. */
    Uni<Refund> split(Mutiny.Session session, Refund refund, Money first, Instant now) {
        var rest = Refund.decided(
                ids.next(),
                refund.orderId(),
                refund.paymentId(),
                refund.amount().minus(first),
                refund.reason(),
                refund.disputeId(),
                refund.ofHeldMoney(),
                Refund.Status.WAITING);
        return refunds.reduce(session, refund.id(), first)
                .chain(() -> refunds.add(session, rest, now))
                .replaceWith(rest);
    }

    /** The provider has given the money back, or finance has transferred it. False if that was known. */
    Uni<Boolean> settle(Mutiny.Session session, Agreement agreement, Refund refund, By by, Instant now) {
        return refunds.settle(session, refund.id(), by, now)
                .chain(first -> first
                        ? book(session, agreement, refund, now)
                                .chain(() -> tell(session, agreement, refund, now))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    /** The bank had given the money to the buyer, and we lost that case: its own entry settles the account. */
    Uni<Void> settleByChargeback(Mutiny.Session session, Agreement agreement, Refund refund, Instant now) {
        return refunds.settle(session, refund.id(), By.CHARGEBACK, now)
                .chain(first -> first
                        ? tell(session, agreement, refund, now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> book(Mutiny.Session session, Agreement a, Refund refund, Instant now) {
        return books.book(
                session,
                List.of(Occurrence.of(Fact.REFUND_SETTLED, a.orderId(), a.sellerId(), refund.id(), refund.amount())),
                now);
    }

    private Uni<Void> tell(Mutiny.Session session, Agreement a, Refund refund, Instant now) {
        // Money that was never held does not end an order, so only the payment is closed.
        return refund.ofHeldMoney()
                ? news.say(
                        session,
                        List.of(new OrderEvent.RefundedV1(
                                a.orderId(),
                                a.listingId(),
                                a.buyerId(),
                                a.sellerId(),
                                refund.amount(),
                                refund.disputeId(),
                                now)),
                        now)
                : payments.settle(session, refund.paymentId(), Payment.Status.RETURNED, null);
    }

    private Uni<Void> ask(Mutiny.Session session, UUID refundId, UUID tryId, Instant now) {
        return refunds.addTry(session, refundId, tryId, now).chain(() -> deadlines.askNow(session, ASK, refundId, now));
    }
}
