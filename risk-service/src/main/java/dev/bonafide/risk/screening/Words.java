package dev.bonafide.risk.screening;

import dev.bonafide.risk.screening.Lexicon.Word;
import dev.bonafide.risk.screening.Lexicon.WordClass;

/** Whether a word really stands at a place, also when signs were put between its characters to hide it. */
final class Words {
    private static final int DECORATION_MAX = 4;

    private Words() {}

    static boolean standsAt(NormalText normal, int at, Word word) {
        var text = word.text();
        int end = at + text.length();
        if (end > normal.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (normal.at(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return bounded(normal, at, end, word) && gapsAccepted(normal, at, end);
    }

    /** A name is disguised if its class says so, if a character only stands for what is meant, or if signs split it. */
    static boolean disguised(NormalText normal, int at, int end, Word word) {
        if (word.kind() == WordClass.DISGUISED) {
            return true;
        }
        for (int i = at; i < end; i++) {
            if (normal.changed(i) || (i > at && !normal.gapBefore(i).isNone())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Latin words begin and end where other Latin letters do not go on. A free word is neither the head of a Chinese one
     * nor of a number, unless that number is an account name.
     */
    private static boolean bounded(NormalText normal, int at, int end, Word word) {
        if (NormalText.isLatin(normal.at(at))
                && normal.isLatin(at - 1)
                && normal.gapBefore(at).isNone()) {
            return false;
        }
        if (end == normal.length() || !normal.gapBefore(end).isNone()) {
            return true;
        }
        char next = normal.at(end);
        boolean latin = NormalText.isLatin(normal.at(end - 1));
        if (latin && next >= 'a' && next <= 'z') {
            return false;
        }
        if (!word.free()) {
            return true;
        }
        return !Character.isIdeographic(next)
                && !(latin && normal.isLatin(end) && Identifiers.behind(normal, end, 0) == null);
    }

    /**
     * Hearts, dots and the like may stand inside a Chinese word. Blanks, sentence signs and anything inside a Latin word
     * are a disguise only where every character is split off and the word stands free: 轻微 信誉 is two honest words.
     */
    private static boolean gapsAccepted(NormalText normal, int at, int end) {
        boolean strict = false;
        boolean all = true;
        for (int i = at + 1; i < end; i++) {
            var gap = normal.gapBefore(i);
            if (gap.isNone()) {
                all = false;
            } else {
                strict |= gap.sentence()
                        || gap.blank()
                        || gap.signs() > DECORATION_MAX
                        || normal.isLatin(i)
                        || normal.isLatin(i - 1);
            }
        }
        return !strict || (all && standsFree(normal, at, at) && standsFree(normal, end, end - 1));
    }

    private static boolean standsFree(NormalText normal, int boundary, int inside) {
        if (boundary == 0
                || boundary == normal.length()
                || !normal.gapBefore(boundary).isNone()) {
            return true;
        }
        int outside = inside == boundary ? boundary - 1 : boundary;
        return normal.isLatin(inside) && !normal.isLatin(outside);
    }
}
