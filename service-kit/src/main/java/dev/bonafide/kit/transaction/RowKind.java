package dev.bonafide.kit.transaction;

import java.lang.reflect.Array;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kind of row, and the statement that writes any number of them.
 *
 * @param statement {@code %s} in it stands for the rows, to be named with their columns, as in
 *     {@code insert into thing select given.* from %s given (id, name)}
 */
public record RowKind(String statement, List<Column> columns) {

    /** What a column holds. */
    public enum Column {
        ID("uuid", UUID.class),
        TEXT("text", String.class),
        TIME("timestamptz", OffsetDateTime.class),
        NUMBER("bigint", Long.class);

        private final String type;
        private final Class<?> element;

        Column(String type, Class<?> element) {
            this.type = type;
            this.element = element;
        }

        /** The values of one column, which are one parameter. */
        Object values(List<@Nullable Object[]> rows, int column) {
            var values = Array.newInstance(element, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                Array.set(values, i, rows.get(i)[column]);
            }
            return values;
        }
    }

    public RowKind {
        columns = List.copyOf(columns);
    }

    /** The kind with these columns, in their order. */
    public static RowKind of(String statement, Column... columns) {
        return new RowKind(statement, List.of(columns));
    }

    /**
     * Array parameters as rows, one column each, to be named by an alias with columns. PostgreSQL does not look at their length
     * when it plans: it would find a plan for many rows dearer than one for these arrays, and plan the statement anew every
     * time.
     *
     * @param first the number of the first parameter
     * @param types PostgreSQL's names of the elements' types
     */
    public static String rows(int first, String... types) {
        var parameters = new StringJoiner(", ", "(select ", " offset 0) arrays");
        var columns = new StringJoiner(", ", "unnest(", ")");
        for (int i = 0; i < types.length; i++) {
            parameters.add("$" + (first + i) + "::" + types[i] + "[] as array" + i);
            columns.add("arrays.array" + i);
        }
        return parameters + ", " + columns;
    }

    /** The statement with its parameters numbered from there. */
    String sql(int first) {
        return statement.formatted(
                rows(first, columns.stream().map(column -> column.type).toArray(String[]::new)));
    }
}
