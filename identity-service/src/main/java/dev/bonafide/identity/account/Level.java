package dev.bonafide.identity.account;

import dev.bonafide.identity.verification.Kind;
import java.util.Set;

/** How far an account is trusted, by what it has proven. */
public enum Level {
    /** Registered, nothing proven: may look around. */
    L0(600),
    /** The phone is proven. */
    L1(699),
    /** Phone and real name are proven. */
    L2(950),
    /** Also document, face and a card in the same name. Nobody reaches it until those can be verified. */
    L3(950);

    private final int scoreMax;

    Level(int scoreMax) {
        this.scoreMax = scoreMax;
    }

    /** The level that goes with these proofs. A real name without a phone counts for nothing yet. */
    public static Level of(Set<Kind> verified) {
        if (!verified.contains(Kind.PHONE)) {
            return L0;
        }
        return verified.contains(Kind.REAL_NAME) ? L2 : L1;
    }

    /** The highest score an account of this level can have. */
    public int scoreMax() {
        return scoreMax;
    }
}
