package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.NotUnderstood;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Rejected;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Understood;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8: only the provider's own, fresh word is heard, and it is heard exactly. Holds for the sandbox's provider too. */
public interface WebhookContract {
    Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    Duration FIVE_MINUTES = Duration.ofMinutes(5);
    UUID PAYMENT = UUID.fromString("019a3c5e-7a1b-7c2d-8e9f-0a1b2c3d4e5f");

    /** The provider's word, read. */
    WebhookReading read(Webhook webhook, Instant now);

    /** What the provider sends and how it signs. */
    Sender sender();

    /** An amount in a currency that the provider takes. */
    Money amount();

    /** The other side's part of a webhook. */
    interface Sender {
        Webhook paid(String messageId, UUID paymentId, Money amount, Instant at);

        Webhook somethingElse(String messageId, Instant at);

        Webhook half(Instant at);

        Webhook forged(UUID paymentId, Money amount, Instant at);

        /** Whether every bit of a body is signed; of a form, not all that encodes it is. */
        boolean signsEveryBit();
    }

    @Test
    @DisplayName("E-8: a payment is told exactly")
    default void aPaymentIsToldExactly() {
        for (var minor : new long[] {1, 99, 100, 300_000, 123_456_789}) {
            var told = new Money(minor, amount().currency());
            assertThat(read(sender().paid("m-1", PAYMENT, told, NOW), NOW))
                    .isInstanceOfSatisfying(
                            Understood.class,
                            understood -> assertThat(understood.report())
                                    .isInstanceOfSatisfying(PaymentSucceeded.class, paid -> {
                                        assertThat(paid.messageId()).isEqualTo("m-1");
                                        assertThat(paid.subject()).isEqualTo(PAYMENT);
                                        assertThat(paid.amount()).isEqualTo(told);
                                        assertThat(paid.reference()).isNotBlank();
                                    }));
        }
    }

    @Test
    @DisplayName("E-8: one flipped bit, and nothing else is ever heard than what was said")
    default void oneFlippedBitIsNotHeard() {
        var webhook = sender().paid("m-2", PAYMENT, amount(), NOW);
        var said = read(webhook, NOW);
        for (var i = 0; i < webhook.body().length; i++) {
            var flipped = webhook.body().clone();
            flipped[i] ^= (byte) (1 << i % 8);
            var heard = read(new Webhook(webhook.headers(), flipped), NOW);
            if (sender().signsEveryBit()) {
                assertThat(heard).as("bit %s of byte %s", i % 8, i).isInstanceOf(Rejected.class);
            } else if (!(heard instanceof Rejected)) {
                assertThat(heard).as("bit %s of byte %s", i % 8, i).isEqualTo(said);
            }
        }
    }

    @Test
    @DisplayName("E-8: a signature of somebody else is no signature")
    default void aForgedSignatureIsRejected() {
        assertThat(read(sender().forged(PAYMENT, amount(), NOW), NOW)).isEqualTo(new Rejected(Cause.BAD_SIGNATURE));
    }

    @Test
    @DisplayName("E-8: without what signs it a webhook is not even looked at")
    default void withoutSignatureItIsRejected() {
        assertThat(read(new Webhook(Map.of(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)), NOW))
                .isEqualTo(new Rejected(Cause.HEADER_MISSING));
    }

    @Test
    @DisplayName("E-8: five minutes old or ahead is heard, a second more is stale")
    default void staleIsRejectedBothWays() {
        var webhook = sender().paid("m-3", PAYMENT, amount(), NOW);
        for (var now : new Instant[] {NOW.plus(FIVE_MINUTES), NOW.minus(FIVE_MINUTES)}) {
            assertThat(read(webhook, now)).isInstanceOf(Understood.class);
        }
        for (var now : new Instant[] {
            NOW.plus(FIVE_MINUTES).plusSeconds(1), NOW.minus(FIVE_MINUTES).minusSeconds(1)
        }) {
            assertThat(read(webhook, now)).isEqualTo(new Rejected(Cause.STALE));
        }
    }

    @Test
    @DisplayName("E-8: the same message sent again has the same id, whenever it comes")
    default void aMessageSentAgainHasTheSameId() {
        var later = NOW.plusSeconds(3600);
        var first = read(sender().paid("m-4", PAYMENT, amount(), NOW), NOW);
        assertThat(read(sender().paid("m-4", PAYMENT, amount(), later), later)).isEqualTo(first);
    }

    @Test
    @DisplayName("E-8: what is none of our business is kept under its id, not guessed at")
    default void somethingElseIsKept() {
        assertThat(read(sender().somethingElse("m-5", NOW), NOW))
                .isInstanceOfSatisfying(
                        NotUnderstood.class,
                        kept -> assertThat(kept.messageId()).isEqualTo("m-5"));
    }

    @Test
    @DisplayName("E-8: half a message, rightly signed, is kept and has no effect")
    default void halfAMessageIsKept() {
        assertThat(read(sender().half(NOW), NOW))
                .isInstanceOfSatisfying(
                        NotUnderstood.class,
                        kept -> assertThat(kept.messageId()).isNotBlank());
    }
}
