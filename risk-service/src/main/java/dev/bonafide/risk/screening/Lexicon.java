package dev.bonafide.risk.screening;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of {@code screening/lexicon.tsv} by class and first character. */
final class Lexicon {
    /** What a word is to the patterns. */
    enum WordClass {
        /** Asks to get in touch: 加, 联系, +. */
        ADD,
        /** A messenger by its plain name, never a hit alone. */
        MESSENGER,
        /** A messenger by a name that only somebody who hides it uses. */
        DISGUISED,
        /** May mean a messenger beside ADD or an id: v, 卫星. */
        WEAK,
        /** Asks to talk. */
        TALK,
        /** Deals around the platform in so many words. */
        OFF,
        /** Pays around the platform. */
        TRANSFER,
        /** Harmless phrases that hold other words. */
        ALLOW,
        /** Turns what follows into its opposite. */
        NEGATION,
        /** Beginnings of model names that look like an id. */
        MODEL
    }

    /**
     * A word in its normal form.
     *
     * @param free whether it counts only where no Chinese character follows at once
     */
    record Word(WordClass kind, boolean free, String text) {}

    private static final String RESOURCE = "screening/lexicon.tsv";

    private final Map<Character, List<Word>> byFirst = new HashMap<>();
    private final List<String> models = new ArrayList<>();

    static Lexicon load() {
        var lexicon = new Lexicon();
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        var stream = (loader == null ? Lexicon.class.getClassLoader() : loader).getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException("There is no " + RESOURCE);
        }
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(lexicon::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        lexicon.byFirst
                .values()
                .forEach(words -> words.sort(
                        Comparator.comparingInt((Word word) -> word.text().length())
                                .reversed()));
        return lexicon;
    }

    private void add(String line) {
        var columns = line.split("\t", -1);
        if (columns.length != 3) {
            throw new IllegalStateException(RESOURCE + ": three columns expected in: " + line);
        }
        var kind = WordClass.valueOf(columns[0]);
        for (var written : columns[2].split("\\|")) {
            var text = NormalText.of(written).toString();
            if (text.length() != written.length()) {
                throw new IllegalStateException(RESOURCE + ": " + written + " loses signs in its normal form " + text);
            }
            if (kind == WordClass.MODEL) {
                models.add(text);
            } else {
                byFirst.computeIfAbsent(text.charAt(0), _ -> new ArrayList<>())
                        .add(new Word(kind, columns[1].contains("F"), text));
            }
        }
    }

    List<Word> startingWith(char first) {
        return byFirst.getOrDefault(first, List.of());
    }

    /** Whether something that looks like an id is the name of a product. */
    boolean isModel(String id) {
        return models.stream().anyMatch(id::startsWith);
    }
}
