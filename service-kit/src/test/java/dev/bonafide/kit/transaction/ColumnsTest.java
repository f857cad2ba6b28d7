package dev.bonafide.kit.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final Instant NOON = Instant.parse("2026-11-06T12:00:00Z");

    @Test
    void aTimeIsTheSameInstantHoweverItIsHandedOut() {
        assertThat(Columns.instant(NOON)).isEqualTo(NOON);
        assertThat(Columns.instant(NOON.atOffset(ZoneOffset.ofHours(8)))).isEqualTo(NOON);
        assertThat(Columns.instantOrNull(NOON.atOffset(ZoneOffset.UTC))).isEqualTo(NOON);
    }

    @Test
    void onlyAColumnThatMayBeEmptyIsEmpty() {
        assertThat(Columns.instantOrNull(null)).isNull();
        assertThatThrownBy(() -> Columns.instant(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Columns.instant("2026-11-06")).isInstanceOf(IllegalStateException.class);
    }
}
