package dev.bonafide.dispute.evidence;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON in the one form of RFC 8785, so that anybody who hashes the same facts gets the same hash: members sorted by UTF-16
 * code units, no space, only what must be escaped is. Takes what an entry consists of: texts and whole numbers.
 */
final class CanonicalJson {
    private static final long WHOLE_MAX = 9_007_199_254_740_991L;

    private CanonicalJson() {}

    static String of(Map<String, ?> members) {
        // String.compareTo compares UTF-16 code units, which is the order the RFC asks for.
        return new TreeMap<String, Object>(members)
                .entrySet().stream()
                        .map(member -> text(member.getKey()) + ":" + value(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return switch (value) {
            case String text -> text(text);
            case Long number when Math.abs(number) <= WHOLE_MAX -> number.toString();
            default -> throw new IllegalArgumentException("Neither text nor a whole number: " + value);
        };
    }

    private static String text(String text) {
        var written = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            written.append(escaped(text.charAt(at)));
        }
        return written.append('"').toString();
    }

    private static String escaped(char character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> character < 0x20 ? String.format("\\u%04x", (int) character) : String.valueOf(character);
        };
    }
}
