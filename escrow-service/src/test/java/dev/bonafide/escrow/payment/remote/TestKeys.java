package dev.bonafide.escrow.payment.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Keys that tests make for themselves. */
public final class TestKeys {
    private static final String PASSWORD = "only-for-tests";

    private TestKeys() {}

    /** A key and the certificate that says whose it is. */
    public record Certified(PrivateKey key, X509Certificate certificate) {
        /** The certificate in PEM. */
        public String pem() {
            try {
                return TestKeys.pem("CERTIFICATE", certificate.getEncoded());
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        /** The certificate's number as WeChat Pay writes it. */
        public String serial() {
            return certificate.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
        }
    }

    /** A new pair of RSA keys. */
    public static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * A pair of RSA keys with a name, the same for everybody in this JVM: a test and the service it starts are not always
     * loaded by the same loader, but they share the system properties.
     */
    public static synchronized KeyPair shared(String name) {
        var property = "test.keys." + name;
        var known = System.getProperty(property);
        if (known == null) {
            var pair = rsa();
            System.setProperty(property, pem(pair.getPrivate()) + "|" + pem(pair.getPublic()));
            return pair;
        }
        var parts = known.split("\\|", -1);
        return new KeyPair(Keys.rsaPublic(property, parts[1]), Keys.rsaPrivate(property, parts[0]));
    }

    /** A new key with a certificate, made by the JDK's keytool: its library has no way to make one. */
    public static Certified certified(String name) {
        try {
            var store = Files.createTempDirectory("keys").resolve("store.p12");
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "key",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            "CN=" + name,
                            "-validity",
                            "2",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new Certified((PrivateKey) keys.getKey("key", PASSWORD.toCharArray()), (X509Certificate)
                    keys.getCertificate("key"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The private key in PKCS#8 PEM. */
    public static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** The public key in PEM. */
    public static String pem(java.security.PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    /** A signature with SHA-256 and RSA, in base64. */
    public static String sign(PrivateKey key, String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
