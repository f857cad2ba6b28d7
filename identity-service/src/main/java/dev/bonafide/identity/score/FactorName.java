package dev.bonafide.identity.score;

/** What a score is made of. The names are codes that clients and events see. */
public enum FactorName {
    /** Where everybody begins. */
    BASE,
    /** A proven phone. */
    PHONE,
    /** A proven real name. */
    REAL_NAME,
    /** How long the phone has been proven. */
    TENURE,
    /** Completed sales; volume alone cannot buy the top. */
    SALES,
    /** Completed purchases. */
    PURCHASES,
    /** Disputes ruled for the buyer, as a share of the sales. */
    SNAD,
    /** What the level keeps back. */
    CAP,
    /** What lifts to the lowest score there is. */
    FLOOR
}
