package dev.bonafide.risk.verdict;

/**
 * The restriction a rule calls for.
 *
 * @param scope what the account may not do
 * @param days for how many days, at most {@value #DAYS_MAX}: a longer one is for a person to impose
 */
public record Sanction(Scope scope, int days) {
    /** The longest restriction a rule may impose by itself. */
    public static final int DAYS_MAX = 7;

    /** Refuses a duration outside 1 to {@value #DAYS_MAX} days. */
    public Sanction {
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("days: " + days + " (expected: 1 to " + DAYS_MAX + ")");
        }
    }
}
