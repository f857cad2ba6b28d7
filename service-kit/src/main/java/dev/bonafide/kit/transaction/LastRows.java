package dev.bonafide.kit.transaction;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction writes at its end: rows that nothing in it reads, gathered and written by one statement just before the
 * commit, however many there are and of however many kinds. Where several commands share a transaction they share that
 * statement. Whoever does read such rows in the same transaction has them written first, see {@link #write}. See
 * docs/adr/0024-last-rows.md.
 */
@ApplicationScoped
public class LastRows {
    private final Map<Mutiny.Session, Map<RowKind, List<@Nullable Object[]>>> gathered = new ConcurrentHashMap<>();

    /** Gathers a row. Rows of one kind are written in the order in which they came. */
    public void add(Mutiny.Session session, RowKind kind, @Nullable Object... row) {
        if (row.length != kind.columns().size()) {
            throw new IllegalArgumentException("A row of " + row.length + " columns (expected: "
                    + kind.columns().size() + ")");
        }
        gathered.computeIfAbsent(session, _ -> new LinkedHashMap<>())
                .computeIfAbsent(kind, _ -> new ArrayList<>())
                .add(row);
    }

    /** The rows of a kind that wait to be written. */
    public List<@Nullable Object[]> waiting(Mutiny.Session session, RowKind kind) {
        return gathered.getOrDefault(session, Map.of()).getOrDefault(kind, List.of());
    }

    /** Takes rows of a kind back that have not been written yet. */
    public void takeBack(Mutiny.Session session, RowKind kind, Predicate<@Nullable Object[]> which) {
        var kinds = gathered.get(session);
        var rows = kinds == null ? null : kinds.get(kind);
        if (rows != null) {
            rows.removeIf(which);
        }
    }

    /** Writes what has been gathered so far, for somebody who is about to read it. */
    public Uni<Void> write(Mutiny.Session session) {
        return Uni.createFrom().deferred(() -> {
            var rows = gathered.remove(session);
            if (rows == null) {
                return Uni.createFrom().voidItem();
            }
            rows.values().removeIf(List::isEmpty);
            return rows.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Direct.update(session, sql(rows), parameters(rows)).replaceWithVoid();
        });
    }

    void forget(Mutiny.Session session) {
        gathered.remove(session);
    }

    private static String sql(Map<RowKind, List<@Nullable Object[]>> rows) {
        var sql = new StringBuilder();
        int part = 0;
        int parameter = 1;
        for (var kind : rows.keySet()) {
            sql.append(part == 0 ? "with part" : ", part").append(part).append(" as (");
            sql.append(kind.sql(parameter)).append(')');
            part++;
            parameter += kind.columns().size();
        }
        return sql.append(" select 1").toString();
    }

    private static Object[] parameters(Map<RowKind, List<@Nullable Object[]>> rows) {
        var parameters = new ArrayList<Object>();
        for (var entry : rows.entrySet()) {
            var columns = entry.getKey().columns();
            for (int column = 0; column < columns.size(); column++) {
                parameters.add(columns.get(column).values(entry.getValue(), column));
            }
        }
        return parameters.toArray();
    }
}
