package dev.bonafide.risk.verdict;

/** What a restricted account may not do. */
public enum Scope {
    PUBLISH,
    CHAT,
    PAYOUT,
    WITHDRAW,
    BUY
}
