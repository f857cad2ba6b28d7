package dev.bonafide.listing.template;

import dev.bonafide.kit.text.Language;

/** A text that is part of the data of a template, in both languages. */
public record Bilingual(String en, String zh) {

    /** The text in that language. */
    public String in(Language language) {
        return switch (language) {
            case ENGLISH -> en;
            case CHINESE -> zh;
        };
    }
}
