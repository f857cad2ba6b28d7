package dev.bonafide.risk.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import dev.bonafide.risk.feature.FeatureVector;
import dev.bonafide.risk.screening.Screener;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Outcome;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulePackTest {
    private static final String HEAD = "name: test\nrules: [X]\n";
    private static final PolicyText PACK = PolicyText.load("2026-11");
    private static final Policy POLICY = CelPolicy.compile(PACK);
    private static final Screener SCREENER = Screener.load();

    @TestFactory
    Stream<DynamicTest> everyRuleHitsItsPositiveExamplesAndNoneOfItsNegativeOnes() {
        return PACK.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.id() + " " + rule.name().get("en"),
                        () -> RuleCheck.playExamples(only(rule.id()), POLICY, SCREENER)));
    }

    @Test
    void everyRuleHasItsSentenceInBothLanguages() {
        var texts = Texts.of("risk");
        assertThat(texts.missingKeys()).isEmpty();
        for (var rule : PACK.rules()) {
            assertThat(rule.name()).containsOnlyKeys("en", "zh-CN");
            assertThat(texts.find(Language.ENGLISH, rule.text(), Map.of()))
                    .as(rule.text())
                    .isPresent();
        }
    }

    @Test
    void theHardestHitDecidesAndTheWeightsAddUp() {
        var verdict = POLICY.judge(
                JudgedKind.LISTING,
                FeatureVector.of(Map.of(
                        "acct.ageHours", 48,
                        "acct.cheap24h", 3,
                        "lst.template", "phones",
                        "lst.ratioPct", 45,
                        "lst.comparables", 40)));
        assertThat(verdict.outcome()).isEqualTo(Outcome.RESTRICT);
        assertThat(verdict.score()).isEqualTo(750);
        assertThat(verdict.hits()).extracting(Hit::ruleId).containsExactly("L01", "L02");
        assertThat(verdict.hits().getLast().facts())
                .containsEntry("acctCheap24h", "3")
                .containsEntry("acctAgeHours", "48");
    }

    @Test
    void anOrderIsNotJudgedByTheRulesForListings() {
        assertThat(POLICY.judge(JudgedKind.ORDER, FeatureVector.of(Map.of("text.lure", 10)))
                        .hits())
                .isEmpty();
    }

    @Test
    void aRuleThatFailsWhileItIsEvaluatedAsksForAPersonAndIsNeverAMiss() {
        var policy = CelPolicy.compile(PolicyText.of(HEAD + rule("acct.sales / acct.buys > 3")));
        var verdict = policy.judge(JudgedKind.LISTING, FeatureVector.of(Map.of("acct.sales", 4)));
        assertThat(verdict.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(verdict.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.facts()).containsKey(Hit.RULE_ERROR);
            assertThat(hit.textKey()).isEqualTo("risk.rule-error");
        });
    }

    @Test
    void everyChangeOfARuleIsAnotherPolicyVersion() {
        var one = PolicyText.of(HEAD + rule("acct.sales > 3"));
        var other = PolicyText.of(HEAD + rule("acct.sales > 4"));
        assertThat(one.version()).startsWith("test-").isNotEqualTo(other.version());
        assertThat(PolicyText.of(one.text()).version()).isEqualTo(one.version());
    }

    @TestFactory
    Stream<DynamicTest> aBrokenRuleSetIsRefusedWithItsFault() {
        return Map.of(
                        "an unknown feature", rule("acct.shoeSize > 3"),
                        "a condition that is no truth value", rule("acct.sales + 3"),
                        "a comparison of text with a number", rule("lst.grade > 3"),
                        "no syntax at all", rule("acct.sales >"),
                        "a field that does not exist", rule("acct.sales > 3") + "colour: red\n",
                        "a restriction without the outcome",
                                rule("acct.sales > 3") + "restrict: {scope: PUBLISH, days: 7}\n",
                        "a restriction that only a person may impose",
                                rule("acct.sales > 3").replace("REVIEW", "RESTRICT")
                                        + "restrict: {scope: PUBLISH, days: 8}\n",
                        "an outcome nobody knows", rule("acct.sales > 3").replace("REVIEW", "MAYBE"),
                        "no outcome", rule("acct.sales > 3").replace("outcome: REVIEW\n", ""),
                        "no negative example", rule("acct.sales > 3").replace("[{name: n}]", "[]"))
                .entrySet()
                .stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.getKey(),
                        () -> assertThatThrownBy(() -> CelPolicy.compile(PolicyText.of(HEAD + broken.getValue())))
                                .isInstanceOf(BrokenPolicyException.class)
                                .hasMessageContaining("X")));
    }

    @Test
    void aRuleThatMissesItsOwnExampleIsRefused() {
        var text = PolicyText.of(HEAD + rule("acct.sales > 3"));
        assertThatThrownBy(() -> RuleCheck.playExamples(text, CelPolicy.compile(text), SCREENER))
                .isInstanceOf(BrokenPolicyException.class)
                .hasMessageContaining("\"p\" is not hit");
    }

    private static String rule(String when) {
        return """
                ---
                id: X
                version: 1
                name: {en: X, zh-CN: X}
                event: LISTING
                when: %s
                weight: 10
                outcome: REVIEW
                text: risk.X
                why: for a test
                falseHits: none
                examples: {hit: [{name: p}], noHit: [{name: n}]}
                """.formatted(when);
    }

    private static PolicyText only(String id) {
        var documents = PACK.text().split("\n---\n", -1);
        for (var document : documents) {
            if (document.startsWith("id: " + id + "\n")) {
                return new PolicyText(documents[0] + "\n---\n" + document, PACK.version());
            }
        }
        throw new AssertionError("No rule " + id);
    }
}
