package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.desk.Consequences.MoneyBack;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Money on its way back. A refund is booked and written down before the provider hears of it; it is over when the
 * provider says so.
 */
@ApplicationScoped
public class RefundDesk implements AdvanceRefunds {
    /** The timer that asks the provider to give money back. */
    public static final String ASK = "refund.ask";

    private final Payments payments;
    private final Deadlines deadlines;
    private final Books books;
    private final OrderNews news;
    private final Ids ids;

    RefundDesk(Payments payments, Deadlines deadlines, Books books, OrderNews news, Ids ids) {
        this.payments = payments;
        this.deadlines = deadlines;
        this.books = books;
        this.news = news;
        this.ids = ids;
    }

    /** Asks the provider to give back what was held; the booking and the event are the order's own consequences. */
    Uni<Void> giveBack(Mutiny.Session session, UUID orderId, MoneyBack money, Instant now) {
        return ask(
                session,
                new Refund(
                        ids.next(),
                        orderId,
                        money.payment(),
                        money.amount(),
                        money.reason(),
                        money.dispute(),
                        true,
                        Refund.Status.ASKED),
                now);
    }

    @Override
    public Uni<Void> giveBack(
            Mutiny.Session session, Agreement agreement, UUID disputeId, Money amount, Instant now) {
        return payments.ofOrder(session, agreement.orderId())
                .map(RefundDesk::used)
                .chain(payment -> ask(
                        session,
                        new Refund(
                                ids.next(),
                                agreement.orderId(),
                                payment.id(),
                                amount,
                                Refund.Reason.ADVANCE_COMPENSATION,
                                disputeId,
                                false,
                                Refund.Status.ASKED),
                        now))
                .chain(() -> news.say(
                        session,
                        List.of(Consequences.refundIssued(
                                agreement, amount, Refund.Reason.ADVANCE_COMPENSATION, disputeId, now)),
                        now));
    }

    /** Takes in a payment that the order cannot use, and sends it back at once. */
    Uni<Void> giveBackSurplus(
            Mutiny.Session session, Agreement agreement, Payment payment, Refund.Reason reason, Instant now) {
        var refund = new Refund(
                ids.next(),
                payment.orderId(),
                payment.id(),
                payment.amount(),
                reason,
                null,
                false,
                Refund.Status.ASKED);
        return payments.settle(session, payment.id(), Payment.Status.RETURNING, null)
                .chain(() -> books.book(
                        session,
                        List.of(Occurrence.of(
                                Fact.SURPLUS_TAKEN,
                                agreement.orderId(),
                                agreement.sellerId(),
                                payment.id(),
                                payment.amount())),
                        now))
                .chain(() -> news.say(
                        session,
                        List.of(Consequences.refundIssued(agreement, payment.amount(), reason, null, now)),
                        now))
                .chain(() -> ask(session, refund, now));
    }

    /** The provider has given the money back. False if that was known. The order must be locked. */
    Uni<Boolean> settle(Mutiny.Session session, Agreement agreement, Refund refund, Instant now) {
        return payments.settleRefund(session, refund.id(), now)
                .chain(first -> first
                        ? settled(session, agreement, refund, now).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> settled(Mutiny.Session session, Agreement a, Refund refund, Instant now) {
        var booked = books.book(
                session,
                List.of(Occurrence.of(Fact.REFUND_SETTLED, a.orderId(), a.sellerId(), refund.id(), refund.amount())),
                now);
        if (refund.reason() == Refund.Reason.ADVANCE_COMPENSATION) {
            return booked;
        }
        // Money that was never held does not end an order, so only the payment is closed.
        return refund.ofHeldMoney()
                ? booked.chain(() -> news.say(
                        session,
                        List.of(new OrderEvent.RefundedV1(
                                a.orderId(),
                                a.listingId(),
                                a.buyerId(),
                                a.sellerId(),
                                refund.amount(),
                                refund.disputeId(),
                                now)),
                        now))
                : booked.chain(() -> payments.settle(session, refund.paymentId(), Payment.Status.RETURNED, null));
    }

    /** The payment that paid for the order. */
    private static Payment used(List<Payment> payments) {
        return payments.stream()
                .filter(payment -> payment.status() == Payment.Status.SUCCEEDED)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No payment the buyer could be paid back by"));
    }

    private Uni<Void> ask(Mutiny.Session session, Refund refund, Instant now) {
        return payments.add(session, refund, now).chain(() -> deadlines.askNow(session, ASK, refund.id(), now));
    }
}
