package dev.bonafide.escrow.model;

import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.Refund;
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
    private final Refunds refunds;

    Reports(Refunds refunds) {
        this.refunds = refunds;
    }

    /** The report of that step. */
    Uni<PaymentReport> of(Mutiny.Session session, Run run, Step.Word told) {
        var message = run.correlation() + "-" + told.id();
        return switch (told) {
            case Step.Paid s -> {
                var payment = run.payments.get(s.payment());
                var total = run.model.purse.total();
                yield Uni.createFrom()
                        .item(new PaymentReport.PaymentSucceeded(
                                message, payment, "sbx_" + payment, Money.cny(s.all() ? total : total + 1)));
            }
            case Step.Declined s -> {
                var payment = run.payments.get(s.payment());
                yield Uni.createFrom()
                        .item(new PaymentReport.PaymentDeclined(message, payment, "sbx_" + payment, "NO_FUNDS"));
            }
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
            case Step.PulledBack s -> {
                var amount = Money.cny(s.amount(run.model.purse.total()));
                yield Uni.createFrom()
                        .item(new PaymentReport.ChargebackOpened(
                                message,
                                run.payments.get(s.payment()),
                                caseOf(run, s.payment()),
                                amount,
                                s.fraud() ? "FRAUDULENT" : "PRODUCT_UNACCEPTABLE",
                                run.model.now.plus(Duration.ofDays(14))));
            }
            case Step.Decided s ->
                Uni.createFrom()
                        .item(new PaymentReport.ChargebackClosed(
                                message, run.payments.get(s.payment()), caseOf(run, s.payment()), s.won()));
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

    private static String caseOf(Run run, int payment) {
        return "sbc_" + run.payments.get(payment);
    }

    private static UUID tryOf(Refund refund) {
        var last = refund.lastTry();
        if (last == null) {
            throw new IllegalStateException("Nobody was asked for " + refund);
        }
        return last.id();
    }
}
