package dev.bonafide.risk.verdict;

/** What a judgement comes to, from mildest to hardest. There is no default: who has no outcome has no answer. */
public enum Outcome {
    /** Nothing speaks against it. */
    ALLOW,
    /** It passes, with a warning to those concerned. */
    TIP,
    /** It waits for a person. */
    REVIEW,
    /** It is refused, and the account may not do the like for a time. */
    RESTRICT,
    /** It is refused. */
    BLOCK;

    /** The harder of the two. */
    public Outcome harder(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether the thing judged stands still until a person has spoken, or was refused and can be freed by one. */
    public boolean holds() {
        return switch (this) {
            case ALLOW, TIP, BLOCK -> false;
            case REVIEW, RESTRICT -> true;
        };
    }
}
