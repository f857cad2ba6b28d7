package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.ActionRequired;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackClosed;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackOpened;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentProcessing;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.PayoutFailed;
import dev.bonafide.escrow.payment.PaymentReport.PayoutSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.payment.PaymentRules;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Payments from the buyer's wish to the provider's word. Everything happens under the lock of the order, which is taken
 * first, so that two words about one order are heard one after the other.
 */
@ApplicationScoped
public class PaymentDesk {
    /** The timer that asks the provider for the buyer's money. */
    public static final String ASK = "payment.ask";

    private final Orders orders;
    private final Payments payments;
    private final OrderDesk desk;
    private final RefundDesk refunds;
    private final PartPayments instalments;
    private final Deadlines deadlines;
    private final ParkedFacts parked;
    private final Ids ids;
    private final Clock clock;

    /** What came of the wish to pay. */
    public sealed interface Begun {
        /** The provider is being asked. */
        record Asked(Payment payment) implements Begun {}

        /** Another payment of the order is under way. */
        record AlreadyPending(UUID payment) implements Begun {}

        /** Not this order, not this caller, or not now. */
        record Refused(Decision.Refused refusal) implements Begun {}
    }

    /** What came of a provider's word. */
    public enum Heard {
        DONE,
        /** Heard before, or overtaken. */
        ALREADY_DONE,
        /** True, and not fitting: kept for a person. */
        PARKED
    }

