package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.Payment.Status;
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

    @ParameterizedTest(name = "{0}: told that it succeeded {1}, told that it failed {2}")
    @CsvSource({
        "PENDING,   OfferToOrder, Decline",
        "DECLINED,  OfferToOrder, AlreadyDone", // money that came counts, whatever was said before
        "SUCCEEDED, AlreadyDone,  AlreadyDone",
        "RETURNING, AlreadyDone,  AlreadyDone",
        "RETURNED,  AlreadyDone,  AlreadyDone",
        "PARKED,    AlreadyDone,  AlreadyDone"
    })
    void aReportMeansThisToAPayment(Status status, String succeeded, String declined) {
        var payment = payment(status);
        assertThat(PaymentRules.succeeded(payment, success(Money.cny(300_000)))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(succeeded);
        assertThat(PaymentRules.declined(payment, new PaymentDeclined("m", ID, "r", "CARD_DECLINED"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(declined);
    }

    @Test
    void anotherAmountOrCurrencyThanAskedForIsForAPerson() {
        for (var told : new Money[] {Money.cny(299_999), Money.cny(300_001), Money.of(300_000, "USD")}) {
            assertThat(PaymentRules.succeeded(payment(Status.PENDING), success(told)))
                    .isEqualTo(new Decision.AmountDiffers(Money.cny(300_000), told));
        }
    }

    private static PaymentSucceeded success(Money amount) {
        return new PaymentSucceeded("m", ID, "r", amount);
    }

    private static Payment payment(Status status) {
        return new Payment(
                ID,
                new UUID(0, 2),
                PaymentMethod.SANDBOX_CARD,
                Money.cny(300_000),
                status,
                null,
                null,
                null,
                Instant.EPOCH);
    }
}
