package dev.bonafide.escrow.payment.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A bill in lines of comma-separated values, its columns found by their names. */
public final class Table {
    private final List<String> columns;
    private final List<List<String>> rows;

    private Table(List<String> columns, List<List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Reads a header and the lines after it. Blanks, tabs and accents around values, which spreadsheets need, are dropped. */
    public static Table read(Stream<String> lines) {
        var cells = lines.map(Table::cells).toList();
        return cells.isEmpty()
                ? new Table(List.of(), List.of())
                : new Table(cells.getFirst(), cells.subList(1, cells.size()));
    }

    /** Every row. */
    public Stream<Row> rows() {
        return rows.stream().map(Row::new);
    }

    /** One line. */
    public final class Row {
        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        /** The value in the first of these columns that there is; providers rename them now and then. */
        public String at(String... names) {
            for (var name : names) {
                var column = columns.indexOf(name);
                if (column >= 0 && column < cells.size()) {
                    return cells.get(column);
                }
            }
            throw new IllegalArgumentException("The bill has no column " + String.join(" or ", names));
        }
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(bare(cell));
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(bare(cell));
        return cells;
    }

    private static String bare(CharSequence cell) {
        var stripped = cell.toString().strip();
        return stripped.startsWith("`") ? stripped.substring(1).strip() : stripped;
    }
}
