package dev.bonafide.risk.verdict;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One rule that applied.
 *
 * @param ruleId id of the rule
 * @param version version of the rule
 * @param weight points it adds to the score
 * @param outcome what it demands by itself; {@link Outcome#ALLOW} where it only adds weight
 * @param textKey key of the sentence that explains it to a person
 * @param facts the features its condition names, as text, by their names in sentences
 * @param sanction restriction it calls for, with {@link Outcome#RESTRICT} only
 * @param caseKind kind of case a person finds it under, or null for the usual one
 */
public record Hit(
        String ruleId,
        int version,
        int weight,
        Outcome outcome,
        String textKey,
        Map<String, String> facts,
        @Nullable Sanction sanction,
        @Nullable String caseKind) {
    /** Fact that says why a rule could not be evaluated. Such a rule counts as a hit that wants a person's eyes. */
    public static final String RULE_ERROR = "ruleError";

    /** Sorts the facts, so that equal hits are written alike. */
    public Hit {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
