package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.events.said.PaymentEvent.AuthorisedV1;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.HoldRules;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.Status;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.ProviderCapability.Withdrawals;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Amounts that are reserved at a buyer: taken when the order waits for the money, given free when it cannot use it, and
 * never left to lapse unnoticed. Nothing of it is booked, for nothing has moved.
 */
@ApplicationScoped
public class HoldDesk {
    /** The timer that asks the provider to take what is reserved. */
    public static final String CAPTURE = "payment.capture";
    /** The timer that asks the provider to give free what is reserved. */
    public static final String RELEASE = "payment.release";
    /** The timer that tells the provider that a payment nobody has made yet is not wanted any more. */
    public static final String WITHDRAW = "payment.withdraw";
    /** The timer that speaks before a reservation lapses. */
    public static final String LAPSING = "payment.lapsing";

    private final Orders orders;
    private final Payments payments;
    private final PaymentDesk begin;
    private final PaymentProviders providers;
    private final Deadlines deadlines;
    private final Timers timers;
    private final PaymentNews news;
    private final Duration lapseMargin;
    private final Ids ids;

    HoldDesk(
            Orders orders,
            Payments payments,
            PaymentDesk begin,
            PaymentProviders providers,
            Deadlines deadlines,
            Timers timers,
            PaymentNews news,
            PaymentConfig config,
            Ids ids) {
        this.orders = orders;
        this.payments = payments;
        this.begin = begin;
        this.providers = providers;
        this.deadlines = deadlines;
        this.timers = timers;
        this.news = news;
        this.lapseMargin = config.lapseMargin();
        this.ids = ids;
    }

    /** Less than what is due has been reserved: it goes free, and the buyer may try again. */
    Uni<Void> tooLittle(Mutiny.Session session, Payment payment, Instant now) {
        return turn(session, payment, Status.RELEASING, RELEASE, now);
    }

    /** The provider has reserved the amount. The order must be locked. */
    Uni<Void> authorised(Mutiny.Session session, Payment payment, Order order, Instant until, Instant now) {
        if (payment.status() == Status.DECLINED) {
            // The buyer was told no and may be paying another way by now.
            return turn(session, payment, Status.RELEASING, RELEASE, now);
        }
        var agreement = order.agreement();
        return payments.hold(session, payment.id(), until)
                .chain(() -> timers.schedule(session, LAPSING, payment.id(), HoldRules.actAt(now, until, lapseMargin)))
                .chain(() -> news.say(
                        session,
                        new AuthorisedV1(
                                payment.orderId(),
                                payment.id(),
                                agreement.buyerId(),
                                agreement.sellerId(),
                                payment.amount(),
                                until,
                                now),
                        now))
                .chain(() -> carryOut(session, payment, HoldRules.decide(order), now));
    }

    /** An order has moved: what is reserved for it is taken or given free. The order must be locked. */
    public Uni<Void> follow(Mutiny.Session session, Order from, Order to, Instant now) {
        var verdict = HoldRules.decide(to);
        if (verdict == HoldRules.Verdict.KEEP || !HoldRules.mayHaveHolds(from)) {
            return Uni.createFrom().voidItem();
        }
        return payments.ofOrder(session, to.agreement().orderId()).chain(known -> {
            Uni<Void> done = Uni.createFrom().voidItem();
            for (var payment : known) {
                if (payment.status() == Status.AUTHORISED) {
                    done = done.chain(() -> carryOut(session, payment, verdict, now));
                } else if (payment.status() == Status.PENDING
                        && verdict == HoldRules.Verdict.RELEASE
                        && providers
                                .capability(payment.method().provider(), Withdrawals.class)
                                .isPresent()) {
                    done = done.chain(() -> deadlines.askNow(session, WITHDRAW, payment.id(), now));
                }
            }
            return done;
        });
    }

    /** A reservation is about to lapse. */
    public Uni<Void> beforeItLapses(Mutiny.Session session, UUID paymentId, Instant now) {
        return payments.find(session, paymentId)
                .chain(known ->
                        orders.lock(session, Objects.requireNonNull(known).orderId()))
                .chain(stored -> payments.find(session, paymentId).chain(payment -> {
                    if (stored == null || payment == null || payment.status() != Status.AUTHORISED) {
                        return Uni.createFrom().voidItem();
                    }
                    return carryOut(session, payment, HoldRules.beforeItLapses(stored.order()), now);
                }));
    }

    /** Asks once more for what was asked before and has not been understood. */
    Uni<Void> askAgain(Mutiny.Session session, Payment payment, Instant now) {
        return deadlines.askNow(session, payment.status() == Status.CAPTURING ? CAPTURE : RELEASE, payment.id(), now);
    }

    private Uni<Void> carryOut(Mutiny.Session session, Payment payment, HoldRules.Verdict verdict, Instant now) {
        return switch (verdict) {
            case KEEP -> Uni.createFrom().voidItem();
            case CAPTURE -> turn(session, payment, Status.CAPTURING, CAPTURE, now);
            case RELEASE -> turn(session, payment, Status.RELEASING, RELEASE, now);
            case RENEW ->
                turn(session, payment, Status.RELEASING, RELEASE, now)
                        .chain(() -> begin.ask(
                                session,
                                Payment.begun(
                                        ids.next(),
                                        payment.orderId(),
                                        payment.method(),
                                        Capture.LATER,
                                        payment.amount(),
                                        payment.script(),
                                        now)));
        };
    }

    private Uni<Void> turn(Mutiny.Session session, Payment payment, Status status, String ask, Instant now) {
        return payments.settle(session, payment.id(), status, null)
                .chain(() -> timers.cancel(session, LAPSING, payment.id()))
                .chain(() -> deadlines.askNow(session, ask, payment.id(), now));
    }
}
