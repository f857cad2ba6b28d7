package dev.bonafide.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.text.Texts;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void every_text_is_written_in_both_languages_with_the_same_arguments() {
        assertThat(Texts.of("kit", "listing").missingKeys()).isEmpty();
    }
}
