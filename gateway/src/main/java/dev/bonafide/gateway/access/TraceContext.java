package dev.bonafide.gateway.access;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} header of W3C Trace Context, version 00. */
public final class TraceContext {

    private static final Pattern SOUND = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final HexFormat HEX = HexFormat.of();

    private TraceContext() {}

    /** Whether a traceparent that came with a request can be carried on. */
    public static boolean isSound(@Nullable String traceparent) {
        return traceparent != null && SOUND.matcher(traceparent).matches();
    }

    /** The start of a new, sampled trace. */
    public static String begin(RandomGenerator random) {
        return "00-" + HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong()) + "-"
                + HEX.toHexDigits(random.nextLong() | 1) + "-01";
    }
}
