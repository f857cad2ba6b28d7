package dev.bonafide.benchmark.escrow;

import dev.bonafide.benchmark.Databases;
import java.sql.SQLException;
import java.util.List;

/** A copy of escrow-service's database as it was, for a service that has run long enough to be quick. */
final class Copy {
    private final Databases databases;

    Copy(Databases databases) {
        this.databases = databases;
    }

    /** Makes it; nobody may be connected meanwhile. */
    void keep() throws SQLException {
        execute(List.of(
                "create database escrow_copy template escrow owner escrow_owner",
                "grant connect on database escrow_copy to escrow"));
    }

    /** Puts it in the database's place; who is connected is cut off and finds the copy. */
    void takeItsPlace() throws SQLException {
        execute(List.of(
                "alter database escrow allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'escrow'",
                "alter database escrow rename to escrow_before",
                "alter database escrow_copy rename to escrow"));
    }

    private void execute(List<String> statements) throws SQLException {
        try (var superuser = databases.open("postgres", "postgres");
                var statement = superuser.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
