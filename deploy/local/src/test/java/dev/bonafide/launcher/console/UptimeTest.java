package dev.bonafide.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {

    @ParameterizedTest
    @CsvSource({"PT8S, 8 s", "PT12M5S, 12 min 5 s", "PT3H20M, 3 h 20 min", "P3DT4H59M, 3 d 4 h"})
    void timeIsWrittenInItsTwoLargestUnits(Duration duration, String text) {
        assertThat(Uptime.of(duration)).isEqualTo(text);
    }
}
