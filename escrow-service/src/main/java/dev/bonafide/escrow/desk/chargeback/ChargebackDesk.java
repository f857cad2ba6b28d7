package dev.bonafide.escrow.desk.chargeback;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.Chargeback.Status;
import dev.bonafide.escrow.chargeback.ChargebackRules;
import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.PaymentNews;
import dev.bonafide.escrow.desk.payment.ProviderParking;
import dev.bonafide.escrow.events.said.PaymentEvent;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackClosed;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackOpened;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.RefundRules;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.escrow.store.StoredOrder;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A buyer's bank pulls a payment back: the money leaves us at once, what is still ours of the sale is frozen, the bank is
 * answered in time, and its decision is booked to whoever bears it. Everything happens under the lock of the order.
 */
@ApplicationScoped
public class ChargebackDesk {
    /** The timer that hands in the evidence. */
    public static final String CONTEST = "chargeback.contest";

    private final Orders orders;
    private final Payments payments;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final ChargebackFreeze freeze;
    private final ChargebackLosses losses;
    private final Books books;
    private final PaymentNews news;
    private final ProviderParking parking;
    private final Timers timers;
    private final PaymentConfig.Chargebacks config;
    private final Ids ids;
    private final Clock clock;

    ChargebackDesk(
            Orders orders,
            Payments payments,
            Refunds refunds,
            Chargebacks chargebacks,
            ChargebackFreeze freeze,
            ChargebackLosses losses,
            Books books,
            PaymentNews news,
            ProviderParking parking,
            Timers timers,
            PaymentConfig config,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.freeze = freeze;
        this.losses = losses;
        this.books = books;
        this.news = news;
        this.parking = parking;
        this.timers = timers;
        this.config = config.chargebacks();
        this.ids = ids;
        this.clock = clock;
    }

    /** The item of an order has been sent, or handed over: a bank that has pulled back the payment freezes it from now on. */
    public Uni<Void> sent(Mutiny.Session session, UUID orderId) {
        return freeze.freezeHeld(session, orderId);
    }

    /** A release was taken back: a bank that has pulled back the payment freezes what is held again. */
    public Uni<Void> takenBack(Mutiny.Session session, UUID orderId) {
        return freeze.freezeHeld(session, orderId);
    }

    public Uni<Heard> opened(Mutiny.Session session, String provider, ChargebackOpened report) {
        return payments.find(session, report.subject()).chain(payment -> {
            if (payment == null || !payment.method().provider().equals(provider)) {
                return parking.park(
                        session, provider, report, null, "UNKNOWN_PAYMENT", "A chargeback of no payment of ours");
            }
            return orders.lock(session, payment.orderId())
                    .chain(stored -> chargebacks
                            .find(session, provider, report.reference())
                            .chain(known -> known != null
                                    ? Heard.ALREADY_DONE.uni()
                                    : open(session, provider, report, payment, Objects.requireNonNull(stored))));
        });
    }

    private Uni<Heard> open(
            Mutiny.Session session, String provider, ChargebackOpened report, Payment payment, StoredOrder stored) {
        if (!report.amount().currency().equals(payment.amount().currency())) {
            return parking.park(
                    session,
                    provider,
                    report,
                    payment.orderId(),
                    "AMOUNT_DIFFERS",
                    "Paid " + payment.amount() + ", pulled back " + report.amount());
        }
        var id = ids.next();
        var now = clock.instant();
        return freeze.freeze(session, stored.order(), id).chain(frozen -> {
            var chargeback = new Chargeback(
                    id,
                    provider,
                    report.reference(),
                    payment.id(),
                    payment.orderId(),
                    report.amount(),
                    report.reason(),
                    now,
                    report.dueBy(),
                    Status.OPEN,
                    frozen,
                    null,
                    null,
                    null);
            return chargebacks
                    .add(session, chargeback)
                    .chain(() -> book(
                            session, Fact.CHARGEBACK_WITHDRAWN, stored.order().agreement(), chargeback, now))
                    .chain(() -> timers.schedule(
                            session,
                            CONTEST,
                            id,
                            ChargebackRules.contestAt(now, report.dueBy(), config.contestMargin())))
                    .chain(() -> tell(session, chargeback, stored.order().agreement(), now))
                    .replaceWith(Heard.DONE);
        });
    }

    public Uni<Heard> closed(Mutiny.Session session, String provider, ChargebackClosed report) {
        return chargebacks.find(session, provider, report.reference()).chain(known -> {
            if (known == null) {
                return parking.park(
                        session, provider, report, null, "UNKNOWN_CHARGEBACK", "We have heard of no such case");
            }
            return orders.lock(session, known.orderId())
                    .chain(stored -> chargebacks
                            .find(session, known.id())
                            .chain(chargeback -> close(
                                    session,
                                    provider,
                                    report,
                                    Objects.requireNonNull(chargeback),
                                    Objects.requireNonNull(stored).order().agreement())));
        });
    }

