package dev.bonafide.escrow.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchUpGateTest {
    private static final TopicPartition PARTITION = new TopicPartition("dispute.disputes", 0);

    /** silence is taken for consent only when everybody who may have spoken was heard. */
    @ParameterizedTest(name = "from {0} to {1}, taken in {2}: {3}")
    @CsvSource({
        "0, 0, , true", // nothing was ever said
        "0, 7, 7, true",
        "0, 7, 6, false",
        "0, 7, , false",
        "7, 7, , true", // all of it is past its retention
        "5, 7, , false",
        "5, 7, 7, true"
    })
    void isCaughtUp(long start, long end, @Nullable Long taken, boolean expected) {
        assertThat(CatchUpGate.isCaughtUp(
                        Map.of(PARTITION, start),
                        Map.of(PARTITION, end),
                        taken == null ? Map.of() : Map.of(PARTITION, taken)))
                .isEqualTo(expected);
    }
}
