package dev.bonafide.risk.rule;

import dev.bonafide.risk.feature.FeatureVector;
import dev.bonafide.risk.screening.Screener;
import dev.bonafide.risk.verdict.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** What must be true of a rule before it may judge anyone. */
public final class RuleCheck {
    private static final String CASE_KIND = "[A-Z][A-Z0-9_]*";

    private RuleCheck() {}

    /** The rules that are sound in themselves; what is wrong with the others is added to the problems. */
    static List<Rule> sound(List<Rule> rules, List<String> problems) {
        var sound = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (var rule : rules) {
            var wrong = new ArrayList<String>();
            if (!ids.add(rule.id())) {
                wrong.add("the id is used twice");
            }
            if (rule.version() < 1 || rule.weight() < 0) {
                wrong.add("version " + rule.version() + ", weight " + rule.weight() + " (expected: >= 1, >= 0)");
            }
            if ((rule.outcome() == Outcome.RESTRICT) != (rule.restrict() != null)) {
                wrong.add("a restriction goes with the outcome RESTRICT and with no other");
            }
            if (rule.caseKind() != null && !rule.caseKind().matches(CASE_KIND)) {
                wrong.add("case " + rule.caseKind() + " (expected: " + CASE_KIND + ")");
            }
            if (rule.examples().hit().isEmpty() || rule.examples().noHit().isEmpty()) {
                wrong.add("examples of both kinds are needed");
            }
            wrong.forEach(problem -> problems.add(rule.id() + ": " + problem));
            if (wrong.isEmpty()) {
                sound.add(rule);
            }
        }
        return sound;
    }

    /** Plays the examples of all rules; throws {@link BrokenPolicyException} naming each that comes out differently. */
    public static void playExamples(PolicyText text, Policy policy, Screener screener) {
        var problems = new ArrayList<String>();
        for (var rule : text.rules()) {
            play(rule, rule.examples().hit(), true, policy, screener, problems);
            play(rule, rule.examples().noHit(), false, policy, screener, problems);
        }
        if (!problems.isEmpty()) {
            throw new BrokenPolicyException(problems);
        }
    }

    private static void play(
            Rule rule,
            List<Rule.Example> examples,
            boolean expected,
            Policy policy,
            Screener screener,
            List<String> problems) {
        for (var example : examples) {
            try {
                var hit = policy.judge(rule.event(), features(example, screener)).hits().stream()
                        .anyMatch(found -> found.ruleId().equals(rule.id()) && found.outcome() == rule.outcome());
                if (hit != expected) {
                    problems.add(rule.id() + ": \"" + example.name() + "\" " + (hit ? "is hit" : "is not hit"));
                }
            } catch (IllegalArgumentException wrong) {
                problems.add(rule.id() + ": \"" + example.name() + "\": " + wrong.getMessage());
            }
        }
    }

    private static FeatureVector features(Rule.Example example, Screener screener) {
        var features = new HashMap<String, Object>();
        if (example.description() != null) {
            features.putAll(screener.screen(example.description()).features());
        }
        if (example.features() != null) {
            features.putAll(example.features());
        }
        return FeatureVector.of(features);
    }
}
