package dev.bonafide.escrow.payment.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The merchant at WeChat Pay. Secrets come from the environment; without them WeChat Pay is not offered. */
@ConfigMapping(prefix = WechatConfig.PREFIX)
public interface WechatConfig {
    /** What all names begin with. */
    String PREFIX = "bonafide.payment.wechat";

    /** The app on whose behalf buyers pay. */
    Optional<String> appId();

    /** The merchant's number. */
    Optional<String> merchantId();

    /** The serial number of the merchant's API certificate. */
    Optional<String> merchantSerial();

    /** The private key of the merchant's API certificate, PKCS#8. */
    Optional<String> privateKey();

    /** The merchant's APIv3 key, 32 bytes, with which notifications are encrypted. */
    Optional<String> apiV3Key();

    /** The id of WeChat Pay's public key, {@code PUB_KEY_ID_…}; with the key, instead of platform certificates. */
    Optional<String> publicKeyId();

    /** WeChat Pay's public key. */
    Optional<String> publicKey();

    /** Also takes platform certificates where there is a public key, while the merchant changes over from them. */
    @WithDefault("false")
    boolean platformCertificatesToo();

    /** The public address of our webhook, to which notifications come. */
    Optional<String> notifyUrl();

    /** What buyers and sellers read in their bill. */
    @WithDefault("Bonafide")
    String title();

    /** How long a code can be paid, from the moment the payment was begun. */
    @WithDefault("PT15M")
    Duration payWithin();

    /** The scene under which transfers to sellers are registered; without it sellers cannot be paid this way. */
    Optional<String> transferSceneId();

    /** What the scene demands to be reported, each as {@code kind=content}. */
    Optional<List<String>> transferReport();

    /** The marketplace's page on which a seller confirms a transfer; gets what WeChat's script needs in its fragment. */
    Optional<String> confirmPayoutUrl();

    /** Where the API is. */
    @WithDefault("https://api.mch.weixin.qq.com")
    String apiBase();

    /** The longest a connection may take. */
    @WithDefault("PT1S")
    Duration connectWithin();

    /** The longest an exchange may take when no guard ends it before. */
    @WithDefault("PT20S")
    Duration answerWithin();
}
