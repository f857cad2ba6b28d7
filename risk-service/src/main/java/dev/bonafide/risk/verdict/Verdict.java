package dev.bonafide.risk.verdict;

import java.util.List;

/**
 * The answer of a policy to one set of features.
 *
 * @param outcome the hardest that any hit demands
 * @param score sum of the weights
 * @param hits the rules that applied, in the order of the policy
 * @param policyVersion version of the rule set, which depends on its every letter
 */
public record Verdict(Outcome outcome, int score, List<Hit> hits, String policyVersion) {
    /** Puts hits together. */
    public static Verdict of(List<Hit> hits, String policyVersion) {
        var outcome = hits.stream().map(Hit::outcome).reduce(Outcome.ALLOW, Outcome::harder);
        return new Verdict(outcome, hits.stream().mapToInt(Hit::weight).sum(), List.copyOf(hits), policyVersion);
    }
}
