package dev.bonafide.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConventionsTest {

    @Test
    void aVersionIsAStrongETag() {
        assertThat(ETags.of(7)).isEqualTo("\"7\"");
        assertThat(ETags.required(" \"7\" ")).isEqualTo(7);
    }

    @Test
    void anEditWithoutVersionIsToldToNameOne() {
        assertRefused(() -> ETags.required(null), 428, "PRECONDITION_REQUIRED");
        assertRefused(() -> ETags.required(" "), 428, "PRECONDITION_REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "7", "W/\"7\"", "\"7\", \"8\"", "\"-1\"", "\"9223372036854775808\""})
    void whatIsNoETagOfOursMatchesNothing(String ifMatch) {
        assertRefused(() -> ETags.required(ifMatch), 412, "PRECONDITION_FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=3|3",
                "respond-async, wait=3|3",
                "Wait = \"3\"; x=1|3",
                "wait=999999|5",
                "wait=9999999|0",
                "await=3|0",
                "wait=soon|0",
                "''|0"
            })
    void aClientMayPreferToWaitButNotForever(String header, long seconds) {
        assertThat(Prefer.waiting(header, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aPageSaysWhereTheListGoesOnAndTheLastOneDoesNot() {
        List<UUID> ids = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
        Page<UUID> first = Page.of(ids, 2, Cursor::of);
        assertThat(first.items()).containsExactly(ids.get(0), ids.get(1));
        assertThat(Cursor.decode(first.nextCursor()).orElseThrow().id(0)).isEqualTo(ids.get(1));
        assertThat(Page.of(ids, 3, Cursor::of).nextCursor()).isNull();
        assertThat(first.map(UUID::toString).nextCursor()).isEqualTo(first.nextCursor());
    }

    @Test
    void aCursorKeepsItsValues() {
        Instant time = Instant.parse("2026-11-01T00:00:00.123456Z");
        Cursor cursor = Cursor.decode(Cursor.of(time, new UUID(1, 2)).encoded()).orElseThrow();
        assertThat(cursor.instant(0)).isEqualTo(time);
        assertThat(cursor.id(1)).isEqualTo(new UUID(1, 2));
        assertRefused(() -> cursor.number(0), 400, "INVALID_CURSOR");
        assertRefused(() -> cursor.text(2), 400, "INVALID_CURSOR");
        assertRefused(() -> Cursor.decode("%%%"), 400, "INVALID_CURSOR");
        assertThat(Cursor.decode("")).isEmpty();
        assertThat(Cursor.decode(null)).isEmpty();
    }

    @Test
    void aLimitStaysWithinReason() {
        assertThat(Page.limit(null)).isEqualTo(20);
        assertThat(Page.limit(0)).isEqualTo(1);
        assertThat(Page.limit(5)).isEqualTo(5);
        assertThat(Page.limit(1_000)).isEqualTo(100);
    }

    private static void assertRefused(ThrowingCallable asked, int status, String code) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().code()).isEqualTo(code);
        });
    }
}
