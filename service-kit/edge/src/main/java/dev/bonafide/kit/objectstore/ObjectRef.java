package dev.bonafide.kit.objectstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an object is: the prefix of the service that owns it, and the SHA-256 of its content. Written as
 * {@code prefix/sha256}, and nothing else is a reference: no path can be hidden in one.
 *
 * @param prefix lower-case words joined by dashes, such as {@code listing-photos}
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
public record ObjectRef(String prefix, String sha256) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WRITTEN = Pattern.compile("(" + PREFIX + ")/(" + SHA256 + ")");

    /** Refuses anything but a plain prefix and a hash. */
    public ObjectRef {
        if (!PREFIX.matcher(prefix).matches() || prefix.length() > 64) {
            throw new IllegalArgumentException("Not a prefix: " + prefix);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hexadecimal");
        }
    }

    /** Reads the written form; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static ObjectRef parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a reference to an object");
        }
        return new ObjectRef(parts.group(1), parts.group(2));
    }

    /** The written form. */
    @JsonValue
    @Override
    public String toString() {
        return prefix + "/" + sha256;
    }
}
