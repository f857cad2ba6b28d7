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

    /** E-8: whichever try comes through settles the refund; another one is money twice, whoever has given it before. */
    @ParameterizedTest(name = "{0}, settled by {1}: this try succeeded {2}; this failed {3}, an earlier one {4}")
    @CsvSource({
        //                    succeeded       failed: this, earlier
        "ASKED,   ,           Settle,        TryLater,      AlreadyDone",
        "WAITING, ,           Settle,        AlreadyDone,   AlreadyDone",
        "FAILED,  ,           Settle,        AlreadyDone,   AlreadyDone",
        "SETTLED, PROVIDER,   Twice,         AlreadyDone,   AlreadyDone",
        "SETTLED, CHARGEBACK, Twice,         AlreadyDone,   AlreadyDone",
        "SETTLED, HAND,       Twice,         AlreadyDone,   AlreadyDone"
    })
    void aWordMeansThisToARefund(
            Status status, @Nullable By by, String succeeded, String failed, String earlierFailed) {
        var refund = refund(status, by, 1, false);
        assertThat(name(RefundRules.succeeded(refund, null, refund.amount()))).isEqualTo(succeeded);
        assertThat(name(RefundRules.failed(refund, null, THIS, "CARD_CLOSED", 3, false)))
                .isEqualTo(failed);
        assertThat(name(RefundRules.failed(refund, null, EARLIER, "CARD_CLOSED", 3, false)))
                .isEqualTo(earlierFailed);
    }

    /** E-8: the same try told again is quiet, and so is one that has given the money twice. */
    @ParameterizedTest(name = "{0}, heard before as {1}, the same amount {2}: {3}")
    @CsvSource({
        "ASKED,   ,        false, Contradiction",
        "SETTLED, SETTLED, true,  AlreadyDone",
        "SETTLED, SETTLED, false, Contradiction",
        "SETTLED, TWICE,   true,  AlreadyDone",
        "SETTLED, TWICE,   false, AlreadyDone",
        "FAILED,  CAME_BACK, true,  AlreadyDone",
        "SETTLED, CAME_BACK, false, AlreadyDone",
        // A bank has settled a part of what the try was asked for.
        "SETTLED, ,        false, Twice"
    })
    void aWordThatIsToldAgain(Status status, Refund.@Nullable Given before, boolean same, String decision) {
        var refund = refund(status, status == Status.SETTLED ? By.CHARGEBACK : null, 1, false);
        var amount = same ? refund.amount() : Money.cny(1);
        assertThat(name(RefundRules.succeeded(refund, before, amount))).isEqualTo(decision);
    }

    /** E-8: what a try has given comes back once, whatever has become of the refund since. */
    @ParameterizedTest(name = "{0}, the try heard before as {1}: failed is {2}")
    @CsvSource({
        "SETTLED, SETTLED,   CameBack",
        "SETTLED, TWICE,     CameBack",
        "SETTLED, CAME_BACK, AlreadyDone",
        "FAILED,  CAME_BACK, AlreadyDone",
        "WAITING, CAME_BACK, AlreadyDone",
        "ASKED,   CAME_BACK, AlreadyDone"
    })
    void whatWasGivenComesBackOnce(Status status, Refund.Given before, String decision) {
        var refund = refund(status, status == Status.SETTLED ? By.PROVIDER : null, 1, false);
        assertThat(name(RefundRules.failed(refund, before, THIS, "CARD_CLOSED", 3, false)))
                .isEqualTo(decision);
    }

    /** E-8, E-13: of what comes back the buyer is owed what they do not have otherwise. */
    @ParameterizedTest(name = "given as {0}, by another try as well {1}, {2} beyond what was paid: {3} owed")
    @CsvSource({
        "SETTLED, false, 0,      300000",
        "SETTLED, false, 100000, 200000",
        "SETTLED, false, 300000, 0",
        "SETTLED, false, 400000, 0",
        "SETTLED, true,  0,      0",
        "TWICE,   false, 0,      0"
    })
    void theBuyerIsOwedWhatTheyDoNotHaveOtherwise(Refund.Given given, boolean byAnother, long beyond, long owed) {
        assertThat(RefundRules.owedAgain(
                        refund(Status.SETTLED, By.PROVIDER, 1, false), given, byAnother, Money.cny(beyond)))
                .isEqualTo(Money.cny(owed));
    }

    @Test
    void afterTheLastTryAPersonFindsAnotherWay() {
        assertThat(RefundRules.failed(refund(Status.ASKED, null, 2, false), null, THIS, "CARD_CLOSED", 3, false))
                .isEqualTo(new Decision.TryLater());
        assertThat(RefundRules.failed(refund(Status.ASKED, null, 3, false), null, THIS, "CARD_CLOSED", 3, false))
                .isEqualTo(new Decision.GiveUp("CARD_CLOSED"));
    }

    /** E-13: a refund that fails while a bank has the money is not tried again, however often it has been tried. */
    @ParameterizedTest(name = "{0}, try {1} of 3: {2}")
    @CsvSource({"ASKED,   1, Wait", "ASKED,   3, Wait", "WAITING, 1, AlreadyDone", "FAILED,  3, AlreadyDone"})
    void whatFailsWhileABankHasTheMoneyWaits(Status status, int number, String decision) {
        assertThat(name(RefundRules.failed(refund(status, null, number, false), null, THIS, "CARD_CLOSED", 3, true)))
                .isEqualTo(decision);
    }

    /** Asked what came of it, the provider says the same again, and the pause must not begin anew. */
    @Test
    void aFailureThatIsToldTwiceIsQuiet() {
        assertThat(RefundRules.failed(refund(Status.ASKED, null, 1, true), null, THIS, "CARD_CLOSED", 3, false))
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
