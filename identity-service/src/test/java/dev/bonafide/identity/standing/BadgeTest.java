package dev.bonafide.identity.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.identity.verification.Kind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeTest {

    @ParameterizedTest
    @CsvSource({
        "'', 600, ''",
        "PHONE, 610, PHONE_VERIFIED",
        "REAL_NAME, 649, ''",
        "PHONE REAL_NAME, 649, PHONE_VERIFIED REAL_NAME_VERIFIED",
        "PHONE REAL_NAME, 650, PHONE_VERIFIED REAL_NAME_VERIFIED CREDIT_GOOD",
        "PHONE REAL_NAME, 699, PHONE_VERIFIED REAL_NAME_VERIFIED CREDIT_GOOD",
        "PHONE REAL_NAME, 700, PHONE_VERIFIED REAL_NAME_VERIFIED CREDIT_VERY_GOOD",
        "PHONE REAL_NAME, 749, PHONE_VERIFIED REAL_NAME_VERIFIED CREDIT_VERY_GOOD",
        "PHONE REAL_NAME, 750, PHONE_VERIFIED REAL_NAME_VERIFIED CREDIT_EXCELLENT",
    })
    void I_4_badges_follow_from_proofs_and_score(String verified, int score, String badges) {
        Set<Kind> kinds = Arrays.stream(verified.split(" "))
                .filter(kind -> !kind.isEmpty())
                .map(Kind::valueOf)
                .collect(Collectors.toSet());
        assertThat(Badge.of(kinds, score).stream().map(Badge::name).collect(Collectors.joining(" ")))
                .isEqualTo(badges);
    }
}
