package dev.bonafide.escrow.payment.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.escrow.payment.remote.Keys;
import dev.bonafide.kit.event.EventJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * RSA2 as Alipay's own SDK makes it. The vectors in {@code alipay/signatures.json} were made once with the SDK that they
 * name, by keys made for them: requests by {@code AlipayConfigUtil.sign}, whose time and nonce are in the result, answers
 * and notifications by {@code AlipaySignature.sign} and checked by {@code AlipayConfigUtil.verify} and {@code
 * AlipaySignature.verifyV1}, the certificate's number by {@code AntCertificationUtil.getCertSN}. The signatures have no
 * chance in them, so ours must be the same. The SDK itself stays out of the build: it brings outdated libraries along.
 */
class AlipaySignaturesTest {
    private static final Pattern CLAIM = Pattern.compile("nonce=([^,]+),timestamp=(\\d+)");

    private static JsonNode vectors = EventJson.read("{}", JsonNode.class);

    @BeforeAll
    static void read() throws IOException {
        try (var file = AlipaySignaturesTest.class.getResourceAsStream("/alipay/signatures.json")) {
            vectors = EventJson.read(Objects.requireNonNull(file).readAllBytes(), JsonNode.class);
        }
    }

    private static AlipaySignatures byKeys() {
        return AlipaySignatures.of(AlipayCounterpart.config(Map.of(
                "app-id", text("appId"),
                "private-key", text("appPrivateKey"),
                "alipay-public-key", text("alipayPublicKey"))));
    }

    private static AlipaySignatures byCertificates() {
        return AlipaySignatures.of(AlipayCounterpart.config(Map.of(
                "app-id", text("appId"),
                "private-key", text("appPrivateKey"),
                "app-certificate", text("certificate"),
                "alipay-certificate", text("certificate"),
                "root-certificate-serial", "root-serial")));
    }

    @Test
    void requestsAreSignedAsTheSdkSignsThem() {
        assertThat(vectors.get("requests")).isNotEmpty();
        for (var request : vectors.get("requests")) {
            var expected = request.get("authorization").asText();
            var claim = CLAIM.matcher(expected);
            assertThat(claim.find()).isTrue();
            var headers = (request.get("byCertificate").asBoolean() ? byCertificates() : byKeys())
                    .headers(
                            request.get("method").asText(),
                            request.get("pathAndQuery").asText(),
                            request.get("body").asText(),
                            Long.parseLong(claim.group(2)),
                            claim.group(1));
            assertThat(headers.get("Authorization")).isEqualTo(expected);
            assertThat(headers.containsKey("alipay-root-cert-sn"))
                    .isEqualTo(request.get("byCertificate").asBoolean());
        }
    }

    @Test
    void answersThatTheSdkTakesAreTakenAndNoOthers() {
        for (var answer : vectors.get("answers")) {
            var body = answer.get("body").asText();
            var timestamp = answer.get("timestamp").asText();
            var nonce = answer.get("nonce").asText();
            var signature = answer.get("signature").asText();
            assertThat(byKeys().isSigned(body, timestamp, nonce, null, signature))
                    .isTrue();
            assertThat(byKeys().isSigned(body + " ", timestamp, nonce, null, signature))
                    .isFalse();
            assertThat(byKeys().isSigned(body, "1" + timestamp, nonce, null, signature))
                    .isFalse();
            assertThat(byKeys().isSigned(body, timestamp, nonce, null, "not base64"))
                    .isFalse();
            assertThat(byKeys().isSigned(body, timestamp, nonce, null, null)).isFalse();
        }
    }

    @Test
    void notificationsThatTheSdkTakesAreTakenAndNoOthers() {
        for (var notification : vectors.get("notifications")) {
            Map<String, String> fields = new HashMap<>();
            notification
                    .get("fields")
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            assertThat(AlipaySignatures.signedText(fields))
                    .isEqualTo(notification.get("signedText").asText());
            fields.put("sign", notification.get("signature").asText());
            assertThat(byKeys().isSigned(fields)).isTrue();
            fields.put("total_amount", "3000.01");
            assertThat(byKeys().isSigned(fields)).isFalse();
        }
    }

    @Test
    void aCertificateHasTheNumberThatTheSdkGivesIt() {
        assertThat(AlipaySignatures.serial(Keys.certificate("certificate", text("certificate"))))
                .isEqualTo(text("certificateSerial"));
    }

    @Test
    void withCertificatesOnlyAnAnswerThatNamesAlipaysIsTaken() {
        var signatures = byCertificates();
        var answer = vectors.get("answers").get(0);
        // Signed with a plain key, so none of these is: but the number alone must already decide.
        assertThat(signatures.isSigned(
                        answer.get("body").asText(),
                        answer.get("timestamp").asText(),
                        answer.get("nonce").asText(),
                        "another",
                        answer.get("signature").asText()))
                .isFalse();
    }

    private static String text(String name) {
        return vectors.get(name).asText();
    }
}
