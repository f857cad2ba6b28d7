package dev.bonafide.dispute.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.dispute.dispute.Decision.Refused;
import dev.bonafide.dispute.dispute.DisputeCommand;
import dev.bonafide.dispute.dispute.OpeningDecision;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Stage;
import dev.bonafide.dispute.evidence.Finding;
import dev.bonafide.dispute.order.OrderStage;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final UUID SOMEBODY = new UUID(1, 1);
    private static final Instant AT = Instant.parse("2026-11-06T08:00:00Z");
    private static final Texts TEXTS = Texts.of("kit", "dispute");

    static Stream<Problem> refusals() {
        var ofDisputes = Stream.of(
                        new Refused.NotAParty(SOMEBODY),
                        new Refused.NotTheOpener(SOMEBODY),
                        new Refused.ArbiterIsParty(SOMEBODY),
                        new Refused.WrongStage(DisputeCommand.Name.RULE, Stage.CLOSED, Set.of()),
                        new Refused.FreezePending(),
                        new Refused.EvidenceClosed(Stage.CLOSED),
                        new Refused.EvidenceQuota(30),
                        new Refused.AlreadyAssigned(),
                        new Refused.NotAssigned(Stage.QUEUED),
                        new Refused.RulingInExecution(SOMEBODY))
                .map(RefusalProblems::of);
        var ofOpenings = Stream.of(
                        new OpeningDecision.Refused.UnknownOrder(SOMEBODY),
                        new OpeningDecision.Refused.NotTheBuyer(SOMEBODY),
                        new OpeningDecision.Refused.WrongOrderStage(OrderStage.SHIPPED, Set.of(Reason.INR)),
                        new OpeningDecision.Refused.TooEarly(AT),
                        new OpeningDecision.Refused.WindowClosed(Reason.DAMAGED, AT, Reason.SNAD),
                        new OpeningDecision.Refused.OtherDisputeOpen(SOMEBODY))
                .map(RefusalProblems::of);
        var ofFiles = Stream.of(
                Problem.of(415, "EVIDENCE_TYPE").with("taken", List.of("JPEG")),
                Problem.of(413, "EVIDENCE_TOO_LARGE").with("fileType", "JPEG").with("sizeMax", 1));
        return Stream.of(ofDisputes, ofOpenings, ofFiles).flatMap(problems -> problems);
    }

    @Test
    void both_languages_say_the_same_things() {
        assertThat(TEXTS.missingKeys()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_is_worded_with_its_facts_in_both_languages(Problem problem) {
        for (var language : Language.values()) {
            for (var part : List.of(".title", ".detail")) {
                assertThat(TEXTS.find(language, "problem." + problem.code() + part, problem.members()))
                        .hasValueSatisfying(
                                text -> assertThat(text).isNotBlank().doesNotContain("{"));
            }
        }
    }

    @Test
    void every_finding_is_worded_in_both_languages() {
        var findings = List.<Finding>of(
                new Finding.ContentAltered(SOMEBODY, 1),
                new Finding.ContentMissing(SOMEBODY, 1),
                new Finding.EntryAltered(1),
                new Finding.EntryMissing(1),
                new Finding.EntryAdded(1),
                new Finding.Reordered(1, 2));
        for (var finding : findings) {
            for (var language : Language.values()) {
                assertThat(TEXTS.find(language, "finding." + finding.code(), Map.of("n", 1, "m", 2, "item", SOMEBODY)))
                        .hasValueSatisfying(text -> assertThat(text).doesNotContain("{"));
            }
        }
    }
}
