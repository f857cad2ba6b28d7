package dev.bonafide.kit.security;

/** The roles of the realm. A role opens a door; whose thing lies behind it, the domain decides. */
public final class Roles {

    /** Buys and sells. */
    public static final String MEMBER = "member";
    /** Rules on disputes. */
    public static final String ARBITER = "arbiter";
    /** Examines goods and signs reports. */
    public static final String INSPECTOR = "inspector";
    /** Works on risk cases, rules and lists. */
    public static final String RISK_ANALYST = "risk-analyst";
    /** Reconciles and corrects the ledger. */
    public static final String FINANCE = "finance";
    /** Judges what people write and show. */
    public static final String MODERATOR = "moderator";
    /** Reads everything, changes nothing. */
    public static final String AUDITOR = "auditor";
    /** Runs the installation. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
