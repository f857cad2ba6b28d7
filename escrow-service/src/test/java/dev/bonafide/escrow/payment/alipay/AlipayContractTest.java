package dev.bonafide.escrow.payment.alipay;

import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.HoldContract;
import dev.bonafide.escrow.payment.InquiryContract;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PayoutContract;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.escrow.payment.WithdrawalContract;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class AlipayContractTest
        implements AskContract, InquiryContract, HoldContract, WithdrawalContract, PayoutContract, WebhookContract {
    private final AlipayCounterpart alipay = new AlipayCounterpart();

    @BeforeEach
    void reset() {
        alipay.reset();
    }

    @AfterAll
    void close() {
        alipay.close();
    }

    @Override
    public AlipayCounterpart counterpart() {
        return alipay;
    }

    @Override
    public String reference(UUID id) {
        return TradeNumber.of(id);
    }

    @Override
    public String seller() {
        return "2088102146225135";
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return alipay.provider().read(webhook, now);
    }

    @Override
    public Sender sender() {
        return alipay;
    }

    @Override
    public Money amount() {
        return alipay.price();
    }
}
