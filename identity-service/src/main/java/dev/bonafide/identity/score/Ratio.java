package dev.bonafide.identity.score;

/** Division of whole numbers as the score needs it: exact up to the one rounding at the end. */
final class Ratio {

    private Ratio() {}

    /** The quotient, rounded to the nearest whole number, a half away from zero. The divisor is above zero. */
    static int roundedHalfAwayFromZero(long dividend, long divisor) {
        long doubled = Math.multiplyExact(Math.abs(dividend), 2L);
        long rounded = Math.addExact(doubled, divisor) / Math.multiplyExact(divisor, 2L);
        return Math.toIntExact(dividend < 0 ? -rounded : rounded);
    }
}
