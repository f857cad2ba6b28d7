package dev.bonafide.kit.start;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the tables to what this build needs, before anything else is done with them. Usually they are so already: then the
 * mark that the last migration left at Flyway's own table is this build's, and one question to the database is the whole
 * work. Where it is another, or cannot be told, Flyway looks at everything and migrates.
 */
@ApplicationScoped
class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A copy of a database may come with its comments and without its rights; then there is work to do all the same. */
    private static final String MARK = """
            select obj_description(to_regclass('flyway_schema_history'), 'pg_class')
             where has_table_privilege(to_regclass('outbox'), 'insert')""";

    private final Config config;
    private final boolean migrates;
    private final Pool pool;

    Schema(Config config, @ConfigProperty(name = "bonafide.migrations.at-start") boolean migrates, Pool pool) {
        this.config = config;
        this.migrates = migrates;
        this.pool = pool;
    }

    void prepare(@Observes @Priority(1) StartupEvent event) {
        if (!migrates) {
            return;
        }
        var settings = MigrationSettings.of(config);
        var mark = PackagedMigrations.mark(settings);
        if (mark.isEmpty() || !mark.equals(found())) {
            migrate(settings);
            mark.ifPresent(value -> leave(value, settings));
        }
    }

    private Optional<String> found() {
        var rows = pool.query(MARK).execute().await().atMost(PATIENCE).iterator();
        return rows.hasNext() ? Optional.ofNullable(rows.next().getString(0)) : Optional.empty();
    }

    private static void migrate(MigrationSettings settings) {
        var done = Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(settings.url(), settings.owner(), settings.ownerPassword())
                .locations(MigrationSettings.LOCATIONS.toArray(String[]::new))
                .placeholders(settings.placeholders())
                // The shared tables and the service's own are numbered apart (V0001… and V1001…), so a new shared one
                // comes late.
                .outOfOrder(true)
                .load()
                .migrate();
        LOG.infof("%d migrations were carried out", done.migrationsExecuted);
    }

    private static void leave(String mark, MigrationSettings settings) {
        try (var connection = DriverManager.getConnection(settings.url(), settings.owner(), settings.ownerPassword());
                var statement = connection.createStatement()) {
            // Only hexadecimal digits, so that nothing needs quoting.
            statement.execute("comment on table flyway_schema_history is '" + mark + "'");
        } catch (SQLException failure) {
            throw new IllegalStateException("The tables are migrated, but it could not be noted", failure);
        }
    }
}
