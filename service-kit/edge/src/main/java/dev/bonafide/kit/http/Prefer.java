package dev.bonafide.kit.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Prefer} header of RFC 7240, as far as the house honours it. */
public final class Prefer {

    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])");

    private Prefer() {}

    /** How long the client would wait for the effect, at most {@code longest}; zero if it did not say. */
    public static Duration waiting(@Nullable String prefer, Duration longest) {
        if (prefer == null) {
            return Duration.ZERO;
        }
        Matcher wait = WAIT.matcher(prefer);
        if (!wait.find()) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return asked.compareTo(longest) < 0 ? asked : longest;
    }
}