    PaymentDesk(
            Orders orders,
            Payments payments,
            OrderDesk desk,
            RefundDesk refunds,
            PartPayments instalments,
            Deadlines deadlines,
            ParkedFacts parked,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.refunds = refunds;
        this.instalments = instalments;
        this.deadlines = deadlines;
        this.parked = parked;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins a payment of what is due. The provider is asked as soon as this has committed. */
    public Uni<Begun> begin(
            Mutiny.Session session, UUID orderId, UUID caller, PaymentMethod method, @Nullable String script) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null) {
                return begun(new Begun.Refused(new Decision.Refused.UnknownOrder(orderId)));
            }
            var refusal = OrderRules.mayNotPay(stored.order(), caller, clock.instant());
            return refusal == null
                    ? begin(session, stored.order().agreement(), method, script)
                    : begun(new Begun.Refused(refusal));
        });
    }

    /** Hears what a provider tells. The same message again does nothing. */
    public Uni<Heard> hear(Mutiny.Session session, String provider, PaymentReport report) {
        return payments.claim(session, provider, report.messageId(), clock.instant())
                .chain(fresh -> fresh ? act(session, provider, report) : heard(Heard.ALREADY_DONE));
    }

    private Uni<Heard> act(Mutiny.Session session, String provider, PaymentReport report) {
        return switch (report) {
            case PaymentSucceeded r ->
                paymentOf(session, provider, r, payment -> succeeded(session, provider, payment, r));
            case PaymentDeclined r -> paymentOf(session, provider, r, payment -> declined(session, payment, r));
            case PaymentProcessing r -> paymentOf(session, provider, r, _ -> heard(Heard.ALREADY_DONE));
            case RefundSucceeded r -> refundSucceeded(session, provider, r);
            case RefundFailed r -> park(session, provider, r, null, "REFUND_FAILED", r.code());
            case ActionRequired r -> paymentOf(session, provider, r, _ -> heard(Heard.ALREADY_DONE));
            case PaymentAuthorised r -> unexpected(session, provider, r);
            case AuthorisationEnded r -> unexpected(session, provider, r);
            case PayoutSucceeded r -> unexpected(session, provider, r);
            case PayoutFailed r -> unexpected(session, provider, r);
            case ChargebackOpened r -> unexpected(session, provider, r);
            case ChargebackClosed r -> unexpected(session, provider, r);
        };
    }

    private Uni<Heard> unexpected(Mutiny.Session session, String provider, PaymentReport report) {
        return park(session, provider, report, null, "NOT_EXPECTED", report.toString());
    }

    private Uni<Begun> begin(
            Mutiny.Session session, Agreement agreement, PaymentMethod method, @Nullable String script) {
        return payments.ofOrder(session, agreement.orderId()).chain(known -> {
            for (var payment : known) {
                if (payment.status() == Payment.Status.PENDING) {
                    return begun(new Begun.AlreadyPending(payment.id()));
                }
            }
            var now = clock.instant();
            var payment = new Payment(
                    ids.next(),
                    agreement.orderId(),
                    method,
                    agreement.terms().total(),
                    Payment.Status.PENDING,
                    null,
                    null,
                    script,
                    now);
            return payments.add(session, payment)
                    .chain(() -> deadlines.askNow(session, ASK, payment.id(), now))
                    .chain(() -> begun(new Begun.Asked(payment)));
        });
    }

    /** Locks the order of the payment, then reads the payment again: it may have changed while we waited. */
    private Uni<Heard> paymentOf(
            Mutiny.Session session, String provider, PaymentReport report, Function<Payment, Uni<Heard>> then) {
        return payments.find(session, report.subject()).chain(known -> {
            if (known == null || !known.method().provider().equals(provider)) {
                return park(session, provider, report, null, "UNKNOWN_PAYMENT", "We asked for no such payment");
            }
            return orders.lock(session, known.orderId())
                    .chain(() -> payments.refer(session, known.id(), report.reference()))
                    .chain(() -> payments.find(session, known.id()))
                    .chain(then::apply);
        });
    }

    private Uni<Heard> succeeded(Mutiny.Session session, String provider, Payment payment, PaymentSucceeded report) {
        return switch (PaymentRules.succeeded(payment, report)) {
            case PaymentRules.Decision.OfferToOrder _ -> offer(session, payment);
            case PaymentRules.Decision.AlreadyDone _, PaymentRules.Decision.Decline _ -> heard(Heard.ALREADY_DONE);
            case PaymentRules.Decision.AmountDiffers(var asked, var told) ->
                payments.settle(session, payment.id(), Payment.Status.PARKED, null)
                        .chain(() -> park(
                                session,
                                provider,
                                report,
                                payment.orderId(),
                                "AMOUNT_DIFFERS",
                                "Asked for " + asked + ", told " + told));
        };
    }

    /** The money is there. If the order cannot use it any more, it goes back: it is never simply kept. */
    private Uni<Heard> offer(Mutiny.Session session, Payment payment) {
        var part = payment.part();
        if (part != null) {
            return instalments.confirmed(session, payment, part).replaceWith(Heard.DONE);
        }
        return desk.carryOut(session, payment.orderId(), new ConfirmPayment(payment.id(), payment.amount()))
                .chain(carried -> switch (carried.decision()) {
                    case Decision.Moved _, Decision.AlreadyDone _ ->
                        payments.settle(session, payment.id(), Payment.Status.SUCCEEDED, null);
                    case Decision.Refused _ -> {
                        var order = Objects.requireNonNull(carried.order()).order();
                        yield refunds.giveBackSurplus(
                                session, order.agreement(), payment, surplusReason(order), clock.instant());
                    }
                })
                .replaceWith(Heard.DONE);
    }

    private static Refund.Reason surplusReason(Order order) {
        return order instanceof Order.Cancelled cancelled && cancelled.payment() == null
                ? Refund.Reason.LATE_PAYMENT
                : Refund.Reason.PAID_TWICE;
    }

    private Uni<Heard> declined(Mutiny.Session session, Payment payment, PaymentDeclined report) {
        return switch (PaymentRules.declined(payment, report)) {
            case PaymentRules.Decision.Decline(var code) ->
                payments.settle(session, payment.id(), Payment.Status.DECLINED, code)
                        .chain(() -> payment.part() == null
                                ? Uni.createFrom().voidItem()
                                : instalments.declined(session, payment, payment.part()))
                        .replaceWith(Heard.DONE);
            case PaymentRules.Decision.AlreadyDone _,
                    PaymentRules.Decision.OfferToOrder _,
                    PaymentRules.Decision.AmountDiffers _ -> heard(Heard.ALREADY_DONE);
        };
    }

    private Uni<Heard> refundSucceeded(Mutiny.Session session, String provider, RefundSucceeded report) {
        return payments.findRefund(session, report.subject()).chain(refund -> {
            if (refund == null) {
                return park(session, provider, report, null, "UNKNOWN_REFUND", "We asked for no such refund");
            }
            if (!refund.amount().equals(report.amount())) {
                var detail = "Asked for " + refund.amount() + ", told " + report.amount();
                return park(session, provider, report, refund.orderId(), "AMOUNT_DIFFERS", detail);
            }
            return orders.lock(session, refund.orderId())
                    .chain(stored -> refunds.settle(
                                    session,
                                    Objects.requireNonNull(stored).order().agreement(),
                                    refund,
                                    clock.instant())
                            .map(first -> first ? Heard.DONE : Heard.ALREADY_DONE));
        });
    }

    private Uni<Heard> park(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            @Nullable UUID orderId,
            String reason,
            String detail) {
        return parked.park(session, "payment-provider:" + provider, report.subject(), orderId, reason, detail)
                .replaceWith(Heard.PARKED);
    }

    private static Uni<Heard> heard(Heard heard) {
        return Uni.createFrom().item(heard);
    }

    private static Uni<Begun> begun(Begun begun) {
        return Uni.createFrom().item(begun);
    }
}
