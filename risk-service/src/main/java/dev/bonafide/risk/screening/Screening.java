package dev.bonafide.risk.screening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in a text. The text itself is not in here.
 *
 * @param hits the patterns that applied, by their place
 */
public record Screening(List<TextHit> hits) {
    /** What a pattern is about. */
    public enum Topic {
        /** Leads the other side off the platform. */
        LURE("text.lure"),
        /** Asks for money around the escrow. */
        ADVANCE("text.advance");

        private final String feature;

        Topic(String feature) {
            this.feature = feature;
        }
    }

    /**
     * One pattern that applied.
     *
     * @param pattern its id
     * @param topic what it is about
     * @param certainty 0 to 10
     * @param start first UTF-16 position in the text as it was written
     * @param end position behind it
     */
    public record TextHit(String pattern, Topic topic, int certainty, int start, int end) {}

    /** Copies the hits. */
    public Screening {
        hits = List.copyOf(hits);
    }

    /** The features of the text; one that is not in here has its default. */
    public Map<String, Object> features() {
        var features = new HashMap<String, Object>();
        for (var hit : hits) {
            features.merge(
                    hit.topic().feature, (long) hit.certainty(), (one, other) -> Math.max((Long) one, (Long) other));
        }
        return features;
    }
}
