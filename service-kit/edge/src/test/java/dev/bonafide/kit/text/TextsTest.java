package dev.bonafide.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class TextsTest {

    private final Texts texts = Texts.of("kit", "texts-test");

    @Test
    void everyTextOfTheKitIsThereInBothLanguages() {
        assertThat(Texts.of("kit").missingKeys()).isEmpty();
    }

    @Test
    void whatIsMissingOrDifferentIsNamed() {
        assertThat(Texts.of("texts-test").missingKeys())
                .containsExactly("arguments differ: different", "en: only.chinese", "zh: only.english");
    }

    @Test
    void argumentsAreWrittenAsTheLanguageWritesThem() {
        var arguments = Map.of("price", Money.cny(300_050), "allowed", List.of("PAY", "CANCEL"), "name", "$1 {price}");
        assertThat(texts.say(Language.ENGLISH, "offer", arguments))
                .isEqualTo("CN¥3,000.50 from $1 {price}: PAY, CANCEL, {unknown}.");
        assertThat(texts.say(Language.CHINESE, "offer", arguments))
                .isEqualTo("$1 {price} 出价 ¥3,000.50：PAY、CANCEL，{unknown}。");
    }

    @Test
    void ofNothingItIsSaidThatItIsNothing() {
        var arguments = Map.of("price", Money.cny(1), "allowed", List.of(), "name", "alice");
        assertThat(texts.say(Language.ENGLISH, "offer", arguments))
                .isEqualTo("CN¥0.01 from alice: nothing, {unknown}.");
        assertThat(texts.say(Language.CHINESE, "offer", arguments)).isEqualTo("alice 出价 ¥0.01：无，{unknown}。");
    }

    @Test
    void aCurrencyWithoutFractionIsWrittenWithoutOne() {
        assertThat(texts.say(Language.ENGLISH, "price", Map.of("price", Money.of(500, "JPY"))))
                .isEqualTo("¥500");
    }

    @Test
    void anUnknownKeyIsItsOwnText() {
        assertThat(texts.say(Language.ENGLISH, "no.such")).isEqualTo("no.such");
        assertThat(texts.find(Language.ENGLISH, "no.such", Map.of())).isEmpty();
    }

    @Test
    void theTextOfAServiceWinsOverTheKits() {
        assertThat(texts.say(Language.ENGLISH, "problem.NOT_FOUND.title")).isEqualTo("Nobody home");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN|CHINESE",
                "zh|CHINESE",
                "zh-TW,en;q=0.5|CHINESE",
                "zh-Hans-CN|CHINESE",
                "en|ENGLISH",
                "en-GB,zh;q=0.9|ENGLISH",
                "en;q=0.3, zh;q=0.7|CHINESE",
                "de, zh;q=0.2|CHINESE",
                "de|ENGLISH",
                "*|ENGLISH",
                "zh;q=0|ENGLISH",
                "!!;;q=x|ENGLISH"
            })
    void theLanguageLikedBestIsSpoken(String header, Language language) {
        assertThat(Language.negotiate(header)).isEqualTo(language);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void whoSaysNothingIsAnsweredInEnglish(String header) {
        assertThat(Language.negotiate(header)).isEqualTo(Language.ENGLISH);
    }
}
