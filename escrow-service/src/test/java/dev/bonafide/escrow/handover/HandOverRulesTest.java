package dev.bonafide.escrow.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.handover.HandOverDecision.Proven;
import dev.bonafide.escrow.handover.HandOverDecision.Refused;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** what proves a hand-over, and what does not. */
class HandOverRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID ORDER = new UUID(0, 1);
    private static final HandOverSecrets SECRETS = new HandOverSecrets("a secret only for tests");
    private static final KeyPair KEYS = SECRETS.newKeys();
    private static final HandOverPass PASS = pass(1, "123456", KEYS, 0);

    @Test
    void theCodeOfTheNewestPassProvesItFromTheMomentItIsGivenIn() {
        var newer = pass(2, "654321", SECRETS.newKeys(), 0);

        assertThat(byCode(List.of(PASS), "123456"))
                .isEqualTo(new Proven(new HandedOver(ORDER, 1, HandedOver.Proof.CODE, NOON, NOON)));
        assertThat(byCode(List.of(PASS, newer), "654321"))
                .isEqualTo(new Proven(new HandedOver(ORDER, 2, HandedOver.Proof.CODE, NOON, NOON)));
        assertThat(byCode(List.of(PASS, newer), "123456")).isEqualTo(new Refused.WrongCode(4));
        assertThat(byCode(List.of(), "123456")).isEqualTo(new Refused.NoPass());
    }

    @ParameterizedTest(name = "after {0} wrong tries: {1}")
    @CsvSource({"0, 4", "3, 1", "4, 0"})
    void fiveTriesAndNotOneMore(int before, int left) {
        var pass = pass(1, "123456", KEYS, before);

        assertThat(byCode(List.of(pass), "000000")).isEqualTo(new Refused.WrongCode(left));
        assertThat(byCode(List.of(pass), "123456")).isInstanceOf(Proven.class);
    }

    @Test
    void aLockedPassTakesNoCodeNotEvenTheRightOne() {
        assertThat(byCode(List.of(pass(1, "123456", KEYS, 5)), "123456")).isEqualTo(new Refused.Locked());
    }

    @Test
    void whatWasProvenIsNotProvenAgain() throws Exception {
        var before = new HandedOver(ORDER, 1, HandedOver.Proof.TOKEN, NOON.minusSeconds(60), NOON);
        var token = HandOverToken.sign(PASS, KEYS.getPrivate(), NOON);

        assertThat(HandOverRules.byCode(List.of(PASS), before, hash("123456"), NOON))
                .isEqualTo(new Refused.Before(NOON.minusSeconds(60)));
        assertThat(HandOverRules.byToken(List.of(PASS), before, token, NOON))
                .isEqualTo(new Refused.Before(NOON.minusSeconds(60)));
    }

    /** A token counts from the time that was signed, also by a locked or replaced pass; a phone's clock may be off a little. */
    @ParameterizedTest(name = "signed {0} after the pass, told {1} after it: counts {2}")
    @CsvSource({
        "PT1H,     PT30H, PT1H",
        "PT30H,    PT30H, PT30H",
        "PT30H5M,  PT30H, PT30H", // five minutes ahead of us
        "PT30H6M,  PT30H, ",
        "PT-5M,    PT30H, PT0S", // five minutes behind us when the pass was made
        "PT-6M,    PT30H, "
    })
    void aTokenCountsFromTheTimeThatWasSigned(Duration signedAfter, Duration toldAfter, Duration countsAfter)
            throws Exception {
        var pass = pass(1, "123456", KEYS, 5);
        var token = HandOverToken.sign(pass, KEYS.getPrivate(), pass.issuedAt().plus(signedAfter));
        var now = pass.issuedAt().plus(toldAfter);

        var decision = HandOverRules.byToken(List.of(pass, pass(2, "1", SECRETS.newKeys(), 0)), null, token, now);

        assertThat(decision)
                .isEqualTo(
                        countsAfter == null
                                ? new Refused.WrongTime(pass.issuedAt(), now)
                                : new Proven(new HandedOver(
                                        ORDER,
                                        1,
                                        HandedOver.Proof.TOKEN,
                                        pass.issuedAt().plus(countsAfter),
                                        now)));
    }

    @Test
    void aTokenOfAnotherKeyOrderOrFormProvesNothing() throws Exception {
        var good = HandOverToken.sign(PASS, KEYS.getPrivate(), NOON);
        var otherKey = HandOverToken.sign(PASS, SECRETS.newKeys().getPrivate(), NOON);
        var otherOrder = new HandOverPass(new UUID(0, 2), 1, NOON, hash("1"), KEYS.getPublic(), 0);
        var payload = good.split("\\.")[1];
        var later = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
                        .replace("\"iat\":", "\"iat\":1")
                        .getBytes(StandardCharsets.UTF_8));
        var unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + payload + ".";
        for (var token : new String[] {
            otherKey,
            HandOverToken.sign(otherOrder, KEYS.getPrivate(), NOON),
            good.replace(payload, later),
            unsigned,
            good.substring(0, good.length() - 4),
            "not a token",
            "..",
            ""
        }) {
            assertThat(HandOverRules.byToken(List.of(PASS), null, token, NOON))
                    .as(token)
                    .isEqualTo(new Refused.WrongToken());
        }
        assertThat(HandOverRules.byToken(List.of(), null, good, NOON)).isEqualTo(new Refused.NoPass());
    }

    /** The seller's app checks a token by the public key that both sides can read, and the buyer's signs by the other. */
    @Test
    void theKeysTravelAsJsonWebKeys() {
        assertThat(HandOverToken.webKey(KEYS.getPublic()))
                .containsEntry("kty", "OKP")
                .containsEntry("crv", "Ed25519")
                .containsKey("x")
                .doesNotContainKey("d");
        assertThat(HandOverToken.webKey(KEYS)).containsKeys("x", "d");
    }

    /** What is sealed opens at its place alone, and a code is known by a hash that needs the key. */
    @Test
    void whatIsKeptRevealsNothingWithoutTheKey() {
        var sealed = SECRETS.seal(ORDER, "code 1", "123456".getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(SECRETS.open(ORDER, "code 1", sealed), StandardCharsets.US_ASCII))
                .isEqualTo("123456");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("123456");
        assertThatThrownBy(() -> SECRETS.open(ORDER, "code 2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SECRETS.open(new UUID(0, 2), "code 1", sealed))
                .isInstanceOf(IllegalStateException.class);
        var others = new HandOverSecrets("another secret for tests");
        assertThatThrownBy(() -> others.open(ORDER, "code 1", sealed)).isInstanceOf(IllegalStateException.class);
        assertThat(others.hash(ORDER, "123456")).isNotEqualTo(hash("123456"));
        assertThat(SECRETS.hash(new UUID(0, 2), "123456")).isNotEqualTo(hash("123456"));
        assertThatThrownBy(() -> new HandOverSecrets("short")).isInstanceOf(IllegalArgumentException.class);
        var codes = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            codes.add(SECRETS.newCode());
        }
        assertThat(codes).hasSizeGreaterThan(950).allMatch(code -> code.matches("[0-9]{6}"));
    }

    private static HandOverDecision byCode(List<HandOverPass> passes, String code) {
        return HandOverRules.byCode(passes, null, hash(code), NOON);
    }

    private static HandOverPass pass(int number, String code, KeyPair keys, int wrongTries) {
        return new HandOverPass(
                ORDER, number, NOON.minus(Duration.ofHours(2)), hash(code), keys.getPublic(), wrongTries);
    }

    private static String hash(String code) {
        return SECRETS.hash(ORDER, code);
    }
}
