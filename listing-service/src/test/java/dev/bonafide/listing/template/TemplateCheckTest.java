package dev.bonafide.listing.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
    private static final Template PHONES = Templates.load().current("phones").orElseThrow();
    private static final String SOUND = """
            {"brand": "Apple", "model": "iPhone 14 Pro", "purchaseDate": "2025-10-02", "usePeriodMonths": 13,
             "grade": "95", "functionState": "ALL_WORKING", "accessories": [], "defects": [], "storage": "256GB",
             "networkLock": "UNLOCKED", "batteryHealthPercent": 91, "repairs": [], "accountLockOff": true,
             "serial": "356938035643809"}""";

    @Test
    void L_1_a_phone_with_every_field_is_right() {
        assertThat(violations(sound())).isEmpty();
    }

    static Stream<String> required() {
        return sound().propertyStream().map(java.util.Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("required")
    void L_1_each_missing_field_is_named_by_its_pointer(String field) {
        var fields = sound();
        fields.remove(field);

        assertThat(violations(fields)).containsExactly("/fields/" + field + " REQUIRED");
    }

    @Test
    void L_1_all_missing_fields_are_named_at_once_also_beside_one_of_the_wrong_type() {
        var fields = sound();
        fields.remove(List.of("brand", "model", "accessories"));
        fields.put("usePeriodMonths", "thirteen");

        assertThat(violations(fields))
                .containsExactly(
                        "/fields/accessories REQUIRED",
                        "/fields/brand REQUIRED",
                        "/fields/model REQUIRED",
                        "/fields/usePeriodMonths WRONG_TYPE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            brand                | ""                                      | /fields/brand TOO_SHORT
            purchaseDate         | "2026-11-03"                            | /fields/purchaseDate DATE_IN_FUTURE
            purchaseDate         | "2026-02-30"                            | /fields/purchaseDate INVALID_FORMAT
            purchaseDate         | "last year"                             | /fields/purchaseDate INVALID_FORMAT
            usePeriodMonths      | -1                                      | /fields/usePeriodMonths OUT_OF_RANGE
            usePeriodMonths      | 1.5                                     | /fields/usePeriodMonths WRONG_TYPE
            grade                | "98"                                    | /fields/grade NOT_ALLOWED
            functionState        | "FINE"                                  | /fields/functionState NOT_ALLOWED
            storage              | "3GB"                                   | /fields/storage NOT_ALLOWED
            accountLockOff       | false                                   | /fields/accountLockOff NOT_ALLOWED
            accessories          | ["BOX", "BOX"]                          | /fields/accessories DUPLICATED
            accessories          | ["PARTY_HAT"]                           | /fields/accessories/0 NOT_ALLOWED
            defects              | [{"part": "BACK"}]                      | /fields/defects/0/kind REQUIRED
            batteryHealthPercent | 101                                     | /fields/batteryHealthPercent OUT_OF_RANGE
            serial               | "356938035643808"                       | /fields/serial SERIAL_INVALID
            serial               | "abc"                                   | /fields/serial SERIAL_INVALID
            model                | "iPhone\\u0000"                         | /fields/model INVALID_FORMAT
            model                | "iPhone \\ud800"                        | /fields/model INVALID_FORMAT
            colour               | "blue"                                  | /fields/colour UNKNOWN_FIELD
            """)
    void each_wrong_value_is_named(String field, String value, String violation) {
        var fields = sound();
        fields.set(field, read(value));

        assertThat(violations(fields)).containsExactly(violation);
    }

    @Test
    void a_purchase_today_is_not_in_the_future() {
        assertThat(violations(sound().put("purchaseDate", TODAY.toString()))).isEmpty();
    }

    @Test
    void battery_health_is_not_asked_of_a_phone_that_does_not_switch_on() {
        var fields = sound().put("functionState", "DOES_NOT_SWITCH_ON").put("grade", "FOR_PARTS");
        fields.remove("batteryHealthPercent");

        assertThat(violations(fields)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99        | SCREEN | SCRATCH | 97 | ALL_WORKING         | GRADE_CONTRADICTS_DEFECT
            95        | SCREEN | SCRATCH | 90 | ALL_WORKING         | GRADE_CONTRADICTS_DEFECT
            95        | FRAME  | WEAR    | 90 | ALL_WORKING         |
            95        | FRAME  | DENT    | 90 | ALL_WORKING         | GRADE_CONTRADICTS_DEFECT
            90        | SCREEN | SCRATCH | 80 | ALL_WORKING         |
            90        | BACK   | CRACK   | 80 | ALL_WORKING         | GRADE_CONTRADICTS_DEFECT
            80        | BACK   | DENT    | 80 | SOME_FUNCTION_FAILS |
            80        | BACK   | DENT    | 80 | MAIN_FUNCTION_FAILS | GRADE_CONTRADICTS_FUNCTION
            FOR_PARTS | SCREEN | CRACK   | 60 | MAIN_FUNCTION_FAILS |
            NEW       | FRAME  | WEAR    | 99 | ALL_WORKING         | GRADE_CONTRADICTS_DEFECT
            """)
    void L_2_a_grade_that_contradicts_another_statement_is_found(
            String grade, String part, String kind, int battery, String function, String code) {
        var fields =
                sound().put("grade", grade).put("batteryHealthPercent", battery).put("functionState", function);
        fields.withArrayProperty("defects").addObject().put("part", part).put("kind", kind);

        assertThat(violations(fields)).isEqualTo(code == null ? List.of() : List.of("/fields/grade " + code));
    }

    @ParameterizedTest
    @CsvSource({"99,94,true", "99,95,false", "95,87,true", "95,88,false", "90,50,false"})
    void L_2_battery_health_must_fit_the_grade(String grade, int battery, boolean contradicts) {
        var fields = sound().put("grade", grade).put("batteryHealthPercent", battery);

        assertThat(violations(fields))
                .isEqualTo(contradicts ? List.of("/fields/grade GRADE_CONTRADICTS_BATTERY") : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"356938035643809", "35 693803 564380 9", "35-693803-564380-9", "35693803/564380/9"})
    void an_imei_is_one_number_however_it_is_written(String written) {
        assertThat(Imei.normalised(written)).contains("356938035643809");
    }

    @Test
    void the_software_version_of_an_imei_gives_way_to_the_check_digit() {
        assertThat(Imei.normalised("3569380356438012")).contains("356938035643809");
    }

    @Test
    void L_2_every_grade_has_a_definition_in_both_languages_and_a_picture() throws Exception {
        for (Grade grade : Grade.values()) {
            var text = PHONES.grades().get(grade);
            assertThat(text).isNotNull();
            assertThat(text.definition().en()).isNotBlank();
            assertThat(text.definition().zh()).isNotBlank();
            assertThat(new String(
                            Templates.resource("grades/" + grade.code() + ".svg"),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("<svg");
        }
    }

    @Test
    void every_template_file_is_in_the_index() throws Exception {
        var folder = java.nio.file.Path.of("src/main/resources/templates");
        try (var files = java.nio.file.Files.walk(folder)) {
            var names = files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
            assertThat(new String(Templates.resource("templates/index.txt"), java.nio.charset.StandardCharsets.UTF_8)
                            .lines())
                    .containsExactlyElementsOf(names);
        }
    }

    private static List<String> violations(ObjectNode fields) {
        return TemplateCheck.violations(PHONES, fields, TODAY).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    private static ObjectNode sound() {
        return (ObjectNode) read(SOUND);
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
