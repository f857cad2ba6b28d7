package dev.bonafide.listing.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cuts titles and queries into words, in one way for both. Han characters become overlapping pairs; Latin letters and
 * digits become words, which are also found by their parts ({@code a12pro} by {@code a12 pro}). Sizes of storage are one
 * word however they are written.
 */
public final class Words {
    /** Words of one query beyond which nobody means them all. */
    private static final int ASKED_MAX = 24;

    private static final Pattern RUN = Pattern.compile("(?<han>\\p{IsHan}+)|(?<word>[\\p{L}\\p{Nd}&&[^\\p{IsHan}]]+)");
    private static final Pattern STORAGE = Pattern.compile("(?<=\\d)\\s*(g|t)b?(?![\\p{L}\\p{Nd}&&[^\\p{IsHan}]])");
    private static final Pattern PART = Pattern.compile("\\p{Nd}+|[^\\p{Nd}]+");

    private Words() {}

    /** The words under which these texts are found, as PostgreSQL reads a {@code tsvector}. */
    public static String indexed(Iterable<String> texts) {
        Set<String> words = new LinkedHashSet<>();
        texts.forEach(text -> collect(text, words));
        return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
    }

    /** The query as PostgreSQL reads a {@code tsquery}: every word must be there. Empty if the query holds no word. */
    public static String asked(String query) {
        List<String> clauses = new ArrayList<>();
        Matcher run = RUN.matcher(folded(query));
        while (run.find() && clauses.size() < ASKED_MAX) {
            String han = run.group("han");
            if (han != null) {
                pairsOrSign(han).forEach(pair -> clauses.add(quoted(pair)));
            } else {
                clauses.add(wordOrParts(run.group("word")));
            }
        }
        return clauses.stream().distinct().limit(ASKED_MAX).collect(Collectors.joining(" & "));
    }

    private static void collect(String text, Set<String> words) {
        Matcher run = RUN.matcher(folded(text));
        while (run.find()) {
            String han = run.group("han");
            if (han != null) {
                han.codePoints().forEach(sign -> words.add(Character.toString(sign)));
                words.addAll(pairsOrSign(han));
            } else {
                String word = run.group("word");
                words.add(word);
                words.addAll(parts(word));
                words.addAll(modelParts(word));
            }
        }
    }

    private static List<String> pairsOrSign(String han) {
        int[] signs = han.codePoints().toArray();
        if (signs.length == 1) {
            return List.of(han);
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < signs.length; i++) {
            pairs.add(new String(signs, i, 2));
        }
        return pairs;
    }

    private static String wordOrParts(String word) {
        List<String> parts = parts(word);
        if (parts.size() == 1 || STORAGE.matcher(word).find()) {
            return quoted(word);
        }
        return "(" + quoted(word) + " | (" + parts.stream().map(Words::quoted).collect(Collectors.joining(" & "))
                + "))";
    }

    /** Cut where letters and digits meet: {@code iphone14pro} is iphone, 14, pro. */
    private static List<String> parts(String word) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(word);
        while (part.find()) {
            parts.add(part.group());
        }
        return parts;
    }

    /** Cut only after digits: {@code a12pro} is a12, pro. */
    private static List<String> modelParts(String word) {
        return List.of(word.split("(?<=\\p{Nd})(?=[^\\p{Nd}])"));
    }

    private static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return STORAGE.matcher(plain).replaceAll("$1");
    }

    // Only letters and digits get here, but a lexeme is quoted all the same: the quoting is what the parser relies on.
    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
