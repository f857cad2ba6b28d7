package dev.bonafide.identity.score;

import java.util.Comparator;
import java.util.List;

/**
 * A credit score and what it consists of.
 *
 * @param value {@value #MIN} to {@value #MAX}, exactly the sum of the factors' points
 * @param modelVersion the model that made it
 * @param factors the weightiest first; none has 0 points but the base
 */
public record Score(int value, String modelVersion, List<Factor> factors) {

    /** The lowest score there is. */
    public static final int MIN = 350;
    /** The highest score there is. */
    public static final int MAX = 950;

    private static final Comparator<Factor> WEIGHTIEST_FIRST = Comparator.<Factor>comparingInt(
                    factor -> -Math.abs(factor.points()))
            .thenComparing(Factor::name);

    /** Orders the factors, and refuses ones that do not add up. */
    public Score {
        factors = factors.stream().sorted(WEIGHTIEST_FIRST).toList();
        int sum = factors.stream().mapToInt(Factor::points).sum();
        if (sum != value || value < MIN || value > MAX) {
            throw new IllegalArgumentException("Factors add up to " + sum + ", not to a score of " + value);
        }
    }

    /** The points of that factor, 0 if it has no part. */
    public int points(FactorName name) {
        return factors.stream()
                .filter(factor -> factor.name() == name)
                .mapToInt(Factor::points)
                .sum();
    }

    /** The score as others may see it: rounded down to 50 and shown from 650 up. */
    public String band() {
        return value < 650 ? "<650" : value / 50 * 50 + "+";
    }
}
