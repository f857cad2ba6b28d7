package dev.bonafide.kit.transaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Statements of the mechanics, which every command runs, on the session's own connection and in its transaction, but without
 * one of Hibernate's queries around each: making those takes longer than the statement itself. Parameters are PostgreSQL's,
 * {@code $1} and so on. What the session has changed of entities and not flushed yet is not written before it.
 */
public final class Direct {
    private Direct() {}

    /** Runs a statement that changes rows; answers how many. */
    public static Uni<Integer> update(Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return Uni.createFrom().completionStage(() -> connection(session).update(sql, parameters));
    }

    /** The rows that a query gives. */
    public static Uni<List<@Nullable Object[]>> select(
            Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection(session).select(sql, parameters))
                .map(result -> {
                    var rows = new ArrayList<@Nullable Object[]>(result.size());
                    result.forEachRemaining(rows::add);
                    return rows;
                });
    }

    /**
     * The rows that a query gives in the order of its last column, the place of what was asked for. To put a handful in order
     * takes longer in the database.
     */
    public static Uni<List<@Nullable Object[]>> selectInPlace(
            Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return select(session, sql, parameters).invoke(rows -> rows.sort(Comparator.comparing(Direct::place)));
    }

    private static Long place(@Nullable Object[] row) {
        return (Long) Objects.requireNonNull(row[row.length - 1]);
    }

    private static ReactiveConnection connection(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }
}
