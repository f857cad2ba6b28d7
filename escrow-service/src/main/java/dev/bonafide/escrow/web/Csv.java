package dev.bonafide.escrow.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes CSV after RFC 4180. A cell that a spreadsheet would take for a formula is written as text; plain numbers stay
 * numbers.
 */
final class Csv {
    private static final String LINE_END = "\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,4})?");
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final StringBuilder text = new StringBuilder();

    /** Adds a line. */
    Csv line(List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append(LINE_END);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String cell(String value) {
        var harmless = isFormula(value) ? "'" + value : value;
        return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }

    private static boolean isFormula(String value) {
        return !value.isEmpty()
                && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0
                && !NUMBER.matcher(value).matches();
    }
}
