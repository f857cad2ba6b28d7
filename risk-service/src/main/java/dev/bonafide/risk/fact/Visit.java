package dev.bonafide.risk.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A fact on its way from subject to subject.
 *
 * @param eventId the event it comes from
 * @param occurredAt business time of that event
 * @param fact what happened
 * @param stops the subjects still to visit, the present one first
 * @param view features that the subjects behind have shown it
 */
public record Visit(UUID eventId, Instant occurredAt, Fact fact, List<SubjectKey> stops, Map<String, Object> view) {
    /** The beginning of the way. */
    public static Visit of(UUID eventId, Instant occurredAt, Fact fact) {
        return new Visit(eventId, occurredAt, fact, fact.itinerary(), Map.of());
    }

    /** The present subject. */
    public SubjectKey here() {
        return stops.getFirst();
    }

    /** Whether it goes no further than here. */
    public boolean isLastStop() {
        return stops.size() == 1;
    }

    /** The way on, with what this stop has shown and the stops it added. */
    public Visit onward(Map<String, Object> shown, List<SubjectKey> detour) {
        var further = new ArrayList<>(detour);
        further.addAll(stops.subList(1, stops.size()));
        var seen = new HashMap<>(view);
        seen.putAll(shown);
        return new Visit(eventId, occurredAt, fact, List.copyOf(further), Map.copyOf(seen));
    }
}
