package dev.bonafide.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockAdvanceTest {

    @ParameterizedTest(name = "{0} is sent as {1}")
    @CsvSource({
        "+7d, P7D",
        "7d, P7D",
        "+2w, P14D",
        "+1d12h, P1DT12H",
        "+15m, PT15M",
        "90m, PT1H30M",
        "+48h, P2D",
        "+30s, PT30S",
        "+PT15M, PT15M",
        "P7D, P7D",
        "pt1h, PT1H",
        "+7D, P7D",
    })
    void aStepForwardIsUnderstoodAsPeopleWriteIt(String text, String iso) {
        assertThat(ClockAdvance.parse(text).map(ClockAdvance::toIso)).contains(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "-7d", "+0d", "PT0S", "-PT5M", "7", "d7", "1h1d", "soon", "+7 d", "P1M", "9999999d"})
    void whatIsNoStepForwardIsNotGuessed(String text) {
        assertThat(ClockAdvance.parse(text)).isEmpty();
    }
}
