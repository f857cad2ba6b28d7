package dev.bonafide.escrow.model;

import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the provider says, as its adapter reports it. */
@ApplicationScoped
class Reports {
    private final Payments payments;
    private final Refunds refunds;

    Reports(Payments payments, Refunds refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    /** The report of that step. */
    Uni<PaymentReport> of(Mutiny.Session session, Run run, Step.Word told) {
        var message = run.correlation() + "-" + told.id();
        return switch (told) {
            case Step.Paid s ->
                payment(session, run, s.payment())
                        .map(payment -> new PaymentReport.PaymentSucceeded(
                                message,
                                payment.id(),
                                "sbx_" + payment.id(),
                                s.all() ? payment.amount() : payment.amount().plus(Money.cny(1))));
            case Step.Declined s ->
                payment(session, run, s.payment())
                        .map(payment -> new PaymentReport.PaymentDeclined(
                                message, payment.id(), "sbx_" + payment.id(), "NO_FUNDS"));
            case Step.GivenBack s ->
                refunds.ofOrder(session, run.order)
                        .map(all -> all.get(s.refund()))
                        .map(refund -> new PaymentReport.RefundSucceeded(
                                message, tryOf(refund), "sbr_" + refund.id(), refund.amount()));
            case Step.NotGivenBack s ->
                refunds.ofOrder(session, run.order)
                        .map(all -> all.get(s.refund()))
                        .map(refund -> new PaymentReport.RefundFailed(
                                message, tryOf(refund), "sbr_" + refund.id(), "CARD_CLOSED"));
            case Step.PulledBack s ->
                payment(session, run, s.payment())
                        .map(payment -> new PaymentReport.ChargebackOpened(
                                message,
                                payment.id(),
                                caseOf(payment),
                                Money.cny(s.amount(run.model.amounts.get(s.payment()))),
                                s.fraud() ? "FRAUDULENT" : "PRODUCT_UNACCEPTABLE",
                                run.model.now.plus(Duration.ofDays(14))));
            case Step.Decided s ->
                payment(session, run, s.payment())
                        .map(payment ->
                                new PaymentReport.ChargebackClosed(message, payment.id(), caseOf(payment), s.won()));
            case Step.PaidOut s -> {
                var payout = run.payouts.get(s.payout());
                var amount = run.model.purse.earned.amount(s.payout());
                yield Uni.createFrom()
                        .item(new PaymentReport.PayoutSucceeded(
                                message, payout, "sbo_" + payout, Money.cny(s.all() ? amount : amount + 1)));
            }
            case Step.NotPaidOut s -> {
                var payout = run.payouts.get(s.payout());
                yield Uni.createFrom()
                        .item(new PaymentReport.PayoutFailed(message, payout, "sbo_" + payout, "ACCOUNT_CLOSED"));
            }
        };
    }

    /** In the order in which they were asked for. */
    private Uni<Payment> payment(Mutiny.Session session, Run run, int number) {
        return payments.ofOrder(session, run.order).map(all -> all.get(number));
    }

    private static String caseOf(Payment payment) {
        return "sbc_" + payment.id();
    }

    private static UUID tryOf(Refund refund) {
        var last = refund.lastTry();
        if (last == null) {
            throw new IllegalStateException("Nobody was asked for " + refund);
        }
        return last.id();
    }
}
