package dev.bonafide.escrow.payment.remote;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spells providers' codes as ours are spelt, so that what somebody else sent can be kept, shown and logged. */
public final class Codes {
    private static final Pattern OTHER = Pattern.compile("[^A-Z0-9]+");
    private static final int LENGTH_MAX = 64;
    private static final String NONE = "UNSPECIFIED";

    private Codes() {}

    /** The code in capitals and underscores, such as {@code INSUFFICIENT_FUNDS}; {@code UNSPECIFIED} if there is none. */
    public static String ours(@Nullable String theirs) {
        if (theirs == null) {
            return NONE;
        }
        var spelt = OTHER.matcher(theirs.toUpperCase(Locale.ROOT)).replaceAll("_");
        var cut = spelt.length() > LENGTH_MAX ? spelt.substring(0, LENGTH_MAX) : spelt;
        return cut.isEmpty() || cut.equals("_") ? NONE : cut;
    }
}
