package dev.bonafide.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form that has one hash, after RFC 8785: members sorted, no space, nothing escaped that need not be. Takes
 * objects, arrays, texts, booleans and whole numbers that every language holds exactly; anything else two languages might
 * write in two ways.
 */
public final class CanonicalJson {
    /** The largest whole number that a reader which knows only binary floating point still holds exactly. */
    public static final long EXACT_MAX = 9_007_199_254_740_991L;

    private CanonicalJson() {}

    /** The text of that value; a fraction, a null or a number that is too large is an {@link IllegalArgumentException}. */
    public static String write(JsonNode value) {
        var text = new StringBuilder();
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
        // String's own order compares UTF-16 code units, which is the order the RFC asks for.
        var sorted = new TreeMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            sorted.put(member.getKey(), member.getValue());
        }
        var between = '{';
        for (var member : sorted.entrySet()) {
            text.append(between);
            quoted(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            between = ',';
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
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
        if (!number.isIntegralNumber() || !number.canConvertToLong() || Math.abs(number.longValue()) > EXACT_MAX) {
            throw new IllegalArgumentException(number + " is not a whole number that every language holds exactly");
        }
        return number.longValue();
    }

    private static void quoted(String plain, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            escaped(plain.charAt(i), text);
        }
        text.append('"');
    }

    private static void escaped(char character, StringBuilder text) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (character < 0x20) {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
