package dev.bonafide.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are the published test numbers of the card schemes. */
class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "6200000000000005",
                "3530111333300000",
                "6011111111111117",
                "30569309025904",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111.1111.1111.1111",
                "４１１１１１１１１１１１１１１１",
                "４１１１　１１１１　１１１１　１１１１",
                "4111\u200B1111\u200B11111111",
                "4111\n1111\t1111  1111",
                "4111–1111–1111–1111",
                "my card: 4111 1111 1111 1111, please",
                "我的卡号是 6200000000000005 谢谢",
                "我的卡号是6200000000000005谢谢",
                "2 4111 1111 1111 1111",
                "4111 1111 1111 1111 12/29 123",
            })
    void aCardNumberIsSeenHoweverItIsWritten(String text) {
        assertThat(CardNumbers.contains(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "490154203237518",
                "356938035643809",
                "13800138000",
                "SF1234567890123",
                "1234567812345670",
                "41111111111111110000000",
                "01890a5d-ac96-774b-bcce-b302099a8057",
                "41111111-1111-1111-8000-000000000000",
                "2026-11-23T06:49:49.123456Z",
                "2026-11-23 06:49 - 2026-11-24 07:00",
                "a4111111111111111",
                "iPhone 15 Pro 256GB, battery 92%",
            })
    void whatOnlyLooksSimilarIsNone(String text) {
        assertThat(CardNumbers.contains(text)).isFalse();
    }

    @Test
    void anIdIsNeverTakenForACard() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            // All digits, as ids of tests and of small counters are.
            String digits = String.format(
                    "%08d-%04d-7%03d-8%03d-%012d",
                    random.nextInt(100_000_000),
                    random.nextInt(10_000),
                    random.nextInt(1_000),
                    random.nextInt(1_000),
                    random.nextLong(1_000_000_000_000L));
            assertThat(CardNumbers.contains(UUID.fromString(digits).toString())).isFalse();
        }
    }
}
