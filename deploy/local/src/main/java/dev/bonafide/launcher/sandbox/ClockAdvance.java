package dev.bonafide.launcher.sandbox;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far to move the clock, as people write it: {@code +7d}, {@code 1d12h}, {@code 90m}, {@code +PT15M}. */
public final class ClockAdvance {
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");
    private static final int DAYS_PER_WEEK = 7;

    private ClockAdvance() {}

    /** The duration meant, or empty when the text means none or does not go forward. */
    public static Optional<Duration> parse(String text) {
        var bare = text.startsWith("+") ? text.substring(1) : text;
        return (bare.toUpperCase(Locale.ROOT).startsWith("P") ? iso(bare) : units(bare.toLowerCase(Locale.ROOT)))
                .filter(Duration::isPositive);
    }

    /** ISO 8601 with days where there are whole ones: {@code P7D} rather than {@code PT168H}. */
    public static String toIso(Duration duration) {
        var days = duration.toDays();
        var rest = duration.minusDays(days);
        if (days == 0) {
            return duration.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> units(String text) {
        var matcher = SHORT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(DAYS_PER_WEEK * number(matcher.group(1)))
                .plusDays(number(matcher.group(2)))
                .plusHours(number(matcher.group(3)))
                .plusMinutes(number(matcher.group(4)))
                .plusSeconds(number(matcher.group(5))));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
