package dev.bonafide.risk.casework;

import dev.bonafide.risk.casework.CaseCommand.Decide;
import dev.bonafide.risk.casework.CaseDecision.AlreadyDone;
import dev.bonafide.risk.casework.CaseDecision.Moved;
import dev.bonafide.risk.casework.CaseDecision.Refused.AlreadyDecided;
import dev.bonafide.risk.casework.CaseDecision.Refused.LabelContradicts;
import dev.bonafide.risk.casework.CaseDecision.Refused.OwnCase;
import dev.bonafide.risk.casework.RiskCase.Choice;
import dev.bonafide.risk.casework.RiskCase.Closed;
import dev.bonafide.risk.casework.RiskCase.Label;
import dev.bonafide.risk.casework.RiskCase.Open;
import dev.bonafide.risk.casework.RiskCase.Ruling;
import java.time.Instant;

/** Every command against every stage of a case. */
public final class CaseRules {
    private CaseRules() {}

    /** Decides a command. */
    public static CaseDecision decide(RiskCase riskCase, CaseCommand command, Instant now) {
        return switch (command) {
            case Decide c when c.by().equals(riskCase.matter().accountId()) -> new OwnCase(c.by());
            case Decide c
            when c.choice() == Choice.REJECT && c.label() == Label.FALSE_POSITIVE ->
                new LabelContradicts(c.choice(), c.label());
            case Decide c ->
                switch (riskCase) {
                    case Open open -> new Moved(open.close(new Ruling(c.choice(), c.label(), c.note(), c.by(), now)));
                    case Closed closed when sameRuling(closed.ruling(), c) -> new AlreadyDone(closed);
                    case Closed closed -> new AlreadyDecided(closed.ruling());
                };
        };
    }

    private static boolean sameRuling(Ruling ruling, Decide command) {
        return ruling.by().equals(command.by())
                && ruling.choice() == command.choice()
                && ruling.label() == command.label();
    }
}
