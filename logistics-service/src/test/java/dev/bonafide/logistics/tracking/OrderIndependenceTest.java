package dev.bonafide.logistics.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G-1: whatever order messages come in, and however often, the parcel is in the same place. */
class OrderIndependenceTest {

    private static final CarrierMap MAP = CarrierMaps.load("SANDBOX", 1);
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(3));
    private static final Trip TRIP = new Trip(START, "310100");
    private static final String A = "440300";
    private static final String B = "310100";

    /**
     * What the clever mistakes trip over is spread over different messages: two places with equal time and code, two scans
     * of one code and place within a minute, and a retraction that can come before what it retracts.
     */
    private static final List<List<Observation>> MESSAGES = List.of(
            List.of(scan("l1", "LBL", "PT0S", A, null), scan("p1", "PUP", "PT1H", A, null)),
            List.of(scan(null, "TRN", "PT2H", A, null)),
            List.of(scan(null, "TRN", "PT2H", B, null), scan(null, "TRN", "PT3H", A, null)),
            List.of(scan(null, "TRN", "PT3H20S", A, null), scan("d0", "DLV", "PT20H", B, null)),
            List.of(scan("o1", "OFD", "PT21H", B, "d0")),
            List.of(
                    scan("d1", "DLV", "PT24H", B, null),
                    scan(null, "TRN", "PT26H", A, null),
                    scan("p1", "PUP", "PT1H", A, null)));

    /** How one message changes what is known; {@code arrival} counts messages. */
    private interface Handler {
        TrackingState take(TrackingState known, List<Observation> message, Instant receivedAt, int arrival);
    }

    private static final Handler OURS =
            (known, message, receivedAt, _) -> known.join(TrackingState.of(message, receivedAt));

    private static final Handler ARRIVAL_IN_NORM = (known, message, receivedAt, arrival) -> known.join(TrackingState.of(
            message.stream()
                    .map(o -> changed(o, o.k(), o.retracts(), START.plusSeconds(3600L * arrival)))
                    .toList(),
            receivedAt));

    private static final Handler LOWER_RANK_IGNORED = (known, message, receivedAt, _) -> {
        int highest = known.observations().stream()
                .mapToInt(o -> o.code().rank())
                .max()
                .orElse(0);
        return known.join(TrackingState.of(
                message.stream().filter(o -> o.code().rank() >= highest).toList(), receivedAt));
    };

    private static final Handler KEY_WITHOUT_SECONDS = (known, message, receivedAt, arrival) -> {
        TrackingState next = known;
        for (Observation o : message) {
            String coarse = o.eventKey() == null
                    ? o.code() + "|" + o.city() + "|" + o.occurredAt().truncatedTo(ChronoUnit.MINUTES)
                    : o.k();
            Observation mutant = changed(o, coarse, o.retracts(), o.occurredAt());
            next = next.join(new TrackingState(
                    Map.of(coarse, new TrackingState.Seen(mutant, receivedAt.plusMillis(1000L * arrival)))));
        }
        return next;
    };

    private static final Handler RETRACTION_NEEDS_ITS_TARGET = (known, message, receivedAt, _) -> {
        Set<@Nullable String> keys = new HashSet<>();
        known.observations().forEach(o -> keys.add(o.eventKey()));
        return known.join(TrackingState.of(
                message.stream()
                        .map(o -> changed(o, o.k(), keys.contains(o.retracts()) ? o.retracts() : null, o.occurredAt()))
                        .toList(),
                receivedAt));
    };

    @ParameterizedTest(name = "each message {0} times")
    @ValueSource(ints = {1, 2, 3})
    void all720OrdersOfSixMessagesGiveOneStateAndOneView(int times) {
        Set<TrackingState> states = new HashSet<>();
        Set<TrackingView> views = new HashSet<>();
        Set<String> digests = new HashSet<>();
        for (List<Integer> order : permutations(MESSAGES.size())) {
            TrackingState state = play(OURS, repeated(order, times));
            states.add(state);
            views.add(ViewRules.view(state, TRIP, NOW));
            digests.add(ViewRules.view(state, TRIP, NOW).digest());
        }

        assertThat(states).hasSize(1);
        assertThat(views).hasSize(1);
        assertThat(digests).hasSize(1);
        TrackingView view = views.iterator().next();
        assertThat(view.progress()).isEqualTo(TrackingView.Progress.DELIVERED);
        assertThat(view.delivered()).extracting(TrackingView.Line::at).isEqualTo(START.plus(Duration.ofHours(24)));
        assertThat(view.path()).hasSize(9);
    }

    @Test
    void tenThousandDrawnSequencesGiveTheSameView() {
        TrackingView expected = ViewRules.view(play(OURS, List.of(0, 1, 2, 3, 4, 5)), TRIP, NOW);
        Random random = new Random(4821);
        for (int round = 0; round < 10_000; round++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            for (int more = random.nextInt(12); more > 0; more--) {
                order.add(random.nextInt(MESSAGES.size()));
            }
            Collections.shuffle(order, random);
            assertThat(ViewRules.view(play(OURS, order), TRIP, NOW)).isEqualTo(expected);
        }
    }

    @Test
    void joiningIsAssociativeCommutativeAndIdempotent() {
        TrackingState one = TrackingState.of(MESSAGES.get(0), START);
        TrackingState two = TrackingState.of(MESSAGES.get(5), START.plusSeconds(1));
        TrackingState three = TrackingState.of(MESSAGES.get(3), START.plusSeconds(2));

        assertThat(one.join(two)).isEqualTo(two.join(one));
        assertThat(one.join(two).join(three)).isEqualTo(one.join(two.join(three)));
        assertThat(one.join(one)).isEqualTo(one);
        assertThat(TrackingState.EMPTY.join(one)).isEqualTo(one);
    }

    @Test
    void theSixMessagesCatchEachOfTheCleverMistakes() {
        assertThat(viewsOf(OURS, Observation.ORDER)).hasSize(1);
        assertThat(viewsOf(ARRIVAL_IN_NORM, Observation.ORDER)).hasSizeGreaterThan(1);
        assertThat(viewsOf(LOWER_RANK_IGNORED, Observation.ORDER)).hasSizeGreaterThan(1);
        assertThat(viewsOf(KEY_WITHOUT_SECONDS, Observation.ORDER)).hasSizeGreaterThan(1);
        assertThat(viewsOf(RETRACTION_NEEDS_ITS_TARGET, Observation.ORDER)).hasSizeGreaterThan(1);
        assertThat(viewsOf(OURS, Comparator.comparing(Observation::occurredAt))).hasSizeGreaterThan(1);
    }

    private static Set<TrackingView> viewsOf(Handler handler, Comparator<Observation> sorting) {
        Set<TrackingView> views = new HashSet<>();
        for (List<Integer> order : permutations(MESSAGES.size())) {
            views.add(ViewRules.view(play(handler, order), TRIP, NOW, sorting));
        }
        return views;
    }

    private static TrackingState play(Handler handler, List<Integer> order) {
        TrackingState known = TrackingState.EMPTY;
        for (int arrival = 0; arrival < order.size(); arrival++) {
            int message = order.get(arrival);
            known = handler.take(known, MESSAGES.get(message), NOW.plusSeconds(message), arrival);
        }
        return known;
    }

    private static List<Integer> repeated(List<Integer> order, int times) {
        List<Integer> all = new ArrayList<>();
        for (int round = 0; round < times; round++) {
            all.addAll(round % 2 == 0 ? order : order.reversed());
        }
        return all;
    }

    private static List<List<Integer>> permutations(int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : permutations(size - 1)) {
            for (int place = 0; place <= shorter.size(); place++) {
                List<Integer> longer = new ArrayList<>(shorter);
                longer.add(place, size - 1);
                all.add(longer);
            }
        }
        return all;
    }

    private static Observation scan(
            @Nullable String eventId, String code, String after, String city, @Nullable String retracts) {
        return Observation.of(
                "SANDBOX",
                new CarrierEvent(
                        "SB-1",
                        eventId,
                        code,
                        null,
                        null,
                        START.plus(Duration.parse(after)),
                        city,
                        retracts,
                        Proof.NONE),
                MAP);
    }

    private static Observation changed(Observation o, String k, @Nullable String retracts, Instant occurredAt) {
        return new Observation(
                k,
                o.carrier(),
                o.number(),
                o.eventKey(),
                retracts,
                o.code(),
                o.rawCode(),
                occurredAt,
                o.city(),
                o.proof(),
                o.mapVersion());
    }
}
