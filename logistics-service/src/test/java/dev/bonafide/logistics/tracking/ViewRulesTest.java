package dev.bonafide.logistics.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.logistics.tracking.TrackingView.Line;
import dev.bonafide.logistics.tracking.TrackingView.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewRulesTest {

    private static final CarrierMap MAP = CarrierMaps.load("SANDBOX", 1);
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(30));

    /** Scans are {@code code@hours} or {@code code@hours@city}. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                    -                                           | ANNOUNCED
                    LBL@0                                       | LABELLED
                    LBL@0 CXL@1                                 | ANNOUNCED
                    X99@0                                       | ANNOUNCED
                    LBL@0 PUP@1                                 | MOVING
                    PUP@1 LBL@2                                 | MOVING
                    PUP@1 X99@2                                 | MOVING
                    PUP@1 PPT@20                                | AT_PICKUP_POINT
                    PUP@1 DLV@24                                | DELIVERED
                    DLV@24                                      | DELIVERED
                    PUP@1 DLV@24 X99@25                         | DELIVERED
                    PUP@1 DLV@24 TRN@30                         | DELIVERED
                    PUP@1 DLV@24 TRN@31                         | MOVING
                    PUP@1 DLV@24 OFD@25                         | MOVING
                    PUP@1 DLV@24 OFD@25 DLV@27                  | DELIVERED
                    PUP@1 RTN@24 DLV@40                         | RETURNED
                    PUP@1 RTN@24                                | RETURNING
                    PUP@1@440300 REF@24                         | MOVING
                    PUP@1@440300 REF@24 DLV@40@440300           | RETURNED
                    PUP@1@440300 REF@24 DLV@40@310100           | DELIVERED
                    PUP@1@440300 REF@24 DLV@40                  | MOVING
                    PUP@1 LST@240                               | LOST
                    PUP@1 LST@240 TRN@250                       | MOVING
                    PUP@1 DMG@10 DLV@24                         | DELIVERED
                    """)
    void theParcelIsWhereItsScansSay(@Nullable String scans, Progress expected) {
        assertThat(view(scans == null ? "" : scans).progress()).isEqualTo(expected);
    }

    @Test
    void damageIsToldBesideThePlace() {
        assertThat(view("PUP@1 DMG@10 DLV@24").damaged()).isTrue();
        assertThat(view("PUP@1 DLV@24").damaged()).isFalse();
    }

    @Test
    void aDeliveryAloneIsAlsoTheFirstScan() {
        TrackingView view = view("DLV@24");
        assertThat(view.firstScan()).isEqualTo(view.delivered());
    }

    @Test
    void scansFromBeforeThePaymentAreShownAndCountForNothing() {
        TrackingView view =
                ViewRules.view(state("PUP@1 DLV@24"), new Trip(START.plus(Duration.ofHours(25)), null), NOW);

        assertThat(view.progress()).isEqualTo(Progress.ANNOUNCED);
        assertThat(view.firstScan()).isNull();
        assertThat(view.path()).extracting(Line::counts).containsExactly(false, false);
    }

    @Test
    void aScanFromTheFutureWaitsForItsTime() {
        Instant now = START.plus(Duration.ofHours(23));
        TrackingView early = ViewRules.view(state("PUP@1 DLV@24"), new Trip(START, null), now);
        assertThat(early.progress()).isEqualTo(Progress.MOVING);
        assertThat(early.changesAt()).isEqualTo(START.plus(Duration.ofHours(24)).minus(Duration.ofMinutes(15)));

        TrackingView late =
                ViewRules.view(state("PUP@1 DLV@24"), new Trip(START, null), START.plus(Duration.ofMinutes(1425)));
        assertThat(late.progress()).isEqualTo(Progress.DELIVERED);
        assertThat(late.changesAt()).isNull();
    }

    private static TrackingView view(String scans) {
        return ViewRules.view(state(scans), new Trip(START, "310100"), NOW);
    }

    private static TrackingState state(String scans) {
        List<Observation> observations = new ArrayList<>();
        for (String scan : scans.isBlank() ? new String[0] : scans.strip().split(" +", -1)) {
            String[] parts = scan.split("@", -1);
            observations.add(Observation.of(
                    "SANDBOX",
                    new CarrierEvent(
                            "SB-1",
                            scan,
                            parts[0],
                            null,
                            null,
                            START.plus(Duration.ofHours(Long.parseLong(parts[1]))),
                            parts.length > 2 ? parts[2] : null,
                            null,
                            Proof.NONE),
                    MAP));
        }
        return TrackingState.of(observations, NOW);
    }
}
