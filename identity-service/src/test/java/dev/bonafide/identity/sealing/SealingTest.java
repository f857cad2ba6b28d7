package dev.bonafide.identity.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.identity.config.IdentityConfig;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.identity.verification.ResidentId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final UUID PERSON = new UUID(1, 1);
    private static final String PLACE = "verification.phone";

    private final Sealing sealing = new Sealing(secrets("one data key that is long enough"));

    @Test
    void what_was_sealed_opens_for_the_same_person_and_place_only() {
        byte[] sealed = sealing.seal(PERSON, PLACE, "+8613800138000");
        assertThat(sealing.open(PERSON, PLACE, sealed)).isEqualTo("+8613800138000");
        assertThatThrownBy(() -> sealing.open(new UUID(1, 2), PLACE, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealing.open(PERSON, "elsewhere", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_flipped_bit_or_another_key_opens_nothing() {
        byte[] sealed = sealing.seal(PERSON, PLACE, "+8613800138000");
        var another = new Sealing(secrets("another data key, also long enough"));
        assertThatThrownBy(() -> another.open(PERSON, PLACE, sealed)).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> sealing.open(PERSON, PLACE, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_text_never_looks_the_same_and_never_shows() {
        byte[] one = sealing.seal(PERSON, PLACE, "+8613800138000");
        assertThat(one).isNotEqualTo(sealing.seal(PERSON, PLACE, "+8613800138000"));
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("13800138000");
    }

    @Test
    void a_secret_that_is_too_short_is_refused_at_the_start() {
        assertThatThrownBy(() -> new Sealing(secrets("short"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fingerprints(secrets("short"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fingerprints_are_the_same_for_the_same_and_differ_by_purpose_and_pepper() {
        var fingerprints = new Fingerprints(secrets("a pepper that is long enough to be"));
        var others = new Fingerprints(secrets("a pepper that is long enough to be!"));
        var phone = new PhoneNumber("+8613800138000");
        assertThat(fingerprints.of(phone)).isEqualTo(fingerprints.of(phone));
        assertThat(fingerprints.of(phone).matches(others.of(phone))).isFalse();
        assertThat(fingerprints.of(phone)).isNotEqualTo(fingerprints.of(new ResidentId("+8613800138000")));
        assertThat(fingerprints.ofCode(PERSON, "123456")).isNotEqualTo(fingerprints.ofCode(new UUID(1, 2), "123456"));
    }

    @Test
    void codes_have_six_digits_and_do_not_repeat_much() {
        var codes = new Codes();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String code = codes.next();
            assertThat(code).matches("\\d{6}");
            seen.add(code);
        }
        assertThat(seen).hasSizeGreaterThan(950);
    }

    private static IdentityConfig secrets(String secret) {
        return new IdentityConfig() {
            @Override
            public String dataKey() {
                return secret;
            }

            @Override
            public String pepper() {
                return secret;
            }
        };
    }
}
