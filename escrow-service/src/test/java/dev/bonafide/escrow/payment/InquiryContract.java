package dev.bonafide.escrow.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.Inquiry;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8: an unknown outcome is asked for, never guessed. */
public interface InquiryContract {

    Counterpart counterpart();

    /** A payment that nobody has answered for yet, so that only our id is known. */
    static Asked payment() {
        return new Asked(Asked.Kind.PAYMENT, IDS.next(), null);
    }

    /** A refund that nobody has answered for yet. */
    static Asked refund() {
        var payment = IDS.next();
        return new Asked(
                Asked.Kind.REFUND,
                IDS.next(),
                null,
                new Asked.Paid(payment, "pi_" + payment.toString().replace("-", "")));
    }

    private Outcome outcome(Asked asked) {
        return now(((Inquiry) counterpart().provider()).outcomeOf(asked));
    }

    @Test
    @DisplayName("E-8: what the provider never heard of, it says so")
    default void neverHeardOf() {
        for (var asked : new Asked[] {payment(), refund()}) {
            counterpart().knows(asked, State.UNKNOWN, counterpart().price());
            assertThat(outcome(asked)).isEqualTo(new Outcome.NeverHeard());
        }
    }

    @Test
    @DisplayName("E-8: what is not decided stays open, by the provider's own reference")
    default void notDecided() {
        var asked = payment();
        counterpart().knows(asked, State.OPEN, counterpart().price());
        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        Outcome.StillOpen.class,
                        open -> assertThat(open.reference()).isNotBlank());
    }

    @Test
    @DisplayName("E-8: a payment that was made is told as its webhook would tell it, always under the same id")
    default void paid() {
        var asked = payment();
        counterpart().knows(asked, State.DONE, counterpart().price());
        var first = outcome(asked);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report())
                                .isInstanceOfSatisfying(
                                        PaymentSucceeded.class,
                                        paid -> assertSays(paid.subject(), asked.id(), paid.amount())));
        assertThat(outcome(asked)).isEqualTo(first);
    }

    @Test
    @DisplayName("E-8: a payment that was not made is told as declined")
    default void notPaid() {
        var asked = payment();
        counterpart().knows(asked, State.FAILED, counterpart().price());
        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report())
                                .isInstanceOfSatisfying(
                                        PaymentDeclined.class,
                                        declined ->
                                                assertThat(declined.subject()).isEqualTo(asked.id())));
    }

    @Test
    @DisplayName("E-8: a refund that was made is told with its own amount")
    default void givenBack() {
        var asked = refund();
        counterpart().knows(asked, State.DONE, counterpart().price());
        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report())
                                .isInstanceOfSatisfying(
                                        RefundSucceeded.class,
                                        refunded -> assertSays(refunded.subject(), asked.id(), refunded.amount())));
    }

    /** A refund that the provider gave up; Alipay knows none such. */
    default void assertNotGivenBack() {
        var asked = refund();
        counterpart().knows(asked, State.FAILED, counterpart().price());
        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report())
                                .isInstanceOfSatisfying(
                                        RefundFailed.class,
                                        failed -> assertThat(failed.subject()).isEqualTo(asked.id())));
    }

    @Test
    @DisplayName("E-8: a question that is not answered or not taken is a failure and no outcome")
    default void noAnswer() {
        for (var answer : List.of(aResponse().withStatus(500), counterpart().refusal())) {
            counterpart().answersAll(answer);
            for (var asked : new Asked[] {payment(), refund()}) {
                assertThatThrownBy(() -> outcome(asked))
                        .isInstanceOfAny(UnclearAnswerException.class, AskRefusedException.class);
            }
        }
    }

    private void assertSays(UUID told, UUID asked, Money amount) {
        assertThat(told).isEqualTo(asked);
        assertThat(amount).isEqualTo(counterpart().price());
    }
}
