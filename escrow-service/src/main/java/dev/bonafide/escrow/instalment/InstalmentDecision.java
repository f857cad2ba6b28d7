package dev.bonafide.escrow.instalment;

import java.util.UUID;

/** What comes of a command. */
public sealed interface InstalmentDecision {

    /** The part moves. */
    record Moved(Instalment to) implements InstalmentDecision {}

    /** Nothing is left to do: what makes a repeated message quiet. */
    record AlreadyDone(Instalment at) implements InstalmentDecision {}

    /** The money that came cannot be used and goes back; the part is then at this stage. */
    record GiveBack(Instalment to) implements InstalmentDecision {}

    /** Nothing changes, and why. */
    sealed interface Refused extends InstalmentDecision {

        /** The provider is being asked for it. */
        record Pending(UUID payment) implements Refused {}

        /** Only what is overdue can be given up. */
        record NotOverdue(Instalment.Stage at) implements Refused {}

        /** Nothing of it is owed any more. */
        record NotOwed(Instalment.Stage at) implements Refused {}
    }
}
