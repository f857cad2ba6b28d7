package dev.bonafide.risk.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.risk.casework.CaseCommand.Decide;
import dev.bonafide.risk.casework.Restriction.LiftReason;
import dev.bonafide.risk.casework.RiskCase.Choice;
import dev.bonafide.risk.casework.RiskCase.Label;
import dev.bonafide.risk.casework.RiskCase.Matter;
import dev.bonafide.risk.casework.RiskCase.Ruling;
import dev.bonafide.risk.verdict.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseworkRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T11:00:00Z");
    private static final UUID SELLER = new UUID(1, 1);
    private static final UUID ANNA = new UUID(2, 1);
    private static final UUID BO = new UUID(2, 2);
    private static final Matter MATTER =
            new Matter(new UUID(9, 9), RiskCase.Subject.LISTING, new UUID(8, 8), SELLER, "LISTING_REVIEW", NOW);

    @ParameterizedTest(name = "{0}, {1} says {2} {3}: {4}")
    @CsvSource({
        "open,             ANNA,   APPROVE, FALSE_POSITIVE, Moved",
        "open,             ANNA,   APPROVE, UNSURE,         Moved",
        "open,             ANNA,   APPROVE, CONFIRMED,      Moved",
        "open,             ANNA,   REJECT,  CONFIRMED,      Moved",
        "open,             ANNA,   REJECT,  UNSURE,         Moved",
        "open,             ANNA,   REJECT,  FALSE_POSITIVE, LabelContradicts",
        "open,             SELLER, APPROVE, FALSE_POSITIVE, OwnCase",
        "approved by ANNA, ANNA,   APPROVE, UNSURE,         AlreadyDone",
        "approved by ANNA, ANNA,   APPROVE, FALSE_POSITIVE, AlreadyDecided",
        "approved by ANNA, ANNA,   REJECT,  CONFIRMED,      AlreadyDecided",
        "approved by ANNA, BO,     APPROVE, UNSURE,         AlreadyDecided",
        "approved by ANNA, SELLER, APPROVE, UNSURE,         OwnCase",
    })
    void everyCommandAgainstEveryStage(String stage, String who, Choice choice, Label label, String expected) {
        RiskCase riskCase = new RiskCase.Open(MATTER);
        if (!stage.equals("open")) {
            riskCase = new RiskCase.Closed(MATTER, new Ruling(Choice.APPROVE, Label.UNSURE, "", ANNA, NOW));
        }
        var by = who.equals("ANNA") ? ANNA : who.equals("BO") ? BO : SELLER;
        var decision = CaseRules.decide(riskCase, new Decide(by, choice, label, "note"), NOW);
        assertThat(decision.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void aRestrictionEndsAtItsLastInstantAndNotBefore() {
        var until = NOW.plus(Duration.ofDays(7));
        var statement = new Restriction.Statement(new UUID(5, 5), "L02", 1, "p", true, "risk.L02", Map.of(), until);
        var active = new Restriction.Active(
                new Restriction.Terms(new UUID(4, 4), SELLER, Scope.PUBLISH, NOW, until, MATTER.id(), statement));
        assertThat(RestrictionRules.lift(active, LiftReason.EXPIRED, until.minusMillis(1)))
                .isEqualTo(new RestrictionRules.Lifting.NotYet(until));
        var moved = (RestrictionRules.Lifting.Moved) RestrictionRules.lift(active, LiftReason.EXPIRED, until);
        assertThat(moved.to().at()).isEqualTo(until);
        assertThat(RestrictionRules.lift(moved.to(), LiftReason.CASE_APPROVED, until))
                .isInstanceOf(RestrictionRules.Lifting.AlreadyDone.class);
        assertThat(RestrictionRules.lift(active, LiftReason.CASE_APPROVED, NOW))
                .isInstanceOf(RestrictionRules.Lifting.Moved.class);
    }
}
