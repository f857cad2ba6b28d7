package dev.bonafide.identity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.identity.verification.ResidentId.Reading;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidentIdTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, valid", // the example of the standard
        "11010519491231002x, valid",
        "440524188001010014, ID_NUMBER_DATE", // the other example of the standard, born in 1880
        "' 11010519491231002X ', valid",
        "11010519491231002, ID_NUMBER_LENGTH",
        "11010519491231002XX, ID_NUMBER_LENGTH",
        "'', ID_NUMBER_LENGTH",
        "1101051949123100X2, ID_NUMBER_CHARACTERS",
        "11010519491231002Y, ID_NUMBER_CHARACTERS",
        "１１０１０５１９４９１２３１００２X, ID_NUMBER_CHARACTERS",
        "110105194912310021, ID_NUMBER_CHECKSUM",
        "11010519491231003X, ID_NUMBER_CHECKSUM",
        "010105194912310021, ID_NUMBER_REGION",
        "990105194912310021, ID_NUMBER_REGION",
        "110100194912310021, ID_NUMBER_REGION",
        "110005194912310021, ID_NUMBER_REGION",
        "810001199001010011, ID_NUMBER_REGION",
        "110105199002300021, ID_NUMBER_DATE",
        "110105199013010021, ID_NUMBER_DATE",
        "110105202612010021, ID_NUMBER_DATE",
    })
    void I_2_numbers_are_read_or_refused_with_what_is_wrong(String number, String expected) {
        assertThat(read(number)).isEqualTo(expected);
    }

    @Test
    void I_2_somebody_is_of_age_on_the_birthday_and_not_a_day_before() {
        assertThat(read(numbered("11010520081123001"))).isEqualTo("valid");
        assertThat(read(numbered("11010520081124001"))).isEqualTo("ID_NUMBER_MINOR");
    }

    @Test
    void a_residence_permit_of_hong_kong_macau_or_taiwan_is_a_number_too() {
        assertThat(read(numbered("81000019900101001"))).isEqualTo("valid");
        assertThat(read(numbered("83000019900101001"))).isEqualTo("valid");
    }

    @Test
    void of_all_eleven_last_characters_exactly_one_fits() {
        assertThat(IntStream.range(0, 11)
                        .mapToObj(i -> "11010519491231002" + "0123456789X".charAt(i))
                        .filter(number -> read(number).equals("valid")))
                .hasSize(1);
    }

    @Test
    void only_the_last_four_characters_can_be_read_from_it() {
        assertThat(new ResidentId("11010519491231002X").last4()).isEqualTo("002X");
        assertThat(new ResidentId("11010519491231002X")).hasToString("ResidentId(…)");
    }

    private static String numbered(String first17) {
        return first17 + ResidentId.checkCharacter(first17);
    }

    private static String read(String number) {
        return switch (ResidentId.read(number, TODAY)) {
            case Reading.Valid _ -> "valid";
            case Reading.Invalid(var flaw) -> flaw.name();
        };
    }
}
