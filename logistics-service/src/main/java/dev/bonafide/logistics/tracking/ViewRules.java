package dev.bonafide.logistics.tracking;

import dev.bonafide.logistics.tracking.TrackingView.Line;
import dev.bonafide.logistics.tracking.TrackingView.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a state. The view is a function of the set of observations alone, so it cannot depend on their arrival. */
public final class ViewRules {

    /** Hubs upload late: such a scan does not undo a delivery this long before it. */
    static final Duration LATE_HUB_SCAN_MAX = Duration.ofHours(6);

    /** Carriers' clocks run ahead a little; a scan dated further in the future waits until its time. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(15);

    private ViewRules() {}

    /** The view of the state at an instant; the instant matters only to scans that are dated in the future. */
    public static TrackingView view(TrackingState state, Trip trip, Instant now) {
        return view(state, trip, now, Observation.ORDER);
    }

    static TrackingView view(TrackingState state, Trip trip, Instant now, Comparator<Observation> order) {
        Instant horizon = now.plus(AHEAD_MAX);
        List<Observation> standing = standing(state);
        @Nullable
        Instant nextAt = standing.stream()
                .map(Observation::occurredAt)
                .filter(at -> at.isAfter(horizon))
                .min(Comparator.naturalOrder())
                .orElse(null);
        Walk walk = new Walk(trip);
        standing.stream()
                .filter(observation -> !observation.occurredAt().isAfter(horizon))
                .sorted(order)
                .forEachOrdered(walk::step);
        return walk.end(nextAt == null ? null : nextAt.minus(AHEAD_MAX));
    }

    /** All observations but those that another one retracts, whichever of the two came first. */
    private static List<Observation> standing(TrackingState state) {
        Set<String> retracted = state.observations().stream()
                .map(Observation::retracts)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return state.observations().stream()
                .filter(observation -> observation.eventKey() == null || !retracted.contains(observation.eventKey()))
                .toList();
    }

    /** Goes along the path once. */
    private static final class Walk {
        private final Trip trip;
        private final List<Line> path = new ArrayList<>();
        private @Nullable Line current;
        private @Nullable Line firstScan;
        private @Nullable Line lost;
        private boolean refused;
        private boolean returning;
        private boolean damaged;

        Walk(Trip trip) {
            this.trip = trip;
        }

        void step(Observation observation) {
            boolean counts = !observation.occurredAt().isBefore(trip.countsFrom());
            Code code = counts ? inPlace(observation) : observation.code();
            Line line = new Line(
                    observation.k(),
                    code,
                    observation.rawCode(),
                    observation.occurredAt(),
                    observation.city(),
                    observation.proof(),
                    counts);
            path.add(line);
            if (counts) {
                weigh(line);
            }
        }

        /** On the way back a delivery is a return; after a refusal the city tells which of the two it is. */
        private Code inPlace(Observation observation) {
            if (observation.code() != Code.DELIVERED) {
                return observation.code();
            }
            if (returning) {
                return Code.RETURNED;
            }
            return refused ? afterRefusal(observation.city()) : Code.DELIVERED;
        }

        private Code afterRefusal(@Nullable String city) {
            @Nullable String origin = firstScan == null ? null : firstScan.city();
            if (city == null) {
                return Code.HELD;
            }
            if (city.equals(trip.destinationCity())) {
                return Code.DELIVERED;
            }
            return city.equals(origin) ? Code.RETURNED : Code.HELD;
        }

        private void weigh(Line line) {
            if (line.code().isFlag()) {
                damaged |= line.code() == Code.DAMAGED;
                lost = line.code() == Code.LOST ? line : lost;
            } else if (line.code().isScan()) {
                scanned(line);
            } else if (firstScan == null && (current == null || line.code() != Code.UNKNOWN)) {
                // A notice says something only as long as nobody has touched the parcel.
                current = line;
            }
        }

        private void scanned(Line line) {
            firstScan = firstScan == null ? line : firstScan;
            refused |= line.code() == Code.REFUSED;
            returning |= line.code() == Code.RETURNING;
            if (!isLateHubScan(line)) {
                current = line;
                lost = null;
            }
        }

        private boolean isLateHubScan(Line line) {
            return current != null
                    && current.code() == Code.DELIVERED
                    && line.code().rank() < Code.OUT_FOR_DELIVERY.rank()
                    && !line.at().isAfter(current.at().plus(LATE_HUB_SCAN_MAX));
        }

        TrackingView end(@Nullable Instant changesAt) {
            @Nullable Line delivered = current != null && current.code() == Code.DELIVERED ? current : null;
            return new TrackingView(path, current, firstScan, delivered, damaged, progress(), changesAt);
        }

        private Progress progress() {
            if (lost != null) {
                return Progress.LOST;
            }
            if (current == null) {
                return Progress.ANNOUNCED;
            }
            return switch (current.code()) {
                // A label that the carrier has cancelled is none; the seller may still correct or cancel.
                case UNKNOWN, CANCELLED, DAMAGED, LOST -> Progress.ANNOUNCED;
                case LABEL_CREATED -> Progress.LABELLED;
                case PICKED_UP, IN_TRANSIT, CUSTOMS, HELD, ARRIVED, OUT_FOR_DELIVERY, DELIVERY_FAILED, REFUSED ->
                    Progress.MOVING;
                case AT_PICKUP_POINT -> Progress.AT_PICKUP_POINT;
                case DELIVERED -> Progress.DELIVERED;
                case RETURNING -> Progress.RETURNING;
                case RETURNED -> Progress.RETURNED;
            };
        }
    }
}
