package dev.bonafide.escrow.payment.stripe;

import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.HoldContract;
import dev.bonafide.escrow.payment.InquiryContract;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PayoutContract;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.escrow.payment.WithdrawalContract;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class StripeContractTest
        implements AskContract, InquiryContract, HoldContract, WithdrawalContract, PayoutContract, WebhookContract {
    private final StripeCounterpart stripe = new StripeCounterpart();

    @BeforeEach
    void reset() {
        stripe.reset();
    }

    @AfterAll
    void close() {
        stripe.close();
    }

    @Override
    public StripeCounterpart counterpart() {
        return stripe;
    }

    @Override
    public String reference(UUID id) {
        return StripeCounterpart.intentId(id);
    }

    @Override
    public String seller() {
        return "acct_1032D82eZvKYlo2C";
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return stripe.provider().read(webhook, now);
    }

    @Override
    public Sender sender() {
        return stripe;
    }

    @Override
    public Money amount() {
        return stripe.price();
    }

    @Test
    @DisplayName("E-8: a refund that Stripe gave up is told as failed")
    void notGivenBack() {
        assertNotGivenBack();
    }
}
