package dev.bonafide.kit.transaction;

import java.lang.reflect.Array;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kind of row, and the statement that writes any number of them.
 *
 * @param statement {@code %s} in it stands for the rows, to be named with their columns, as in
 *     {@code insert into thing select * from %s given (id, name)}
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
     * An array parameter of which PostgreSQL does not look at the length when it plans: it would find a plan for many rows dearer
     * than one for this array, and plan the statement anew every time.
     */
    public static String array(int parameter, String type) {
        return "(select $" + parameter + "::" + type + "[])";
    }

    /** The statement with its parameters numbered from there. */
    String sql(int first) {
        var rows = new StringBuilder("unnest(");
        for (int i = 0; i < columns.size(); i++) {
            rows.append(i == 0 ? "" : ", ").append(array(first + i, columns.get(i).type));
        }
        return statement.formatted(rows.append(')'));
    }
}
