package dev.bonafide.kit.text;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages every text of the house is written in. */
public enum Language {
    /** English. */
    ENGLISH("en", "en", Locale.ENGLISH),
    /** Chinese as written on the mainland. */
    CHINESE("zh-CN", "zh", Locale.SIMPLIFIED_CHINESE);

    private final String tag;
    private final String suffix;
    private final Locale locale;

    Language(String tag, String suffix, Locale locale) {
        this.tag = tag;
        this.suffix = suffix;
        this.locale = locale;
    }

    /**
     * The language that an {@code Accept-Language} header likes best: any Chinese is {@link #CHINESE}. English if the
     * header is absent, unreadable, or asks only for languages nobody here writes.
     */
    public static Language negotiate(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ENGLISH;
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                            .reversed())
                    .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                    .filter(language -> language.equals("zh") || language.equals("en"))
                    .findFirst()
                    .map(language -> language.equals("zh") ? CHINESE : ENGLISH)
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException unreadable) {
            return ENGLISH;
        }
    }

    /** The tag for {@code Content-Language}: {@code en} or {@code zh-CN}. */
    public String tag() {
        return tag;
    }

    /** How numbers and money are written in it. */
    public Locale locale() {
        return locale;
    }

    String suffix() {
        return suffix;
    }
}
