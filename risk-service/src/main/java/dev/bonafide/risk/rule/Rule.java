package dev.bonafide.risk.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Outcome;
import dev.bonafide.risk.verdict.Sanction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is written in its file.
 *
 * @param id stable id
 * @param version counts up with every change of meaning
 * @param name what people call it, by language
 * @param event what it looks at
 * @param when condition in CEL over the feature catalogue
 * @param weight points it adds when it applies
 * @param outcome what it demands by itself; ALLOW adds weight only
 * @param restrict the restriction it calls for, exactly when the outcome is RESTRICT
 * @param caseKind kind of case it leads to, or null for the usual one
 * @param text key of the sentence for the person concerned
 * @param why why the line is drawn here
 * @param falseHits whom it hits wrongly, as far as is known
 * @param examples cases it must and must not apply to; a rule without both kinds is refused
 */
public record Rule(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) Map<String, String> name,
        @JsonProperty(required = true) JudgedKind event,
        @JsonProperty(required = true) String when,
        @JsonProperty(required = true) int weight,
        @JsonProperty(required = true) Outcome outcome,
        @Nullable Sanction restrict,
        @JsonProperty("case") @Nullable String caseKind,
        @JsonProperty(required = true) String text,
        @JsonProperty(required = true) String why,
        @JsonProperty(required = true) String falseHits,
        @JsonProperty(required = true) Examples examples) {
    /**
     * Examples of both kinds.
     *
     * @param hit where the rule must apply
     * @param noHit where it must not
     */
    public record Examples(
            @JsonProperty(required = true) List<Example> hit,
            @JsonProperty(required = true) List<Example> noHit) {}

    /**
     * One case.
     *
     * @param name what it tells
     * @param features values that differ from the defaults
     * @param description text of a listing to be screened for the text features, or null
     */
    public record Example(
            @JsonProperty(required = true) String name,
            @Nullable Map<String, Object> features,
            @Nullable String description) {}
}
