package dev.bonafide.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00.123Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource source = now::get;
    private final Ids ids = new Ids(source.withZone(ZoneOffset.UTC));

    @Test
    void anIdIsOfVersion7AndCarriesTheTimeOfItsMaking() {
        UUID id = ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(START.toEpochMilli());
    }

    @Test
    void idsOfOneMillisecondIncrease() {
        assertIncreasing(10_000, Duration.ZERO);
    }

    @Test
    void idsIncreaseWithTime() {
        assertIncreasing(1_000, Duration.ofMillis(1));
    }

    @Test
    void idsIncreaseThoughTheClockStepsBack() {
        assertIncreasing(1_000, Duration.ofMillis(-7));
    }

    @Test
    void noTwoThreadsGetTheSameId() throws Exception {
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        var real = new Ids(Clock.fixed(START, ZoneOffset.UTC));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 16; thread++) {
                threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        seen.add(real.next());
                    }
                });
            }
        }
        assertThat(seen).hasSize(32_000);
    }

    private void assertIncreasing(int count, Duration step) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(ids.next().toString());
            now.updateAndGet(instant -> instant.plus(step));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }
}
