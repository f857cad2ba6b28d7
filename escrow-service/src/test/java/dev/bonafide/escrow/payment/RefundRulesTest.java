package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.payment.Refund.Status;
import dev.bonafide.escrow.payment.Refund.Try;
import dev.bonafide.escrow.payment.RefundRules.Decision;
import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundRulesTest {
    private static final UUID THIS = new UUID(0, 1);
    private static final UUID EARLIER = new UUID(0, 2);

    /** E-8: whichever try comes through settles the refund; a second one would be money twice. */
    @ParameterizedTest(
            name = "{0}, settled by {1}: this try succeeded {2}, an earlier one {3}; this failed {4}, earlier {5}")
    @CsvSource({
        //                 succeeded: this, earlier             failed: this, earlier
        "ASKED,   ,           Settle,        Settle,        TryLater,      AlreadyDone",
        "WAITING, ,           Settle,        Settle,        AlreadyDone,   AlreadyDone",
        "FAILED,  ,           Settle,        Settle,        AlreadyDone,   AlreadyDone",
        "SETTLED, PROVIDER,   AlreadyDone,   Contradiction, Contradiction, AlreadyDone",
        "SETTLED, CHARGEBACK, Contradiction, Contradiction, AlreadyDone,   AlreadyDone",
        "SETTLED, HAND,       Contradiction, Contradiction, AlreadyDone,   AlreadyDone"
    })
    void aWordMeansThisToARefund(
            Status status,
            @Nullable By by,
            String succeeded,
            String earlierSucceeded,
            String failed,
            String earlierFailed) {
        var refund = refund(status, by, 1, false);
        assertThat(name(RefundRules.succeeded(refund, THIS))).isEqualTo(succeeded);
        assertThat(name(RefundRules.succeeded(refund, EARLIER))).isEqualTo(earlierSucceeded);
        assertThat(name(RefundRules.failed(refund, THIS, "CARD_CLOSED", 3, false)))
                .isEqualTo(failed);
        assertThat(name(RefundRules.failed(refund, EARLIER, "CARD_CLOSED", 3, false)))
                .isEqualTo(earlierFailed);
    }

    @Test
    void afterTheLastTryAPersonFindsAnotherWay() {
        assertThat(RefundRules.failed(refund(Status.ASKED, null, 2, false), THIS, "CARD_CLOSED", 3, false))
                .isEqualTo(new Decision.TryLater());
        assertThat(RefundRules.failed(refund(Status.ASKED, null, 3, false), THIS, "CARD_CLOSED", 3, false))
                .isEqualTo(new Decision.GiveUp("CARD_CLOSED"));
    }

    /** E-13: a refund that fails while a bank has the money is not tried again, however often it has been tried. */
    @ParameterizedTest(name = "{0}, try {1} of 3: {2}")
    @CsvSource({"ASKED,   1, Wait", "ASKED,   3, Wait", "WAITING, 1, AlreadyDone", "FAILED,  3, AlreadyDone"})
    void whatFailsWhileABankHasTheMoneyWaits(Status status, int number, String decision) {
        assertThat(name(RefundRules.failed(refund(status, null, number, false), THIS, "CARD_CLOSED", 3, true)))
                .isEqualTo(decision);
    }

    /** Asked what came of it, the provider says the same again, and the pause must not begin anew. */
    @Test
    void aFailureThatIsToldTwiceIsQuiet() {
        assertThat(RefundRules.failed(refund(Status.ASKED, null, 1, true), THIS, "CARD_CLOSED", 3, false))
                .isEqualTo(new Decision.AlreadyDone());
    }

    /** E-13: what a bank's decision settles, and for what it waits: what is under way at the provider may yet reach the buyer. */
    @ParameterizedTest(name = "{0}, its last try failed {1}: nobody is at it {2}, it is under way {3}")
    @CsvSource({
        "WAITING, false, true,  false",
        "FAILED,  true,  true,  false",
        "ASKED,   true,  true,  false",
        "ASKED,   false, false, true",
        "SETTLED, false, false, false"
    })
    void whoIsAtIt(Status status, boolean failed, boolean nobody, boolean underWay) {
        assertThat(RefundRules.nobodyIsAtIt(refund(status, null, 1, failed))).isEqualTo(nobody);
        assertThat(RefundRules.isUnderWay(refund(status, null, 1, failed))).isEqualTo(underWay);
    }

    private static String name(Decision decision) {
        return decision.getClass().getSimpleName();
    }

    private static Refund refund(Status status, @Nullable By by, int number, boolean failed) {
        return new Refund(
                new UUID(0, 3),
                new UUID(0, 4),
                new UUID(0, 5),
                Money.cny(300_000),
                Refund.Reason.NOT_SHIPPED,
                null,
                true,
                status,
                new Try(THIS, number, null, failed),
                status == Status.FAILED ? "CARD_CLOSED" : null,
                by);
    }
}
