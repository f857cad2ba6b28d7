package dev.bonafide.escrow.payment.remote;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads keys and certificates from settings: PEM, with or without its first and last line. Never says what it read. */
public final class Keys {
    private static final Pattern MARKERS_AND_BREAKS = Pattern.compile("-----[A-Z ]+-----|\\\\n|\\s");

    private Keys() {}

    /** A private RSA key in PKCS#8. */
    public static PrivateKey rsaPrivate(String setting, String text) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(text)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw unreadable(setting, "a private RSA key in PKCS#8 (BEGIN PRIVATE KEY)", unreadable);
        }
    }

    /** A public RSA key. */
    public static PublicKey rsaPublic(String setting, String text) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(text)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw unreadable(setting, "a public RSA key (BEGIN PUBLIC KEY)", unreadable);
        }
    }

    /** A certificate. */
    public static X509Certificate certificate(String setting, String text) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(text)));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw unreadable(setting, "a certificate (BEGIN CERTIFICATE)", unreadable);
        }
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(MARKERS_AND_BREAKS.matcher(text).replaceAll(""));
    }

    private static IllegalStateException unreadable(String setting, String expected, Exception failure) {
        // Without a cause: what a key's reader complains about may quote the key.
        return new IllegalStateException(
                setting + " is not " + expected + ": " + failure.getClass().getSimpleName());
    }
}
