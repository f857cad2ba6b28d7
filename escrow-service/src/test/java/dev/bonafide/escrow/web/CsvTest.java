package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-12: a statement opened in a spreadsheet shows what we wrote, and runs nothing. */
class CsvTest {

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "plain, plain",
                "-12.50, -12.50",
                "0, 0",
                "|a,b|, |\"a,b\"|",
                "|say \"hi\"|, |\"say \"\"hi\"\"\"|",
                "=1+1, '=1+1",
                "+8613800000000, '+8613800000000",
                "@SUM(A1), '@SUM(A1)",
                "|-1-cmd|, |'-1-cmd|",
                "|=cmd,1|, |\"'=cmd,1\"|"
            })
    void aCellIsTextOrANumberAndNeverAFormula(String cell, String written) {
        assertThat(new Csv().line(List.of(cell)).toString()).isEqualTo(written + "\r\n");
    }

    @Test
    void lineBreaksAreQuotedAndLinesEndAsTheStandardSays() {
        assertThat(new Csv().line(List.of("a", "")).line(List.of("b\nc", "\td")).toString())
                .isEqualTo("a,\r\n\"b\nc\",'\td\r\n");
    }
}
