package dev.bonafide.escrow.payment;

import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.Withdrawals;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8: a payment that nobody has made is not wanted any more. */
public interface WithdrawalContract {

    Counterpart counterpart();

    /** What the provider calls a payment. */
    String reference(UUID id);

    private Asked payment() {
        var id = IDS.next();
        return new Asked(Asked.Kind.PAYMENT, id, reference(id));
    }

    @Test
    @DisplayName("E-8: a payment that was not made is closed, and will not be")
    default void whatWasNotPaidIsClosed() {
        var payment = payment();
        counterpart().knows(payment, State.OPEN, counterpart().price());
        counterpart().does(What.RELEASE, counterpart().price());
        assertThat(now(((Withdrawals) counterpart().provider()).withdraw(payment))
                        .outcome())
                .isInstanceOfSatisfying(
                        PaymentDeclined.class,
                        declined -> assertThat(declined.subject()).isEqualTo(payment.id()));
    }

    @Test
    @DisplayName("E-8: a payment that was made meanwhile stays made")
    default void whatWasPaidStaysPaid() {
        var payment = payment();
        counterpart().refuses(What.RELEASE);
        counterpart().knows(payment, State.DONE, counterpart().price());
        assertThat(now(((Withdrawals) counterpart().provider()).withdraw(payment))
                        .outcome())
                .isInstanceOfSatisfying(
                        PaymentSucceeded.class,
                        paid -> assertThat(paid.amount())
                                .isEqualTo(counterpart().price()));
    }
}
