package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.desk.instalment.PartPayments;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.Status;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.ActionRequired;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentProcessing;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentRules;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a provider tells of payments. Everything happens under the lock of the order, which is taken first, so that two
 * words about one order are heard one after the other.
 */
@ApplicationScoped
public class PaymentWords {
    private final Orders orders;
    private final Payments payments;
    private final OrderDesk desk;
    private final RefundDesk refunds;
    private final HoldDesk holds;
    private final PartPayments instalments;
    private final ProviderParking parking;
    private final Clock clock;

    PaymentWords(
            Orders orders,
            Payments payments,
            OrderDesk desk,
            RefundDesk refunds,
            HoldDesk holds,
            PartPayments instalments,
            ProviderParking parking,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.refunds = refunds;
        this.holds = holds;
        this.instalments = instalments;
        this.parking = parking;
        this.clock = clock;
    }

    Uni<Heard> succeeded(Mutiny.Session session, String provider, PaymentSucceeded report) {
        return about(session, provider, report, (payment, order) -> switch (PaymentRules.succeeded(payment, report)) {
            case PaymentRules.Decision.AmountDiffers differs ->
                differs(session, provider, report, payment, order, differs);
            case PaymentRules.Decision.OfferToOrder _ -> offer(session, payment);
            case PaymentRules.Decision decision -> alreadyDone(decision);
        });
    }

    Uni<Heard> authorised(Mutiny.Session session, String provider, PaymentAuthorised report) {
        return about(session, provider, report, (payment, order) -> switch (PaymentRules.authorised(payment, report)) {
            case PaymentRules.Decision.AmountDiffers differs ->
                holds.tooLittle(session, payment, clock.instant())
                        .chain(() -> park(session, provider, report, payment, differs));
            case PaymentRules.Decision.Hold(var until) ->
                holds.authorised(session, payment, order, until, clock.instant())
                        .replaceWith(Heard.DONE);
            case PaymentRules.Decision.AskAgain _ ->
                holds.askAgain(session, payment, clock.instant()).replaceWith(Heard.ALREADY_DONE);
            case PaymentRules.Decision decision -> alreadyDone(decision);
        });
    }

    Uni<Heard> ended(Mutiny.Session session, String provider, AuthorisationEnded report) {
        return about(
                session,
                provider,
                report,
                (payment, _) -> settle(session, payment, PaymentRules.ended(payment, report)));
    }

    Uni<Heard> declined(Mutiny.Session session, String provider, PaymentDeclined report) {
        return about(
                session,
                provider,
                report,
                (payment, _) -> settle(session, payment, PaymentRules.declined(payment, report)));
    }

    Uni<Heard> actionRequired(Mutiny.Session session, String provider, ActionRequired report) {
        return about(session, provider, report, (payment, _) -> switch (PaymentRules.actionRequired(payment, report)) {
            case PaymentRules.Decision.ShowAction(var url) ->
                payments.showAction(session, payment.id(), url).replaceWith(Heard.DONE);
            case PaymentRules.Decision decision -> alreadyDone(decision);
        });
    }

    Uni<Heard> processing(Mutiny.Session session, String provider, PaymentProcessing report) {
        return about(session, provider, report, (_, _) -> Heard.ALREADY_DONE.uni());
    }

    /** Locks the order of the payment, then reads the payment again: it may have changed while we waited. */
    private Uni<Heard> about(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            BiFunction<Payment, Order, Uni<Heard>> then) {
        return payments.find(session, report.subject()).chain(known -> {
            if (known == null || !known.method().provider().equals(provider)) {
                return parking.park(session, provider, report, null, "UNKNOWN_PAYMENT", "We asked for no such payment");
            }
            return orders.lock(session, known.orderId())
                    .chain(stored -> payments.refer(session, known.id(), report.reference())
                            .chain(() -> payments.find(session, known.id()))
                            .chain(payment -> then.apply(
                                    payment, Objects.requireNonNull(stored).order())));
        });
    }

    private Uni<Heard> settle(Mutiny.Session session, Payment payment, PaymentRules.Decision decision) {
        return switch (decision) {
            case PaymentRules.Decision.Decline(var code) ->
                payments.settle(session, payment.id(), Status.DECLINED, code)
                        .chain(() -> declined(session, payment))
                        .replaceWith(Heard.DONE);
            case PaymentRules.Decision.EndHold _ ->
                payments.settle(session, payment.id(), Status.RELEASED, null).replaceWith(Heard.DONE);
            case PaymentRules.Decision other -> alreadyDone(other);
        };
    }

    private Uni<Void> declined(Mutiny.Session session, Payment payment) {
        var part = payment.part();
        return part == null ? Uni.createFrom().voidItem() : instalments.declined(session, payment, part);
    }

    /** The money is there. If the order cannot use it any more, it goes back: it is never simply kept. */
    private Uni<Heard> offer(Mutiny.Session session, Payment payment) {
        var part = payment.part();
        return part == null
                ? offerWhole(session, payment)
                : payments.settle(session, payment.id(), Status.SUCCEEDED, null)
                        .chain(() -> instalments.confirmed(session, payment, part))
                        .replaceWith(Heard.DONE);
    }

    private Uni<Heard> offerWhole(Mutiny.Session session, Payment payment) {
        return payments.settle(session, payment.id(), Status.SUCCEEDED, null)
                .chain(() ->
                        desk.carryOut(session, payment.orderId(), new ConfirmPayment(payment.id(), payment.amount())))
                .chain(carried -> switch (carried.decision()) {
                    case Decision.Moved _, Decision.AlreadyDone _ ->
                        Uni.createFrom().voidItem();
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

    /** The order goes on waiting for what is due. What came is the buyer's and goes back whole; a person hears of it. */
    private Uni<Heard> differs(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            Payment payment,
            Order order,
            PaymentRules.Decision.AmountDiffers differs) {
        var came = differs.told();
        // In another currency it is the bank's to explain.
        var canGoBack =
                came.isPositive() && came.currency().equals(payment.amount().currency());
        var now = clock.instant();
        var taken = canGoBack
                ? payments.take(session, payment.id(), Status.RETURNING, came)
                : payments.settle(session, payment.id(), Status.PARKED, null);
        // Of a plan, what was asked for is still to be paid.
        return taken.chain(() -> declined(session, payment))
                .chain(() -> canGoBack
                        ? refunds.giveBackSurplus(
                                session, order.agreement(), payment, came, Refund.Reason.OTHER_AMOUNT, now)
                        : Uni.createFrom().voidItem())
                .chain(() -> park(session, provider, report, payment, differs));
    }

    private Uni<Heard> park(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            Payment payment,
            PaymentRules.Decision.AmountDiffers differs) {
        var detail = "Asked for " + differs.asked() + ", told " + differs.told();
        return parking.park(session, provider, report, payment.orderId(), "AMOUNT_DIFFERS", detail);
    }

    /** What is left of a table in which each report has only some of the outcomes. */
    private static Uni<Heard> alreadyDone(PaymentRules.Decision decision) {
        if (decision instanceof PaymentRules.Decision.AlreadyDone) {
            return Heard.ALREADY_DONE.uni();
        }
        throw new IllegalStateException("Not an outcome of this report: " + decision);
    }
}
