package dev.bonafide.escrow.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentReport.PayoutFailed;
import dev.bonafide.escrow.payment.PaymentReport.PayoutSucceeded;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.Inquiry;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Payouts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-12: what every adapter promises of paying a seller. */
public interface PayoutContract {

    Counterpart counterpart();

    /** The provider's token for a seller. */
    String seller();

    private Payouts payouts() {
        return (Payouts) counterpart().provider();
    }

    private PayoutAsk payout() {
        return new PayoutAsk(IDS.next(), seller(), counterpart().price());
    }

    @Test
    @DisplayName("E-12: a seller is paid once, however often it is asked for")
    default void aSellerIsPaidOnce() {
        counterpart().does(What.PAYOUT, counterpart().price());
        var ask = payout();
        now(payouts().payOut(ask));
        assertThat(now(payouts().payOut(ask)).reference()).isNotBlank();
        assertThat(counterpart().keysSeen(What.PAYOUT))
                .isNotEmpty()
                .containsOnly(counterpart().keysSeen(What.PAYOUT).getFirst());
    }

    @Test
    @DisplayName("E-12: a payout that is refused is told as failed")
    default void aRefusedPayoutIsToldAsFailed() {
        var code = counterpart().refuses(What.PAYOUT);
        var ask = payout();
        assertThat(now(payouts().payOut(ask)).outcome()).isInstanceOfSatisfying(PayoutFailed.class, failed -> {
            assertThat(failed.subject()).isEqualTo(ask.payoutId());
            assertThat(failed.code()).isEqualTo(code);
        });
    }

    @Test
    @DisplayName("E-12: trouble says nothing about whether the seller has the money")
    default void troubleSaysNothing() {
        counterpart().answersAll(aResponse().withStatus(502));
        assertThatThrownBy(() -> now(payouts().payOut(payout()))).isNotNull();
    }

    @Test
    @DisplayName("E-12: what came of a payout can be asked for")
    default void whatCameOfAPayout() {
        var asked = new Asked(Asked.Kind.PAYOUT, IDS.next(), null);
        counterpart().knows(asked, State.UNKNOWN, counterpart().price());
        assertThat(outcome(asked)).isEqualTo(new Outcome.NeverHeard());

        counterpart().knows(asked, State.DONE, counterpart().price());
        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report()).isInstanceOfSatisfying(PayoutSucceeded.class, paid -> {
                            assertThat(paid.subject()).isEqualTo(asked.id());
                            assertThat(paid.amount()).isEqualTo(counterpart().price());
                        }));

        counterpart().knows(asked, State.FAILED, counterpart().price());
        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report()).isInstanceOf(PayoutFailed.class));
    }

    private Outcome outcome(Asked asked) {
        return now(((Inquiry) counterpart().provider()).outcomeOf(asked));
    }
}
