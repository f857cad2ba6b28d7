package dev.bonafide.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.text.Texts;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void everyTextIsThereInBothLanguagesAndNamesTheSameThings() {
        assertThat(Texts.of("kit", "gateway").missingKeys()).isEmpty();
    }
}
