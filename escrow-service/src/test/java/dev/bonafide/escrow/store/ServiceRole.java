package dev.bonafide.escrow.store;

import dev.bonafide.fixtures.Stack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Lets the service under test have the rights it has in production, and no more: its tables belong to somebody else. The
 * injected {@code DataSource} stays the superuser's, for tests that look or act beneath the service.
 */
public class ServiceRole implements QuarkusTestResourceLifecycleManager {
    static final String NAME = "escrow_service";
    private static final String PASSWORD = "only-for-tests";

    /** What makes the service use that database of the one server of this JVM. */
    static Map<String, String> settings(String database) {
        var address = Stack.postgres().start() + "/" + database;
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://" + address,
                "quarkus.datasource.username",
                NAME,
                "quarkus.datasource.password",
                PASSWORD,
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + address + "?user=postgres&password=postgres",
                "bonafide.migrations.owner",
                "postgres",
                "bonafide.migrations.owner-password",
                "postgres");
    }

    /** A connection to a database with the rights of the service. */
    static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + Stack.postgres().start() + "/" + database, NAME, PASSWORD);
    }

    static void execute(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + Stack.postgres().start() + "/postgres", "postgres", "postgres");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        try {
            execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s login password '%2$s';
                        end if;
                    end $$""".formatted(NAME, PASSWORD));
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
        return settings("postgres");
    }

    @Override
    public void stop() {
        // The role stays as long as the server.
    }
}
