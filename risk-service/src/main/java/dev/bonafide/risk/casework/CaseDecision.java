package dev.bonafide.risk.casework;

import java.util.UUID;

/** What a command on a case comes to. */
public sealed interface CaseDecision {
    /** The case is closed now. */
    record Moved(RiskCase.Closed to) implements CaseDecision {}

    /** It was closed like that before. */
    record AlreadyDone(RiskCase.Closed at) implements CaseDecision {}

    /** Not possible, and why. */
    sealed interface Refused extends CaseDecision {
        /** Somebody has decided otherwise. */
        record AlreadyDecided(RiskCase.Ruling ruling) implements Refused {}

        /** Nobody decides on themselves. */
        record OwnCase(UUID account) implements Refused {}

        /** A suspicion that was wrong is no ground to refuse anything. */
        record LabelContradicts(RiskCase.Choice choice, RiskCase.Label label) implements Refused {}
    }
}
