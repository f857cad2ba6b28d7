package dev.bonafide.community.tip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTipsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @ParameterizedTest(name = "AS-13, C-3: level {0}, score {1}, {2} sales, member for {3} days: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    2 | 600 | 10 | 400 | ''
                    2 | 599 | 10 | 400 | SELLER_SCORE_LOW
                    1 | 650 | 10 | 400 | SELLER_PHONE_ONLY
                    0 | 600 | 10 | 400 | SELLER_PHONE_ONLY
                    2 | 650 |  2 |  29 | SELLER_NEW
                    2 | 650 |  3 |  29 | ''
                    2 | 650 |  2 |  30 | ''
                    1 | 599 |  0 |   1 | SELLER_SCORE_LOW,SELLER_PHONE_ONLY
                    2 | 599 |  0 |   1 | SELLER_SCORE_LOW,SELLER_NEW
                    """)
    void tipsAppearExactlyAtTheirLimitsAndTheMostSevereComesFirst(
            int level, int score, int sales, int days, String expected) {
        var seller = new SellerFacts(level, score, sales, TODAY.minusDays(days));

        assertThat(ViewTips.of(seller, TODAY)).extracting(Tip::id).isEqualTo(ids(expected));
    }

    private static List<String> ids(String text) {
        return Stream.of(text.split(",")).filter(id -> !id.isEmpty()).toList();
    }
}
