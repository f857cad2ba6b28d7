package dev.bonafide.logistics.tracking;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of one number: a set of observations, each with the earliest time it arrived. Joining is union and
 * minimum, which are associative, commutative and idempotent; so whatever order messages come in, and however often, the
 * state is the same in the end.
 */
public record TrackingState(Map<String, Seen> byK) {

    /** Nothing known. */
    public static final TrackingState EMPTY = new TrackingState(Map.of());

    /** An observation and when it first arrived. */
    public record Seen(Observation observation, Instant receivedAt) {

        Seen join(Seen other) {
            return receivedAt.isAfter(other.receivedAt) ? other : this;
        }
    }

    /** Copies the map, keeping its order. */
    public TrackingState {
        byK = Collections.unmodifiableMap(new LinkedHashMap<>(byK));
    }

    /** What one message says, as a state of its own. */
    public static TrackingState of(Collection<Observation> observations, Instant receivedAt) {
        Map<String, Seen> byK = new LinkedHashMap<>();
        observations.forEach(observation -> byK.put(observation.k(), new Seen(observation, receivedAt)));
        return new TrackingState(byK);
    }

    /** Both together. */
    public TrackingState join(TrackingState other) {
        Map<String, Seen> joined = new LinkedHashMap<>(byK);
        other.byK.forEach((k, seen) -> joined.merge(k, seen, Seen::join));
        return new TrackingState(joined);
    }

    List<Observation> observations() {
        return byK.values().stream().map(Seen::observation).toList();
    }
}
