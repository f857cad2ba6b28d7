package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.Payment.Status;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.PaymentReport.ActionRequired;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentRules.Decision;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentRulesTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Money DUE = Money.cny(300_000);
    private static final Instant LATER = Instant.parse("2026-11-09T12:00:00Z");

    /** E-8, E-9: every word of a provider at every status. Money that came counts, whatever was said before. */
    @ParameterizedTest(name = "{0}: succeeded {1}, declined {2}, authorised {3}, ended {4}, action required {5}")
    @CsvSource({
        //           succeeded     declined     authorised   ended        action required
        "PENDING,    OfferToOrder, Decline,     Hold,        EndHold,     ShowAction",
        "AUTHORISED, OfferToOrder, Decline,     AlreadyDone, EndHold,     AlreadyDone",
        "CAPTURING,  OfferToOrder, Decline,     AskAgain,    EndHold,     AlreadyDone",
        "SUCCEEDED,  AlreadyDone,  AlreadyDone, AlreadyDone, AlreadyDone, AlreadyDone",
        "DECLINED,   OfferToOrder, AlreadyDone, Hold,        AlreadyDone, AlreadyDone",
        "RELEASING,  OfferToOrder, EndHold,     AskAgain,    EndHold,     AlreadyDone",
        "RELEASED,   OfferToOrder, AlreadyDone, AlreadyDone, AlreadyDone, AlreadyDone",
        "RETURNING,  AlreadyDone,  AlreadyDone, AlreadyDone, AlreadyDone, AlreadyDone",
        "RETURNED,   AlreadyDone,  AlreadyDone, AlreadyDone, AlreadyDone, AlreadyDone",
        "PARKED,     AlreadyDone,  AlreadyDone, AlreadyDone, AlreadyDone, AlreadyDone"
    })
    void aWordMeansThisToAPayment(
            Status status, String succeeded, String declined, String authorised, String ended, String action) {
        var payment = payment(status);
        assertThat(name(PaymentRules.succeeded(payment, success(DUE)))).isEqualTo(succeeded);
        assertThat(name(PaymentRules.declined(payment, new PaymentDeclined("m", ID, "r", "CARD_DECLINED"))))
                .isEqualTo(declined);
        assertThat(name(PaymentRules.authorised(payment, authorisation(DUE)))).isEqualTo(authorised);
        assertThat(name(PaymentRules.ended(payment, new AuthorisationEnded("m", ID, "r", true))))
                .isEqualTo(ended);
        assertThat(name(PaymentRules.actionRequired(payment, new ActionRequired("m", ID, "r", "https://bank.test"))))
                .isEqualTo(action);
    }

    @Test
    void anotherAmountOrCurrencyThanAskedForIsForAPerson() {
        for (var told : new Money[] {Money.cny(299_999), Money.cny(300_001), Money.of(300_000, "USD")}) {
            assertThat(PaymentRules.succeeded(payment(Status.PENDING), success(told)))
                    .isEqualTo(new Decision.AmountDiffers(DUE, told));
        }
    }

    /** E-9: of what is reserved only what is due is taken, so more will do and less will not. */
    @Test
    void moreMayBeReservedThanIsDueAndLessMayNot() {
        assertThat(PaymentRules.authorised(payment(Status.PENDING), authorisation(Money.cny(300_001))))
                .isEqualTo(new Decision.Hold(LATER));
        for (var told : new Money[] {Money.cny(299_999), Money.of(300_000, "USD")}) {
            assertThat(PaymentRules.authorised(payment(Status.PENDING), authorisation(told)))
                    .isEqualTo(new Decision.AmountDiffers(DUE, told));
        }
    }

    private static String name(Decision decision) {
        return decision.getClass().getSimpleName();
    }

    private static PaymentSucceeded success(Money amount) {
        return new PaymentSucceeded("m", ID, "r", amount);
    }

    private static PaymentAuthorised authorisation(Money amount) {
        return new PaymentAuthorised("m", ID, "r", amount, LATER);
    }

    private static Payment payment(Status status) {
        return new Payment(
                ID,
                new UUID(0, 2),
                PaymentMethod.SANDBOX_CARD,
                Capture.AT_ONCE,
                DUE,
                status,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH);
    }
}
