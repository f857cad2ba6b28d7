package dev.bonafide.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void membersAreSortedByCodeUnitsAndNothingIsWrittenThatNeedNotBe() throws JsonProcessingException {
        assertThat(canonical("""
                { "b": [ 1, true , "x" ], "\\u20ac": {}, "a": { "z": -7, "A": "\\u00e9" }, "\\ud83d\\ude00": [] }""")).isEqualTo("{\"a\":{\"A\":\"é\",\"z\":-7},\"b\":[1,true,\"x\"],\"€\":{},\"😀\":[]}");
    }

    @Test
    void onlyWhatMustBeIsEscaped() throws JsonProcessingException {
        assertThat(canonical("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\\\/\\u007f\""))
                .isEqualTo("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9007199254740992", "-9007199254740992", "null", "{\"a\":null}", "1e400"})
    void whatTwoLanguagesMightWriteInTwoWaysIsRefused(String json) {
        assertThatThrownBy(() -> canonical(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String json) throws JsonProcessingException {
        return CanonicalJson.write(new ObjectMapper().readTree(json));
    }
}
