package dev.bonafide.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.webhook.WebhookSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";

    @Test
    void theExampleOfStandardWebhooksIsSignedAsPublished() {
        assertThat(WebhookSignature.sign(SECRET, ID, SENT, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatWasSignedIsValid() {
        assertThat(verify(WebhookSignature.sign(SECRET, ID, SENT, BODY), BODY, SENT))
                .isEqualTo(new Verdict.Valid(ID, SENT));
    }

    @Test
    void oneBitFlippedAnywhereIsABadSignature() {
        String signature = WebhookSignature.sign(SECRET, ID, SENT, BODY);
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] flipped = body.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(WebhookSignature.verify(List.of(SECRET), ID, "1614265330", signature, flipped, SENT))
                    .isEqualTo(new Verdict.BadSignature());
        }
        assertThat(WebhookSignature.verify(List.of(SECRET), ID + "x", "1614265330", signature, body, SENT))
                .isEqualTo(new Verdict.BadSignature());
        assertThat(WebhookSignature.verify(List.of(SECRET), ID, "1614265331", signature, body, SENT))
                .isEqualTo(new Verdict.BadSignature());
        assertThat(verify(signature.replace("v1,", "v2,"), BODY, SENT)).isEqualTo(new Verdict.BadSignature());
    }

    @Test
    void fiveMinutesEitherWayAreInTimeAndASecondMoreIsStale() {
        String signature = WebhookSignature.sign(SECRET, ID, SENT, BODY);
        Duration tolerance = WebhookSignature.TOLERANCE;
        assertThat(verify(signature, BODY, SENT.plus(tolerance))).isInstanceOf(Verdict.Valid.class);
        assertThat(verify(signature, BODY, SENT.minus(tolerance))).isInstanceOf(Verdict.Valid.class);
        assertThat(verify(signature, BODY, SENT.plus(tolerance).plusSeconds(1))).isEqualTo(new Verdict.Stale(SENT));
        assertThat(verify(signature, BODY, SENT.minus(tolerance).minusSeconds(1)))
                .isEqualTo(new Verdict.Stale(SENT));
    }

    @Test
    void whileASecretIsReplacedBothAreGood() {
        String byOld = WebhookSignature.sign("the old one", ID, SENT, BODY);
        String byNew = WebhookSignature.sign("the new one", ID, SENT, BODY);
        List<String> both = List.of("the new one", "the old one");
        for (String signatures : List.of(byOld, byNew, byOld + " " + byNew, "v1a,abc  " + byNew)) {
            assertThat(verify(both, "1614265330", signatures)).isInstanceOf(Verdict.Valid.class);
        }
        assertThat(verify(List.of("the new one"), "1614265330", byOld)).isEqualTo(new Verdict.BadSignature());
        assertThat(verify(List.of(), "1614265330", byOld)).isEqualTo(new Verdict.BadSignature());
    }

    @Test
    void aHeaderThatCannotBeReadIsNamed() {
        String signature = WebhookSignature.sign(SECRET, ID, SENT, BODY);
        for (String timestamp : List.of("", "soon", "-5", "1614265330.5", "99999999999999999999")) {
            assertThat(verify(List.of(SECRET), timestamp, signature))
                    .isEqualTo(new Verdict.Malformed(WebhookSignature.TIMESTAMP_HEADER));
        }
        assertThat(verify(List.of(SECRET), "1614265330", null))
                .isEqualTo(new Verdict.Malformed(WebhookSignature.SIGNATURE_HEADER));
        assertThat(WebhookSignature.verify(List.of(SECRET), null, "1614265330", signature, new byte[0], SENT))
                .isEqualTo(new Verdict.Malformed(WebhookSignature.ID_HEADER));
    }

    private static Verdict verify(String signatures, String body, Instant now) {
        return WebhookSignature.verify(
                List.of(SECRET), ID, "1614265330", signatures, body.getBytes(StandardCharsets.UTF_8), now);
    }

    private static Verdict verify(List<String> secrets, @Nullable String timestamp, @Nullable String signatures) {
        return WebhookSignature.verify(secrets, ID, timestamp, signatures, BODY.getBytes(StandardCharsets.UTF_8), SENT);
    }
}
