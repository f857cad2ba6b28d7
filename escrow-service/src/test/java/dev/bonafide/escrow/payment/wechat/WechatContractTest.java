package dev.bonafide.escrow.payment.wechat;

import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.InquiryContract;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PayoutContract;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.escrow.payment.WithdrawalContract;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.wechat.WechatCounterpart.Mode;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** WeChat Pay, signing with its public key. */
@TestInstance(Lifecycle.PER_CLASS)
class WechatContractTest implements AskContract, InquiryContract, WithdrawalContract, PayoutContract, WebhookContract {
    private final WechatCounterpart wechat = new WechatCounterpart(mode());

    Mode mode() {
        return Mode.PUBLIC_KEY;
    }

    @BeforeEach
    void reset() {
        wechat.reset();
    }

    @AfterAll
    void close() {
        wechat.close();
    }

    @Override
    public WechatCounterpart counterpart() {
        return wechat;
    }

    @Override
    public String reference(UUID id) {
        return TradeNumber.of(id);
    }

    @Override
    public String seller() {
        return "o-MYE42l80oelYMDE34nYD456Xoy";
    }

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return wechat.provider().read(webhook, now);
    }

    @Override
    public Sender sender() {
        return wechat;
    }

    @Override
    public Money amount() {
        return wechat.price();
    }

    @Test
    @DisplayName("E-8: a refund that WeChat Pay gave up is told as failed")
    void notGivenBack() {
        assertNotGivenBack();
    }
}
