package dev.bonafide.identity.standing;

import dev.bonafide.identity.verification.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Marks on a trust card, always computed. The names are codes that clients and events see. */
public enum Badge {
    /** The phone is proven. */
    PHONE_VERIFIED,
    /** The real name is proven, and the phone too. */
    REAL_NAME_VERIFIED,
    /** Score of 650 and more. */
    CREDIT_GOOD,
    /** Score of 700 and more. */
    CREDIT_VERY_GOOD,
    /** Score of 750 and more. */
    CREDIT_EXCELLENT;

    private static final int GOOD = 650;
    private static final int VERY_GOOD = 700;
    private static final int EXCELLENT = 750;

    /** The badges that go with these proofs and that score, in the order of display; of the credit badges the best one. */
    public static List<Badge> of(Set<Kind> verified, int score) {
        List<Badge> badges = new ArrayList<>();
        if (verified.contains(Kind.PHONE)) {
            badges.add(PHONE_VERIFIED);
            if (verified.contains(Kind.REAL_NAME)) {
                badges.add(REAL_NAME_VERIFIED);
            }
        }
        if (score >= EXCELLENT) {
            badges.add(CREDIT_EXCELLENT);
        } else if (score >= VERY_GOOD) {
            badges.add(CREDIT_VERY_GOOD);
        } else if (score >= GOOD) {
            badges.add(CREDIT_GOOD);
        }
        return List.copyOf(badges);
    }
}
