package dev.bonafide.risk.screening;

import dev.bonafide.risk.screening.Lexicon.Word;
import dev.bonafide.risk.screening.Lexicon.WordClass;
import dev.bonafide.risk.screening.Screening.TextHit;
import dev.bonafide.risk.screening.Screening.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Screens texts for contact off the platform and for payment around it. A messenger's plain name alone is no hit; it takes
 * a word that asks for contact beside it, an id behind it, or a disguise. Immutable and safe for any number of threads.
 */
public final class Screener {
    private static final Set<WordClass> ANY_MESSENGER =
            EnumSet.of(WordClass.MESSENGER, WordClass.DISGUISED, WordClass.WEAK);
    private static final int BETWEEN_MAX = 2;
    private static final int ID_DISTANCE_MAX = 3;

    private final Lexicon lexicon;

    private Screener(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** A word found: positions in the normal text. */
    private record Found(Word word, int start, int end, boolean disguised) {
        WordClass kind() {
            return word.kind();
        }
    }

    /** The screener with the words that ship with the service. */
    public static Screener load() {
        return new Screener(Lexicon.load());
    }

    /** Screens a text. */
    public Screening screen(String text) {
        var normal = NormalText.of(text);
        var words = words(normal);
        var hits = new ArrayList<TextHit>();
        for (var word : words) {
            if (negated(word.start(), words)) {
                continue;
            }
            switch (word.kind()) {
                case ADD -> contact("LURE-1", word, ANY_MESSENGER, normal, words, hits);
                case MESSENGER, WEAK, DISGUISED -> messenger(word, normal, words, hits);
                case OFF -> hits.add(hit("OFF-1", Topic.LURE, 5, word.start(), word.end(), normal));
                case TRANSFER -> hits.add(hit("PAY-1", Topic.ADVANCE, 5, word.start(), word.end(), normal));
                case TALK, ALLOW, NEGATION, MODEL -> {}
            }
        }
        for (var phone : Identifiers.phones(normal)) {
            hits.add(hit("LURE-5", Topic.LURE, 5, phone.start(), phone.end(), normal));
        }
        hits.sort(Comparator.comparingInt(TextHit::start).thenComparing(TextHit::pattern));
        return new Screening(hits);
    }

    private void messenger(Found word, NormalText normal, List<Found> words, List<TextHit> hits) {
        if (word.disguised() && word.kind() != WordClass.WEAK) {
            hits.add(hit("LURE-3", Topic.LURE, 4, word.start(), word.end(), normal));
        }
        if (word.kind() != WordClass.WEAK) {
            contact("LURE-4", word, EnumSet.of(WordClass.TALK), normal, words, hits);
        }
        var id = Identifiers.behind(normal, word.end(), ID_DISTANCE_MAX);
        if (id != null && !lexicon.isModel(id.text()) && introduces(word, normal, id)) {
            hits.add(hit("LURE-2", Topic.LURE, 5, word.start(), id.end(), normal));
        }
    }

    /** Whether the word says that what follows is an address: a plain name needs 号 or a colon for that. */
    private static boolean introduces(Found word, NormalText normal, Identifiers.Span id) {
        if (word.kind() != WordClass.MESSENGER && !word.word().free()) {
            return true;
        }
        return word.word().text().endsWith("号") || normal.gapBefore(id.start()).colon();
    }

    private static void contact(
            String pattern,
            Found first,
            Set<WordClass> others,
            NormalText normal,
            List<Found> words,
            List<TextHit> hits) {
        for (var other : words) {
            int between = other.start() - first.end();
            if (others.contains(other.kind())
                    && between >= 0
                    && between <= BETWEEN_MAX
                    && !endsSentence(normal, first.end(), other)) {
                hits.add(hit(pattern, Topic.LURE, 5, first.start(), other.end(), normal));
                return;
            }
        }
    }

    private static boolean endsSentence(NormalText normal, int from, Found other) {
        for (int at = from; at <= other.start(); at++) {
            // A name that is itself written with signs in between goes on behind one more of them.
            if (normal.gapBefore(at).sentence()
                    && !other.disguised()
                    && !normal.gapBefore(at).colon()) {
                return true;
            }
        }
        return false;
    }

    private static boolean negated(int start, List<Found> words) {
        return words.stream().anyMatch(word -> word.kind() == WordClass.NEGATION && word.end() == start);
    }

    private List<Found> words(NormalText normal) {
        var all = new ArrayList<Found>();
        for (int at = 0; at < normal.length(); at++) {
            for (var word : lexicon.startingWith(normal.at(at))) {
                if (Words.standsAt(normal, at, word)) {
                    int end = at + word.text().length();
                    all.add(new Found(word, at, end, Words.disguised(normal, at, end, word)));
                }
            }
        }
        var allowed =
                all.stream().filter(word -> word.kind() == WordClass.ALLOW).toList();
        return all.stream()
                .filter(word -> word.kind() == WordClass.ALLOW
                        || allowed.stream()
                                .noneMatch(phrase -> phrase.start() <= word.start() && word.end() <= phrase.end()))
                .toList();
    }

    private static TextHit hit(String pattern, Topic topic, int certainty, int start, int end, NormalText normal) {
        return new TextHit(pattern, topic, certainty, normal.start(start), normal.end(end - 1));
    }
}
