package dev.bonafide.dispute.dispute;

import java.util.Set;
import java.util.UUID;

/** What a command does to a dispute. */
public sealed interface Decision {

    /** It moves on, or is marked. */
    record Moved(Dispute to) implements Decision {}

    /** It is allowed and leaves the stage as it is. */
    record Stays(Dispute at) implements Decision {}

    /** It had happened before, so nothing does now. */
    record AlreadyDone(Dispute at) implements Decision {}

    /** A fact that does not fit: nobody here may act on it, and a person must look. */
    record Parked(DisputeCommand command, Stage at) implements Decision {}

    /** It is refused, with the facts that explain it. */
    sealed interface Refused extends Decision {

        /** There is no such dispute for this caller. */
        record NotAParty(UUID caller) implements Refused {}

        /** A party, but not the one that opened it. */
        record NotTheOpener(UUID caller) implements Refused {}

        /** Nobody rules in their own case. */
        record ArbiterIsParty(UUID arbiter) implements Refused {}

        /** This stage does not take that command; these it takes from people. */
        record WrongStage(DisputeCommand.Name asked, Stage at, Set<DisputeCommand.Name> allowed) implements Refused {}

        /** The escrow service has not answered yet. */
        record FreezePending() implements Refused {}

        /** A ruling was made on the evidence there was. */
        record EvidenceClosed(Stage at) implements Refused {}

        /** That side has added as much as it may. */
        record EvidenceQuota(int itemsMax) implements Refused {}

        /** Another arbiter has the case. */
        record AlreadyAssigned() implements Refused {}

        /** The caller is not the arbiter who has the case. */
        record NotAssigned(Stage at) implements Refused {}

        /** It is ruled, and the money is on its way. */
        record RulingInExecution(UUID rulingId) implements Refused {}
    }
}
