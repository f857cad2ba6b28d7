package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.order.Endings;
import dev.bonafide.escrow.desk.order.OrderNews;
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

    public RefundDesk(
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
    public Uni<Void> giveBack(Mutiny.Session session, UUID orderId, MoneyBack money, Instant now) {
        return giveBack(session, orderId, money.payment(), money.amount(), money.reason(), money.dispute(), true, now);
    }

    /** What may still go back by the way it came: what was paid for the order, less what refunds give back of it. */
    public Uni<Money> room(Mutiny.Session session, Agreement agreement) {
        return payments.left(session, agreement.orderId())
                .map(rooms -> rooms.stream()
                        .map(Payments.Left::amount)
                        .reduce(Money.zero(agreement.terms().price().currency()), Money::plus));
    }

    /** Asks to give the buyer what somebody else makes good, which has been booked to the order's refunds. */
    public Uni<Void> indemnify(
            Mutiny.Session session,
            Agreement agreement,
            Refund.Reason reason,
            @Nullable UUID disputeId,
            Money amount,
            Instant now) {
        return news.say(session, List.of(Endings.refundIssued(agreement, amount, reason, disputeId, now)), now)
                .chain(() -> giveBackAcross(session, agreement.orderId(), amount, reason, disputeId, false, now));
    }

    /** Gives held money back to the payments the order was paid in, the newest first. */
    public Uni<Void> giveBackAcross(Mutiny.Session session, UUID orderId, MoneyBack money, Instant now) {
        return giveBackAcross(session, orderId, money.amount(), money.reason(), money.dispute(), true, now);
    }

    private Uni<Void> giveBackAcross(
            Mutiny.Session session,
            UUID orderId,
            Money amount,
            Refund.Reason reason,
            @Nullable UUID dispute,
            boolean ofHeldMoney,
            Instant now) {
        return payments.left(session, orderId).chain(rooms -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            var left = amount;
            for (var room : rooms) {
                var share = left.min(room.amount());
                if (share.isPositive()) {
                    all = all.chain(() ->
                            giveBack(session, orderId, room.paymentId(), share, reason, dispute, ofHeldMoney, now));
                    left = left.minus(share);
                }
            }
            return left.isZero()
                    ? all
                    : Uni.createFrom()
                            .failure(new IllegalStateException(
                                    "Order " + orderId + " was paid " + left + " less than is to go back"));
        });
    }

    /** Takes in a payment that the order cannot use, and sends it back at once. */
    public Uni<Void> giveBackSurplus(
            Mutiny.Session session, Agreement agreement, Payment payment, Refund.Reason reason, Instant now) {
        return giveBackSurplus(session, agreement, payment, payment.amount(), reason, now);
    }

    /** The same of another amount than was asked for. */
    public Uni<Void> giveBackSurplus(
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
                .chain(() -> news.say(session, List.of(Endings.refundIssued(agreement, came, reason, null, now)), now))
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

    /** Asks the provider for a refund once more, under another id; or has it wait, if a bank has pulled the payment back meanwhile. */
    public Uni<Void> askAnew(Mutiny.Session session, Refund refund, Instant now) {
        return waits(session, refund)
                .chain(waits -> waits
                        ? Uni.createFrom().voidItem()
                        : refunds.turn(session, refund.id(), Refund.Status.ASKED, null)
                                .chain(() -> ask(session, refund.id(), ids.next(), now)));
    }

    /** Whether a bank has the money of a refund that nobody is giving just now: then it waits until the bank has decided. */
    Uni<Boolean> waits(Mutiny.Session session, Refund refund) {
        return isPulledBack(session, refund)
                .call(pulledBack -> pulledBack
                        ? refunds.turn(session, refund.id(), Refund.Status.WAITING, null)
                        : Uni.createFrom().voidItem());
    }

    /** Whether a bank has pulled the payment of a refund back, and it is not settled yet who has that money. */
    Uni<Boolean> isPulledBack(Mutiny.Session session, Refund refund) {
        return chargebacks.isOpen(session, refund.paymentId());
    }

    /** Divides a refund nobody has been asked for: the first part has the amount given, the second the rest. */
    public Uni<Refund> split(Mutiny.Session session, Refund refund, Money first, Instant now) {
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
                        ? refunds.cameBack(session, refund.id())
                                .chain(before -> book(session, agreement, refund, before, now)
                                        .chain(() -> tell(session, agreement, refund, before, now)))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    /** The bank had given the money to the buyer, and we lost that case: its own entry settles the account. */
    public Uni<Void> settleByChargeback(Mutiny.Session session, Agreement agreement, Refund refund, Instant now) {
        return refunds.settle(session, refund.id(), By.CHARGEBACK, now)
                .chain(first -> first
                        ? refunds.cameBack(session, refund.id())
                                .chain(before -> tell(session, agreement, refund, before, now))
                        : Uni.createFrom().voidItem());
    }

    /** Once per refund, and once more each time what it gave has come back. */
    private Uni<Void> book(
            Mutiny.Session session, Agreement a, Refund refund, Refunds.@Nullable CameBack before, Instant now) {
        return books.book(
                session,
                List.of(Occurrence.of(
                        Fact.REFUND_SETTLED, a.orderId(), a.sellerId(), settlement(refund, before), refund.amount())),
                now);
    }

    /** Under which id the latest settlement of a refund is booked. */
    static UUID settlement(Refund refund, Refunds.@Nullable CameBack before) {
        return before == null ? refund.id() : before.settlesAs();
    }

    /** A try has given the buyer what the buyer had otherwise: nobody's loss but the platform's, until a person has it back. */
    Uni<Void> bookTwice(Mutiny.Session session, Agreement a, UUID tryId, Money amount, Instant now) {
        return books.book(
                session, List.of(Occurrence.of(Fact.REFUNDED_TWICE, a.orderId(), a.sellerId(), tryId, amount)), now);
    }

    /** What others have heard before it came back they do not hear again. */
    private Uni<Void> tell(
            Mutiny.Session session, Agreement a, Refund refund, Refunds.@Nullable CameBack before, Instant now) {
        var isKnown = before != null && before.told();
        if (refund.reason().isFromOthers()) {
            return isKnown
                    ? Uni.createFrom().voidItem()
                    : news.say(session, List.of(moneyIsBack(a, refund, refund.amount(), now)), now);
        }
        // Money that was never held does not end an order, so only the payment is closed.
        return refund.ofHeldMoney()
                ? refunds.ofOrder(session, a.orderId()).chain(all -> isBack(session, a, refund, all, isKnown, now))
                : payments.settle(session, refund.paymentId(), Payment.Status.RETURNED, null);
    }

    /** Whether others have heard that the buyer has what a settled refund gives, and those that belong with it. */
    Uni<Boolean> wasTold(Mutiny.Session session, Refund refund) {
        return refund.ofHeldMoney() && !refund.reason().isFromOthers()
                ? refunds.ofOrder(session, refund.orderId())
                        .map(all -> areSettled(
                                all.stream().filter(refund::belongsWith).toList()))
                : Uni.createFrom().item(true);
    }

    /** What was paid in several payments goes back in several refunds: it is back when the last of them is. */
    private Uni<Void> isBack(
            Mutiny.Session session, Agreement a, Refund refund, List<Refund> all, boolean isKnown, Instant now) {
        var together = all.stream().filter(refund::belongsWith).toList();
        if (!areSettled(together)) {
            return Uni.createFrom().voidItem();
        }
        var isPart = !refund.reason().isOfTheWhole();
        if (!a.isInMilestones()) {
            if (isKnown) {
                return Uni.createFrom().voidItem();
            }
            return isPart
                    ? sayPart(session, a, refund, sum(together), now)
                    : sayRefunded(session, a, sum(together), refund.disputeId(), now);
        }
        return refunds.isOfTheWhole(session, a.orderId())
                .chain(whole -> !isKnown && (isPart || !whole)
                        ? sayPart(session, a, refund, sum(together), now)
                        : Uni.createFrom().voidItem())
                .chain(() -> tellIfBack(session, a, refund, now));
    }

    private Uni<Void> sayPart(Mutiny.Session session, Agreement a, Refund refund, Money amount, Instant now) {
        return news.say(session, List.of(moneyIsBack(a, refund, amount, now)), now);
    }

    /**
     * Says that all of an order in milestones that is the buyer's is back, if it is: each may have gone back by itself.
     *
     * @param last the refund that has just settled; null if none has
     */
    public Uni<Void> tellIfBack(Mutiny.Session session, Agreement a, @Nullable Refund last, Instant now) {
        return refunds.ofOrder(session, a.orderId()).chain(all -> {
            var held = all.stream().filter(Refund::ofHeldMoney).toList();
            return held.isEmpty() || !areSettled(held)
                    ? Uni.createFrom().voidItem()
                    : refunds.isOfTheWhole(session, a.orderId())
                            .chain(whole -> whole
                                    ? sayRefunded(session, a, sum(held), last == null ? null : last.disputeId(), now)
                                    : Uni.createFrom().voidItem());
        });
    }

    private static boolean areSettled(List<Refund> refunds) {
        return refunds.stream().allMatch(each -> each.status() == Refund.Status.SETTLED);
    }

    private Uni<Void> sayRefunded(
            Mutiny.Session session, Agreement a, Money amount, @Nullable UUID dispute, Instant now) {
        return books.goneOut(session, a.orderId(), amount.currency())
                .chain(gone -> news.say(
                        session,
                        List.of(new OrderEvent.RefundedV1(
                                a.orderId(),
                                a.listingId(),
                                a.buyerId(),
                                a.sellerId(),
                                amount,
                                orNull(gone.seller()),
                                orNull(gone.fees()),
                                dispute,
                                now)),
                        now));
    }

    private static @Nullable Money orNull(Money amount) {
        return amount.isPositive() ? amount : null;
    }

    private static Money sum(List<Refund> refunds) {
        return refunds.stream().map(Refund::amount).reduce(Money::plus).orElseThrow();
    }

    private static OrderEvent moneyIsBack(Agreement a, Refund refund, Money amount, Instant now) {
        return new OrderEvent.RefundSettledV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                refund.id(),
                amount,
                refund.reason().name(),
                now);
    }

    private Uni<Void> ask(Mutiny.Session session, UUID refundId, UUID tryId, Instant now) {
        return refunds.addTry(session, refundId, tryId, now).chain(() -> deadlines.askNow(session, ASK, refundId, now));
    }
}
