package dev.bonafide.risk.screening;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A text as it sounds, with the way back: disguises are undone (full width, circled and emoji digits, look-alike letters,
 * homophones), invisible signs dropped, and separators taken out but remembered as gaps. Positions are those of the
 * remaining characters; {@link #start} and {@link #end} lead to UTF-16 positions of the original.
 */
final class NormalText {
    /** What a homophone or look-alike stands for. Characters with an honest everyday use are left out on purpose. */
    private static final Map<Character, Character> HOMOPHONES =
            Map.of('薇', '微', '溦', '微', '葳', '微', '嶶', '微', '伈', '信', '訫', '信');

    private static final Map<Character, Character> LOOK_ALIKES = Map.ofEntries(
            Map.entry('а', 'a'),
            Map.entry('е', 'e'),
            Map.entry('о', 'o'),
            Map.entry('р', 'p'),
            Map.entry('с', 'c'),
            Map.entry('х', 'x'),
            Map.entry('у', 'y'),
            Map.entry('ѵ', 'v'),
            Map.entry('ν', 'v'),
            Map.entry('χ', 'x'),
            Map.entry('ω', 'w'),
            Map.entry('к', 'k'));

    private static final String SENTENCE_SIGNS = ",.;:!?，。；：！？、\n\r()[]{}\"'“”‘’";
    private static final String COLONS = ":：";

    /** Signs that are neither letters nor digits and yet part of what is said. */
    private static final String KEPT_SIGNS = "+_〇";

    private char[] chars;
    private int[] start;
    private int[] end;
    private boolean[] changed;
    private Gap[] before;
    private int length;

    /**
     * What stood between a character and the one before it.
     *
     * @param signs how many signs
     * @param sentence whether a sign is among them that ends a sentence or a part of it
     * @param blank whether a blank is among them
     * @param colon whether a colon is among them
     */
    record Gap(int signs, boolean sentence, boolean blank, boolean colon) {
        static final Gap NONE = new Gap(0, false, false, false);

        Gap plus(char sign) {
            return new Gap(
                    signs + 1,
                    sentence || SENTENCE_SIGNS.indexOf(sign) >= 0,
                    blank || Character.isWhitespace(sign),
                    colon || COLONS.indexOf(sign) >= 0);
        }

        boolean isNone() {
            return signs == 0;
        }
    }

    private NormalText(int capacity) {
        chars = new char[capacity];
        start = new int[capacity];
        end = new int[capacity];
        changed = new boolean[capacity];
        before = new Gap[capacity];
    }

    static NormalText of(String text) {
        var normal = new NormalText(text.length() + 8);
        var gap = Gap.NONE;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            if (!isInvisible(codePoint)) {
                gap = normal.take(codePoint, at, next, gap);
            }
            at = next;
        }
        return normal;
    }

    private Gap take(int codePoint, int at, int next, Gap gapSoFar) {
        var gap = gapSoFar;
        var plain = plain(codePoint);
        for (int i = 0; i < plain.length(); i++) {
            char sign = plain.charAt(i);
            if (Character.isLetterOrDigit(sign) || KEPT_SIGNS.indexOf(sign) >= 0) {
                append(sign, at, next, gap);
                gap = Gap.NONE;
            } else if (!Character.isLowSurrogate(sign)) {
                gap = gap.plus(sign);
            }
        }
        return gap;
    }

    private void append(char sign, int at, int next, Gap gap) {
        if (length == chars.length) {
            int larger = length * 2;
            chars = Arrays.copyOf(chars, larger);
            start = Arrays.copyOf(start, larger);
            end = Arrays.copyOf(end, larger);
            changed = Arrays.copyOf(changed, larger);
            before = Arrays.copyOf(before, larger);
        }
        var meant = HOMOPHONES.get(sign);
        chars[length] = meant == null ? LOOK_ALIKES.getOrDefault(sign, sign) : meant;
        changed[length] = meant != null;
        start[length] = at;
        end[length] = next;
        before[length] = gap;
        length++;
    }

    private static String plain(int codePoint) {
        if (codePoint == '➕') {
            return "+";
        }
        if (codePoint >= 0x2776 && codePoint <= 0x2793) { // dingbat digits 1 to 10, three styles
            return Integer.toString((codePoint - 0x2776) % 10 + 1);
        }
        if (codePoint >= 0x24F5 && codePoint <= 0x24FE) { // double circled 1 to 10
            return Integer.toString(codePoint - 0x24F5 + 1);
        }
        if (codePoint >= 0x1F150 && codePoint <= 0x1F169) { // white on black circled letters
            return Character.toString('a' + codePoint - 0x1F150);
        }
        if (codePoint >= 0x1F170 && codePoint <= 0x1F189) { // white on black squared letters
            return Character.toString('a' + codePoint - 0x1F170);
        }
        return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    int length() {
        return length;
    }

    char at(int position) {
        return chars[position];
    }

    /** What stood before the character; at the end of the text, nothing. */
    Gap gapBefore(int position) {
        return position < length ? before[position] : Gap.NONE;
    }

    /** Whether the character is not what was written but what it stands for. */
    boolean changed(int position) {
        return changed[position];
    }

    /** First position of the character in the original. */
    int start(int position) {
        return start[position];
    }

    /** Position behind the character in the original. */
    int end(int position) {
        return end[position];
    }

    boolean isLatin(int position) {
        return position >= 0 && position < length && isLatin(chars[position]);
    }

    static boolean isLatin(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