    private Uni<Heard> close(
            Mutiny.Session session,
            String provider,
            ChargebackClosed report,
            Chargeback chargeback,
            Agreement agreement) {
        var before = chargeback.status();
        return switch (before) {
            case OPEN, CONTESTED ->
                timers.cancel(session, CONTEST, chargeback.id())
                        .chain(() -> report.won()
                                ? won(session, chargeback, agreement)
                                : lost(session, chargeback, agreement))
                        .replaceWith(Heard.DONE);
            case DECIDED, WON, LOST ->
                (before == Status.WON) == report.won()
                        ? Heard.ALREADY_DONE.uni()
                        : parking.park(
                                session,
                                provider,
                                report,
                                chargeback.orderId(),
                                "CHARGEBACK_DECIDED_OTHERWISE",
                                "Decided before, " + before);
        };
    }

    /**
     * The buyer may be given the money by a refund as well, which is under way: what the decision means is booked once that is known, so
     * that it is the same whichever is heard of first.
     */
    private Uni<Void> lost(Mutiny.Session session, Chargeback chargeback, Agreement agreement) {
        return refunds.openOfPayment(session, chargeback.paymentId())
                .chain(open -> open.stream().anyMatch(RefundRules::isUnderWay)
                        ? chargebacks.decide(session, chargeback.id())
                        : losses.lost(session, chargeback, agreement)
                                .chain(() -> tellClosed(session, chargeback, agreement, false)));
    }

    /** The provider has told what came of a refund: cases about its payment may be booked now, and a bank may not know of it. */
    public Uni<Void> refundTold(Mutiny.Session session, UUID tryId) {
        return refunds.findByTry(session, tryId)
                .chain(refund -> refund == null
                        ? Uni.createFrom().voidItem()
                        : chargebacks
                                .openOfPayment(session, refund.paymentId())
                                .chain(open -> refundTold(session, refund, open)));
    }

    private Uni<Void> refundTold(Mutiny.Session session, Refund refund, List<Chargeback> open) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (var chargeback : open) {
            told = told.chain(() -> switch (chargeback.status()) {
                case DECIDED ->
                    orders.find(session, refund.orderId())
                            .chain(stored -> lost(
                                    session,
                                    chargeback,
                                    Objects.requireNonNull(stored).order().agreement()));
                case CONTESTED -> tellThePerson(session, chargeback, refund);
                // The evidence will have it.
                case OPEN, WON, LOST -> Uni.createFrom().voidItem();
            });
        }
        return told;
    }

    /** A bank takes evidence once, and ours was handed in when the buyer did not have the money back yet. */
    private Uni<Void> tellThePerson(Mutiny.Session session, Chargeback chargeback, Refund refund) {
        return refund.status() != Refund.Status.SETTLED
                ? Uni.createFrom().voidItem()
                : parking.park(
                        session,
                        chargeback.provider(),
                        chargeback.id(),
                        chargeback.orderId(),
                        "REFUNDED_AFTER_EVIDENCE",
                        "The buyer has had " + refund.amount() + " back by refund " + refund.id()
                                + ", which the evidence does not say");
    }

    private Uni<Void> tellClosed(Mutiny.Session session, Chargeback chargeback, Agreement agreement, boolean won) {
        var now = clock.instant();
        return news.say(
                session,
                new PaymentEvent.ChargebackClosedV1(
                        chargeback.orderId(),
                        chargeback.id(),
                        chargeback.paymentId(),
                        agreement.buyerId(),
                        agreement.sellerId(),
                        chargeback.amount(),
                        won,
                        now),
                now);
    }

    private Uni<Void> won(Mutiny.Session session, Chargeback chargeback, Agreement agreement) {
        var now = clock.instant();
        return chargebacks
                .close(session, chargeback.id(), true, now)
                .chain(() -> book(session, Fact.CHARGEBACK_WON, agreement, chargeback, now))
                .chain(() -> losses.askForWaiting(session, chargeback))
                .chain(() -> freeze.lift(session, chargeback))
                .chain(() -> tellClosed(session, chargeback, agreement, true));
    }

    private Uni<Void> book(Mutiny.Session session, Fact fact, Agreement agreement, Chargeback chargeback, Instant now) {
        return books.book(
                session,
                List.of(Occurrence.of(
                        fact, agreement.orderId(), agreement.sellerId(), chargeback.id(), chargeback.amount())),
                now);
    }

    private Uni<Void> tell(Mutiny.Session session, Chargeback chargeback, Agreement agreement, Instant now) {
        return news.say(
                session,
                new PaymentEvent.ChargebackReceivedV1(
                        chargeback.orderId(),
                        chargeback.id(),
                        chargeback.paymentId(),
                        agreement.buyerId(),
                        agreement.sellerId(),
                        chargeback.amount(),
                        chargeback.reason(),
                        chargeback.frozen().name(),
                        chargeback.dueBy(),
                        now),
                now);
    }
}
