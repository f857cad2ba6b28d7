package dev.bonafide.escrow.terms;

import java.time.Duration;

/** The windows and policies that tests place orders under: those of the default configuration. */
public final class TermsSamples {
    /** For disputes. */
    public static final DisputeWindows DISPUTES = new DisputeWindows(
            Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(53), Duration.ofDays(60), Duration.ofDays(30));

    /** For returns. */
    public static final ReturnWindows RETURNS =
            new ReturnWindows(Duration.ofDays(9), Duration.ofDays(14), Duration.ofDays(30), Duration.ofDays(7));

    /** Of an order that is sent in a parcel. */
    public static final Windows WINDOWS = new Windows(
            Duration.ofMinutes(30),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(48),
            Duration.ofDays(30),
            Duration.ofDays(7),
            Duration.ofHours(72),
            Duration.ofHours(72),
            Duration.ofHours(24),
            DISPUTES,
            RETURNS);

    /** Where they differ. */
    public static final SpecialWindows SPECIAL = new SpecialWindows(
            Duration.ofHours(48),
            Duration.ofDays(7),
            Duration.ofHours(72),
            Duration.ofHours(1),
            Duration.ofDays(60),
            Duration.ofDays(30),
            Duration.ofHours(72));

    private TermsSamples() {}

    /** A policy with these fees. */
    public static TermsPolicy policy(int buyerBasisPoints, int sellerBasisPoints) {
        return new TermsPolicy(
                "2026-11", new FeeSchedule("2026-11", buyerBasisPoints, sellerBasisPoints), WINDOWS, SPECIAL);
    }
}
