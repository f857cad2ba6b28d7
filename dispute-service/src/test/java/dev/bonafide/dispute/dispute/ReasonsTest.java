package dev.bonafide.dispute.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "请拨打13800138000联系卖家",
                "Call +86 138 0013 8000",
                "138-0013-8000",
                "写信给 li.xiao@example.com 即可",
                "身份证110101199003070011",
                " ",
                ""
            })
    void a_person_cannot_be_named_by_number_or_address(String text) {
        assertThat(Reasons.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The photos show a cracked screen.",
                "序列号 353918057345678 与照片一致",
                "运单 78123456789012345 于 2026-11-05 签收，金额 300000 分"
            })
    void serials_and_tracking_numbers_are_facts_and_may_be_named(String text) {
        assertThat(Reasons.of(text)).isPresent();
    }

    @Test
    void there_is_an_end_to_everything() {
        assertThat(Reasons.of("x".repeat(5_000))).isPresent();
        assertThat(Reasons.of("x".repeat(5_001))).isEmpty();
    }
}
