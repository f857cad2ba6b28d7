package dev.bonafide.risk.verdict;

/** What can be judged. */
public enum JudgedKind {
    /** A listing handed in for publication; its seller acts. */
    LISTING,
    /** An order just placed; its buyer acts. */
    ORDER
}
