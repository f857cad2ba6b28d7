package dev.bonafide.dispute.dispute;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reasons of a ruling. They are told to both parties and travel in an event, so they may not carry what only one
 * person should know: telephone numbers, mail addresses, identity card numbers.
 *
 * @param text 1 to {@value #LENGTH_MAX} characters
 */
public record Reasons(String text) {
    /** Most characters. */
    public static final int LENGTH_MAX = 5_000;

    private static final Pattern PERSONAL =
            Pattern.compile("(?<!\\d)(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?!\\d)"
                    + "|(?<!\\d)[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])\\d{3}[\\dXx](?![\\dXx])"
                    + "|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

    /** Refuses text that {@link #of} would not take. */
    public Reasons {
        if (text.isBlank()
                || text.length() > LENGTH_MAX
                || PERSONAL.matcher(text).find()) {
            throw new IllegalArgumentException("Not the reasons of a ruling");
        }
    }

    /** The reasons, or nothing if the text is blank, too long, or names a person by number or address. */
    public static Optional<Reasons> of(String text) {
        return text.isBlank()
                        || text.length() > LENGTH_MAX
                        || PERSONAL.matcher(text).find()
                ? Optional.empty()
                : Optional.of(new Reasons(text));
    }
}
