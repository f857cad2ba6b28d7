package dev.bonafide.identity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+8613800138000, +8613800138000",
        "+86 138-0013 8000, +8613800138000",
        "+441632960961, +441632960961",
        "+1 (202) 555-0143, +12025550143",
        "13800138000, ",
        "+861080013800, ",
        "+86138001380001, ",
        "+8612800138000, ",
        "+0441632960961, ",
        "+44163x960961, ",
        "+１３８００１３８０００, ",
        "'', "
    })
    void I_1_numbers_a_code_can_be_sent_to_are_read(String text, String expected) {
        assertThat(PhoneNumber.parse(text).map(PhoneNumber::e164).orElse(null)).isEqualTo(expected);
    }

    @Test
    void its_text_form_shows_two_digits_only() {
        assertThat(new PhoneNumber("+8613800138021")).hasToString("***21");
    }
}
