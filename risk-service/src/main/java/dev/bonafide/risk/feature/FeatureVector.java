package dev.bonafide.risk.feature;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value for every feature of the catalogue. Immutable. */
public final class FeatureVector {
    private final Map<Feature, Object> known;

    private FeatureVector(Map<Feature, Object> known) {
        this.known = known;
    }

    /** A vector of these values, by feature name; a name outside the catalogue or a value of a wrong type is refused. */
    public static FeatureVector of(Map<String, ?> values) {
        var known = new EnumMap<Feature, Object>(Feature.class);
        values.forEach((name, value) -> {
            var feature = Feature.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("No such feature in the catalogue: " + name));
            var checked = feature.checked(value);
            if (!checked.equals(feature.otherwise())) {
                known.put(feature, checked);
            }
        });
        return new FeatureVector(known);
    }

    /** The value of the feature, or its default. */
    public Object value(Feature feature) {
        return known.getOrDefault(feature, feature.otherwise());
    }

    /** The values that differ from their defaults, by name in the order of the catalogue: what the log keeps. */
    public Map<String, Object> nonDefault() {
        var values = new LinkedHashMap<String, Object>();
        known.forEach((feature, value) -> values.put(feature.wireName(), value));
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector && known.equals(vector.known);
    }

    @Override
    public int hashCode() {
        return known.hashCode();
    }

    @Override
    public String toString() {
        return nonDefault().toString();
    }
}
