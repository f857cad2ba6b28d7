package dev.bonafide.kit.transaction;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of the machinery, which pass by themselves, from failures of the request, which do not. SQLSTATE classes
 * as in PostgreSQL's appendix "PostgreSQL Error Codes".
 */
public final class Failures {
    private static final String DUPLICATE_KEY = "23505";

    private Failures() {}

    /**
     * The transaction may well succeed when it runs again: the database chose it as the victim, 40001 serialization failure
     * or 40P01 deadlock detected, or the request it answers was answered by another while it ran.
     */
    public static boolean isConflict(Throwable failure) {
        return any(
                failure,
                cause -> "40001".equals(state(cause)) || "40P01".equals(state(cause)) || isAnsweredMeanwhile(cause));
    }

    /** The database refused a second row with the same unique key: 23505. */
    public static boolean isDuplicateKey(Throwable failure) {
        return any(failure, cause -> DUPLICATE_KEY.equals(state(cause)));
    }

    /**
     * The database cannot be reached or cannot work just now: connection lost or refused, shutting down (57), out of
     * resources (53), connection exceptions (08), conflicts (40). Trying again later can help.
     */
    public static boolean isTransient(Throwable failure) {
        return any(failure, cause -> switch (cause) {
            case PgException _, SQLException _ -> isTransientState(state(cause));
            case IOException _, TimeoutException _ -> true;
            default -> saysConnectionIsGone(cause);
        });
    }

    /** What the database says of it, by its own client or as Hibernate passes it on. */
    private static @Nullable String state(Throwable cause) {
        return switch (cause) {
            case PgException pg -> pg.getSqlState();
            case SQLException sql -> sql.getSQLState();
            default -> null;
        };
    }

    private static boolean isAnsweredMeanwhile(Throwable cause) {
        var message = cause.getMessage();
        return DUPLICATE_KEY.equals(state(cause)) && message != null && message.contains("idempotent_answer_pkey");
    }

    private static boolean isTransientState(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("40")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.equals("55P03"));
    }

    // The reactive client reports a lost connection by type names that are not part of its public API, or by text only.
    private static boolean saysConnectionIsGone(Throwable cause) {
        var name = cause.getClass().getSimpleName();
        if (name.equals("ClosedConnectionException") || name.equals("ConnectionPoolTooBusyException")) {
            return true;
        }
        var message = cause.getMessage();
        return message != null
                && (cause instanceof HibernateException
                        || name.contains("NoStackTrace")
                        || name.contains("VertxException"))
                && (message.contains("onnection is closed")
                        || message.contains("onnection closed")
                        || message.contains("onnection was closed")
                        || message.contains("ailed to read any response")
                        || message.contains("Timeout")
                        || message.contains("Pool closed"));
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (test.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
