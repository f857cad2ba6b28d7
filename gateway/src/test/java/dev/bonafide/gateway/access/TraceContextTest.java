package dev.bonafide.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceContextTest {

    @ParameterizedTest
    @CsvSource({
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, true",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, true",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01, false",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01, false",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01, false",
        "00-0af7-b7ad-01,                                         false",
        "hello,                                                   false",
        ",                                                        false"
    })
    void onlyAWellFormedTraceIsCarriedOn(String traceparent, boolean sound) {
        assertThat(TraceContext.isSound(traceparent)).isEqualTo(sound);
    }

    @Test
    void aNewTraceIsWellFormed() {
        Random random = new Random(7);
        for (int n = 0; n < 1000; n++) {
            assertThat(TraceContext.begin(random))
                    .satisfies(begun -> assertThat(TraceContext.isSound(begun)).isTrue());
        }
    }
}
