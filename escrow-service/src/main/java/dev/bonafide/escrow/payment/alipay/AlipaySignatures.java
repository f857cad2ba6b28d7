package dev.bonafide.escrow.payment.alipay;

import dev.bonafide.escrow.payment.remote.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RSA2 as Alipay means it, SHA-256 with RSA: signs what we ask in version 3 of its API, and checks its answers and
 * notifications. By plain keys, or by certificates, which go along by serial number.
 */
final class AlipaySignatures {
    private static final String ALGORITHM = "SHA256withRSA";
    private static final String SCHEME = "ALIPAY-SHA256withRSA ";

    private final String appId;
    private final PrivateKey ours;
    private final PublicKey theirs;
    private final @Nullable Certificates certificates;

    /** Serial numbers, as Alipay counts them. */
    private record Certificates(String app, String alipay, String root) {}

    private AlipaySignatures(String appId, PrivateKey ours, PublicKey theirs, @Nullable Certificates certificates) {
        this.appId = appId;
        this.ours = ours;
        this.theirs = theirs;
        this.certificates = certificates;
    }

    static AlipaySignatures of(AlipayConfig config) {
        var appId = config.appId().orElseThrow();
        var ours = Keys.rsaPrivate(name("private-key"), config.privateKey().orElseThrow());
        if (config.alipayPublicKey().isPresent()) {
            return new AlipaySignatures(
                    appId,
                    ours,
                    Keys.rsaPublic(
                            name("alipay-public-key"), config.alipayPublicKey().get()),
                    null);
        }
        var app = Keys.certificate(
                name("app-certificate"), config.appCertificate().orElseThrow());
        var alipay = Keys.certificate(
                name("alipay-certificate"), config.alipayCertificate().orElseThrow());
        return new AlipaySignatures(
                appId,
                ours,
                alipay.getPublicKey(),
                new Certificates(
                        serial(app),
                        serial(alipay),
                        config.rootCertificateSerial().orElseThrow()));
    }

    /** The headers that sign a request. */
    Map<String, String> headers(String method, String pathAndQuery, String body, long millis, String nonce) {
        var claim = "app_id=" + appId + (certificates == null ? "" : ",app_cert_sn=" + certificates.app()) + ",nonce="
                + nonce + ",timestamp=" + millis;
        var signature = sign(claim + "\n" + method + "\n" + pathAndQuery + "\n" + body + "\n");
        var authorization = SCHEME + claim + ",sign=" + signature;
        return certificates == null
                ? Map.of("Authorization", authorization)
                : Map.of("Authorization", authorization, "alipay-root-cert-sn", certificates.root());
    }

    /** Whether an answer is Alipay's own. */
    boolean isSigned(
            String body,
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String serial,
            @Nullable String signature) {
        return timestamp != null
                && nonce != null
                && signature != null
                && (certificates == null || certificates.alipay().equals(serial))
                && verifies(timestamp + "\n" + nonce + "\n" + body + "\n", signature);
    }

    /** Whether a notification is Alipay's own: all its fields but two, sorted, the empty ones left out. */
    boolean isSigned(Map<String, String> fields) {
        var signature = fields.get("sign");
        return signature != null && verifies(signedText(fields), signature);
    }

    static String signedText(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("sign")
                                && !field.getKey().equals("sign_type")
                                && !field.getKey().isEmpty()
                                && !field.getValue().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
    }

    private String sign(String text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(ours);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    private boolean verifies(String text, String given) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(theirs);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(given));
        } catch (GeneralSecurityException | IllegalArgumentException notEvenASignature) {
            return false;
        }
    }

    /** MD5 of the issuer's name and the certificate's number: a name for the certificate, no protection of anything. */
    static String serial(X509Certificate certificate) {
        try {
            var name = certificate.getIssuerX500Principal().getName() + certificate.getSerialNumber();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has MD5", impossible);
        }
    }

    private static String name(String setting) {
        return AlipayConfig.PREFIX + "." + setting;
    }
}
