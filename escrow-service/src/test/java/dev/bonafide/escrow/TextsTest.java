package dev.bonafide.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.text.Texts;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void everyTextIsWrittenInBothLanguages() {
        assertThat(Texts.of("escrow").missingKeys()).isEmpty();
    }
}
