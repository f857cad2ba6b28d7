package dev.bonafide.logistics.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one carrier's codes read in ours. Rows are tried in order and the first that fits holds, so the special ones stand
 * before the general ones. What fits no row is {@link Code#UNKNOWN}.
 *
 * @param carrier code of the carrier
 * @param version counts published maps; a changed row is a new version
 */
public record CarrierMap(String carrier, int version, List<Row> rows) {

    private static final int COLUMNS = 7;

    /**
     * One reading.
     *
     * @param subCode must be equal, where there is one
     * @param text must be found in the carrier's text, where there is one
     * @param confirm whether the carrier's own code list has yet to confirm it
     * @param sampleText a text as the carrier writes it
     */
    public record Row(
            String rawCode,
            @Nullable String subCode,
            @Nullable Pattern text,
            Code code,
            boolean confirm,
            String note,
            @Nullable String sampleText) {

        boolean fits(String raw, @Nullable String sub, @Nullable String said) {
            return rawCode.equals(raw)
                    && (subCode == null || subCode.equals(sub))
                    && (text == null || (said != null && text.matcher(said).find()));
        }
    }

    /** Copies the rows. */
    public CarrierMap {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a map from lines of {@code raw,sub,text,code,confirm,note,sampleText}; the first names the columns. Texts hold
     * no comma.
     */
    public static CarrierMap parse(String carrier, int version, List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number < lines.size(); number++) {
            String line = lines.get(number);
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(carrier, number + 1, line));
            }
        }
        return new CarrierMap(carrier, version, rows);
    }

    private static Row row(String carrier, int number, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("Map of " + carrier + ", line " + number + ": " + cells.length
                    + " columns (expected: " + COLUMNS + ")");
        }
        @Nullable String pattern = cell(cells, 2);
        return new Row(
                cells[0].strip(),
                cell(cells, 1),
                pattern == null ? null : Pattern.compile(pattern),
                Code.valueOf(cells[3].strip()),
                "yes".equals(cell(cells, 4)),
                cells[5].strip(),
                cell(cells, 6));
    }

    private static @Nullable String cell(String[] cells, int place) {
        String cell = cells[place].strip();
        return cell.isEmpty() ? null : cell;
    }

    /** What the carrier's word is in ours. */
    public Code read(String rawCode, @Nullable String subCode, @Nullable String text) {
        return rows.stream()
                .filter(row -> row.fits(rawCode, subCode, text))
                .findFirst()
                .map(Row::code)
                .orElse(Code.UNKNOWN);
    }

    /** A row that reads as that code, for a carrier that is played. */
    public Optional<Row> saying(Code code) {
        return rows.stream().filter(row -> row.code() == code).findFirst();
    }
}
