package dev.bonafide.escrow.payment.wechat;

import dev.bonafide.escrow.payment.AskContract;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.wechat.WechatCounterpart.Mode;
import org.junit.jupiter.api.BeforeAll;

/** WeChat Pay, signing with platform certificates: the same promises hold. */
class WechatPlatformCertificateContractTest extends WechatContractTest {

    @Override
    Mode mode() {
        return Mode.PLATFORM_CERTIFICATE;
    }

    /** The first ask fetches the certificates, with which notifications can then be read at once. */
    @BeforeAll
    void fetchCertificates() {
        counterpart().offersCertificates();
        counterpart().does(What.PAYMENT, amount());
        AskContract.now(counterpart().provider().authorise(AskContract.payment(AskContract.IDS.next(), amount())));
    }
}
