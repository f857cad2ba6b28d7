package dev.bonafide.escrow.payment.alipay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The application at Alipay. Secrets come from the environment; without them Alipay is not offered. */
@ConfigMapping(prefix = AlipayConfig.PREFIX)
public interface AlipayConfig {
    /** What all names begin with. */
    String PREFIX = "bonafide.payment.alipay";

    /** The application's number. */
    Optional<String> appId();

    /** The application's private key, PKCS#8. */
    Optional<String> privateKey();

    /** Alipay's public key for this application; or, for payouts to sellers, the three certificates' settings instead. */
    Optional<String> alipayPublicKey();

    /** The application's certificate. */
    Optional<String> appCertificate();

    /** Alipay's certificate for this application. */
    Optional<String> alipayCertificate();

    /** The serial number of Alipay's root certificates, as Alipay's tool prints it. */
    Optional<String> rootCertificateSerial();

    /** The public address of our webhook, to which notifications come. */
    Optional<String> notifyUrl();

    /** What buyers and sellers read in their bill. */
    @WithDefault("Bonafide")
    String title();

    /** How long a code can be paid, in whole minutes. */
    @WithDefault("PT15M")
    Duration payWithin();

    /** How long a preauthorised amount stays frozen, by the contract with Alipay; no notification tells it. */
    @WithDefault("P7D")
    Duration holdFor();

    /** Where the API is. */
    @WithDefault("https://openapi.alipay.com")
    String apiBase();

    /** The longest a connection may take. */
    @WithDefault("PT1S")
    Duration connectWithin();

    /** The longest an exchange may take when no guard ends it before. */
    @WithDefault("PT20S")
    Duration answerWithin();
}
