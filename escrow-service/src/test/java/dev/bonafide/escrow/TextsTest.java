package dev.bonafide.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @Test
    void everyTextIsWrittenInBothLanguages() {
        assertThat(Texts.of("escrow").missingKeys()).isEmpty();
    }

    /** Of two the later would be said, also where the earlier was meant. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void noTextIsWrittenTwice(String language) throws IOException {
        try (var file = TextsTest.class.getResourceAsStream("/texts/escrow_" + language + ".properties")) {
            assertThat(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.contains("=") && !line.startsWith("#"))
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .doesNotHaveDuplicates();
        }
    }
}
