package dev.bonafide.launcher.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayedOffsetsTest {

    @Test
    void singleOnesAreRememberedBesideThePosition() {
        var after = ReplayedOffsets.read(0, "").with(List.of(4L));

        assertThat(after.contains(4)).isTrue();
        assertThat(after.contains(3)).isFalse();
        assertThat(after.before()).isZero();
        assertThat(after.metadata()).isEqualTo("4");
    }

    @Test
    void aClosedGapMovesThePosition() {
        var after = ReplayedOffsets.read(2, "4,5,9").with(List.of(2L, 3L));

        assertThat(after.before()).isEqualTo(6);
        assertThat(after.metadata()).isEqualTo("9");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var written = ReplayedOffsets.read(7, "").with(List.of(10L, 8L));

        assertThat(ReplayedOffsets.read(written.before(), written.metadata())).isEqualTo(written);
    }

    @Test
    void everythingBelowThePositionWasSentAgain() {
        assertThat(ReplayedOffsets.read(3, "").contains(2)).isTrue();
        assertThat(ReplayedOffsets.read(3, "").contains(3)).isFalse();
    }
}
