package dev.bonafide.escrow.store;

import dev.bonafide.fixtures.Stack;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A database of its own that is migrated to a version, filled, and migrated on. */
final class EarlierDatabase implements AutoCloseable {
    private final String name;
    private final String url;

    EarlierDatabase(String name) throws SQLException {
        this.name = name;
        url = "jdbc:postgresql://" + Stack.postgres().start() + "/" + name;
        ServiceRole.execute("drop database if exists " + name + " with (force)");
        ServiceRole.execute("create database " + name);
    }

    /** Migrates to that version, or to {@code latest}. */
    void migrateTo(String version) {
        Flyway.configure()
                .dataSource(url, "postgres", "postgres")
                .locations("classpath:db/kit", "classpath:db/migration")
                .placeholders(Map.of("service-role", "postgres"))
                .outOfOrder(true)
                .target(version)
                .load()
                .migrate();
    }

    /** Writes rows as they were written then: the guards of that time have looked at them. */
    void write(List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            for (var statement : statements) {
                sql.execute(statement);
            }
        }
    }

    /** The first column of what a query finds, as text. */
    List<String> rows(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var sql = connection.createStatement();
                var found = sql.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        ServiceRole.execute("drop database if exists " + name + " with (force)");
    }
}
