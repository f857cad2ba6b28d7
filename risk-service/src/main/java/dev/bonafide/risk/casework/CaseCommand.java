package dev.bonafide.risk.casework;

import dev.bonafide.risk.casework.RiskCase.Choice;
import dev.bonafide.risk.casework.RiskCase.Label;
import java.util.UUID;

/** What can be asked of a case. */
public sealed interface CaseCommand {
    /** Decide it. */
    record Decide(UUID by, Choice choice, Label label, String note) implements CaseCommand {}
}
