package dev.bonafide.escrow.payment.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's signature of a webhook, {@code t=<seconds>,v1=<hex>,…}: HMAC-SHA256 over {@code t.body}. The SDK's own check
 * goes by the machine's clock and lets the future pass, so this is ours.
 */
final class StripeSignature {
    static final String HEADER = "Stripe-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final List<String> secrets;

    StripeSignature(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** What a check found; how old a signature may be, the reader decides. */
    sealed interface Verdict {
        record Right(Instant sentAt) implements Verdict {}

        record Wrong() implements Verdict {}

        record Malformed() implements Verdict {}
    }

    /** Checks against every secret in force, in the same time wherever a signature differs. */
    Verdict check(@Nullable String header, byte[] body) {
        if (header == null) {
            return new Verdict.Malformed();
        }
        var sent = "";
        var given = new ArrayList<String>();
        for (var part : header.split(",", -1)) {
            var pair = part.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equals("t")) {
                sent = pair[1].strip();
            } else if (pair.length == 2 && pair[0].strip().equals("v1")) {
                given.add(pair[1].strip());
            }
        }
        if (!SECONDS.matcher(sent).matches() || given.isEmpty()) {
            return new Verdict.Malformed();
        }
        return anyMatches(sent, given, body)
                ? new Verdict.Right(Instant.ofEpochSecond(Long.parseLong(sent)))
                : new Verdict.Wrong();
    }

    private boolean anyMatches(String sent, List<String> given, byte[] body) {
        var matches = false;
        for (var secret : secrets) {
            var expected = sign(secret, sent, body).getBytes(StandardCharsets.US_ASCII);
            for (var signature : given) {
                // No early way out: the time taken must not tell which secret or signature came close.
                matches |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return matches;
    }

    private static String sign(String secret, String seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
