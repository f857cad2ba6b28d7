package dev.bonafide.logistics.carrier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.logistics.carrier.Carrier.Reading;
import dev.bonafide.logistics.carrier.Carrier.Subscription;
import dev.bonafide.logistics.carrier.sandbox.Script.Step;
import dev.bonafide.logistics.tracking.CarrierMap;
import dev.bonafide.logistics.tracking.CarrierMaps;
import dev.bonafide.logistics.tracking.Code;
import dev.bonafide.logistics.tracking.Observation;
import dev.bonafide.logistics.tracking.TrackingState;
import dev.bonafide.logistics.tracking.TrackingView.Progress;
import dev.bonafide.logistics.tracking.Trip;
import dev.bonafide.logistics.tracking.ViewRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiaryTest {

    private static final CarrierMap MAP = CarrierMaps.load("SANDBOX", 1);
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

    @ParameterizedTest(name = "{0} ends {1} with {2} messages")
    @CsvSource({
        "SB-4821,              DELIVERED,       5",
        "SB-4821-OK,           DELIVERED,       5",
        "SB-4821-DOUBLE,       DELIVERED,      12",
        "SB-4821-REVERSED,     DELIVERED,       5",
        "SB-4821-LATE,         DELIVERED,       5",
        "SB-4821-SILENT,       LABELLED,        1",
        "SB-4821-LOST,         LOST,            4",
        "SB-4821-DAMAGED,      DELIVERED,       6",
        "SB-4821-LOCKER,       AT_PICKUP_POINT, 5",
        "SB-4821-WRONG_CITY,   DELIVERED,       4",
        "SB-4821-RETURN,       RETURNED,        7",
        "SB-4821-REVOKE,       DELIVERED,       6"
    })
    void eachSuffixPlaysItsTrip(String number, Progress expected, int messages) {
        var entries = diary(SandboxTrip.of(number));

        assertThat(entries).hasSize(messages);
        assertThat(view(entries)).isEqualTo(expected);
    }

    @Test
    void aShuffledScriptIsSentInADrawnOrderThatTheSeedRepeatsAndScansKeepTheirTimes() {
        Script script = new Script(
                List.of(
                        Step.of(Code.PICKED_UP, "PT0S", 2),
                        Step.of(Code.IN_TRANSIT, "PT0S"),
                        Step.of(Code.OUT_FOR_DELIVERY, "PT0S"),
                        Step.of(Code.DELIVERED, "PT0S", 3)),
                true,
                7);

        var entries = diary(script);
        assertThat(diary(script)).isEqualTo(entries);
        assertThat(diary(new Script(script.steps(), false, 7))).isNotEqualTo(entries);
        assertThat(entries).extracting(Diary.Entry::sentAt).isSorted();
        assertThat(view(entries)).isEqualTo(Progress.DELIVERED);
    }

    @Test
    void theSecondCopyIsANewMessageOfTheSameEventAndTheThirdRepeatsTheSecond() {
        var entries = diary(Script.of(Step.of(Code.PICKED_UP, "PT0S", 3)));

        assertThat(entries)
                .extracting(Diary.Entry::body)
                .containsOnly(entries.getFirst().body());
        assertThat(entries.get(1).messageId()).isNotEqualTo(entries.get(0).messageId());
        assertThat(entries.get(2).messageId()).isEqualTo(entries.get(1).messageId());
    }

    private static List<Diary.Entry> diary(Script script) {
        Random random = new Random(1);
        Supplier<UUID> ids = () -> new UUID(random.nextLong(), random.nextLong());
        return Diary.of(script, new Subscription(new UUID(0, 1), "SB-4821", "310100"), MAP, START, ids);
    }

    private static Progress view(List<Diary.Entry> entries) {
        TrackingState state = TrackingState.EMPTY;
        for (Diary.Entry entry : entries) {
            var read = (Reading.Understood) SandboxMessage.read(entry.body().getBytes(StandardCharsets.UTF_8));
            state = state.join(TrackingState.of(
                    read.events().stream()
                            .map(event -> Observation.of("SANDBOX", event, MAP))
                            .toList(),
                    entry.sentAt()));
        }
        return ViewRules.view(state, new Trip(START, "310100"), START.plus(Duration.ofDays(20)))
                .progress();
    }
}
