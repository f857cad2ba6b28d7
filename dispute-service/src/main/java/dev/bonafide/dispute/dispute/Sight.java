package dev.bonafide.dispute.dispute;

import java.util.Set;
import java.util.UUID;

/** Who may see what of a dispute. Whoever may not see it is told that there is none. */
public final class Sight {

    /** What a caller is beside being somebody: the doors their roles open. */
    public enum Office {
        ARBITER,
        AUDITOR
    }

    private Sight() {}

    /** The case itself: its parties, its arbiter, any arbiter who could take it, and auditors. */
    public static boolean ofCase(Dispute dispute, UUID account, Set<Office> offices) {
        return isInvolved(dispute, account)
                || offices.contains(Office.AUDITOR)
                || (offices.contains(Office.ARBITER) && dispute instanceof Dispute.Queued);
    }

    /** What the evidence is and whether it is whole: its parties, its arbiter, and auditors. */
    public static boolean ofEvidence(Dispute dispute, UUID account, Set<Office> offices) {
        return isInvolved(dispute, account) || offices.contains(Office.AUDITOR);
    }

    /** The pieces themselves: the parties and the arbiter, and nobody else. */
    public static boolean ofContent(Dispute dispute, UUID account) {
        return isInvolved(dispute, account);
    }

    private static boolean isInvolved(Dispute dispute, UUID account) {
        return dispute.claim().partyOf(account) != null || account.equals(dispute.arbiter());
    }
}
