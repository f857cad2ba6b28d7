package dev.bonafide.listing.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            苹果手机              | '苹果' & '果手' & '手机'
            手机                  | '手机'
            机                    | '机'
            国行                  | '国行'
            iPhone 14 Pro 256G    | 'iphone' & '14' & 'pro' & '256g'
            iPhone 14 Pro 256 GB  | 'iphone' & '14' & 'pro' & '256g'
            iphone14              | "('iphone14' | ('iphone' & '14'))"
            ＩＰＨＯＮＥ １４      | 'iphone' & '14'
            苹果14国行            | '苹果' & '14' & '国行'
            iPhone iPhone         | 'iphone'
            1TB                   | '1t'
            14 gold               | '14' & 'gold'
            a' & !b \\ :*         | 'a' & 'b'
            """)
    void a_query_asks_for_every_word(String query, String asked) {
        assertThat(Words.asked(query)).isEqualTo(asked);
    }

    @Test
    void a_query_without_words_asks_for_nothing() {
        assertThat(Words.asked(" ?! … ")).isEmpty();
    }

    @Test
    void a_title_is_found_by_pairs_by_single_signs_and_by_parts_of_model_names() {
        assertThat(Words.indexed(List.of("国行 iPhone14Pro 256GB")).split(" "))
                .contains("'国'", "'行'", "'国行'", "'iphone14pro'", "'iphone'", "'14'", "'pro'", "'iphone14'", "'256g'")
                .doesNotContain("'256gb'");
    }

    @Test
    void a_longer_number_is_not_found_by_a_shorter_one() {
        assertThat(Words.indexed(List.of("Galaxy A12")).split(" ")).doesNotContain("'a1'");
    }
}
