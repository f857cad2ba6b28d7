package dev.bonafide.listing.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form that has one hash: as RFC 8785 writes it, for objects, arrays, texts, booleans and whole numbers
 * that every language holds exactly. Anything else is refused, because two languages might write it in two ways.
 */
public final class CanonicalJson {
    private static final long EXACT_MAX = 9_007_199_254_740_991L;

    private CanonicalJson() {}

    /** The text of that value; a fraction, a null or a number beyond 2^53 is an {@link IllegalArgumentException}. */
    public static String write(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, text);
            case ARRAY -> array(value, text);
            case STRING -> quoted(value.textValue(), text);
            case BOOLEAN -> text.append(value.booleanValue());
            case NUMBER -> text.append(exact(value));
            case NULL, MISSING, BINARY, POJO ->
                throw new IllegalArgumentException(value.getNodeType() + " has no canonical form here");
        }
    }

    private static void object(JsonNode object, StringBuilder text) {
        // String's own order compares UTF-16 code units, which is the order RFC 8785 asks for.
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        text.append('{');
        sorted.forEach((key, member) -> {
            if (text.charAt(text.length() - 1) != '{') {
                text.append(',');
            }
            quoted(key, text);
            text.append(':');
            write(member, text);
        });
        text.append('}');
    }

    private static void array(JsonNode array, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            write(array.get(i), text);
        }
        text.append(']');
    }

    private static long exact(JsonNode number) {
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() > EXACT_MAX
                || number.longValue() < -EXACT_MAX) {
            throw new IllegalArgumentException(number + " is not a whole number that every language holds exactly");
        }
        return number.longValue();
    }

    private static void quoted(String plain, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
