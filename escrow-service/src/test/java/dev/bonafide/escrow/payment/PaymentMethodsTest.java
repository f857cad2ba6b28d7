package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.PaymentMethods.Offered;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import org.junit.jupiter.api.Test;

class PaymentMethodsTest {

    /** E-9: reserved first where it is usual or wished for, and never where the provider cannot. */
    @Test
    void theMoneyMovesWhenItIsUsualUnlessTheBuyerSaysOtherwise() {
        var reservable = new Offered(PaymentMethod.SANDBOX_CARD, true, Capture.AT_ONCE);
        assertThat(reservable.capture(null)).contains(Capture.AT_ONCE);
        assertThat(reservable.capture(Capture.LATER)).contains(Capture.LATER);
        var reservedFirst = new Offered(PaymentMethod.STRIPE_CARD, true, Capture.LATER);
        assertThat(reservedFirst.capture(null)).contains(Capture.LATER);
        assertThat(reservedFirst.capture(Capture.AT_ONCE)).contains(Capture.AT_ONCE);
        var never = new Offered(PaymentMethod.WECHAT_PAY, false, Capture.AT_ONCE);
        assertThat(never.capture(null)).contains(Capture.AT_ONCE);
        assertThat(never.capture(Capture.LATER)).isEmpty();
    }
}
