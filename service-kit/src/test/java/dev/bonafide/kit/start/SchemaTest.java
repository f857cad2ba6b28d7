package dev.bonafide.kit.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Stack;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are migrated where they are not as the build needs them, and Flyway is left alone where they are. */
class SchemaTest {
    private static final String OWNER = "postgres";
    private static final String SERVICE = "schema_service";

    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Map<String, String> migrations = new LinkedHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private String url = "";
    private int builds;

    @BeforeEach
    void anEmptyDatabaseAndABuild() throws Exception {
        var server = Stack.postgres().start();
        execute("jdbc:postgresql://" + server + "/postgres", "drop database if exists schema_test with (force)");
        execute("jdbc:postgresql://" + server + "/postgres", "drop role if exists " + SERVICE);
        execute("jdbc:postgresql://" + server + "/postgres", "create database schema_test");
        url = "jdbc:postgresql://" + server + "/schema_test";
        execute(url, "create role " + SERVICE + " login password 'only-for-tests'");
        migrations.put("db/kit/V0001__outbox.sql", "create table outbox (id int); create table looks (id int)");
        migrations.put("db/migration/V1001__own.sql", "create table own (id int)");
        // Flyway does this each time it looks, so the rows tell how often it has.
        migrations.put(
                "db/migration/afterMigrate.sql",
                "insert into looks values (1); grant insert on outbox to ${service-role}");
        build();
    }

    @AfterEach
    void letGo() {
        Thread.currentThread().setContextClassLoader(before);
        vertx.closeAndAwait();
    }

    @Test
    void aDatabaseThatIsAsTheBuildNeedsItIsNotLookedAtAgain() throws Exception {
        start(OWNER);
        start(OWNER);
        start(OWNER);

        assertThat(looks()).isEqualTo(1);
    }

    @Test
    void aBuildWithAnotherMigrationMigrates() throws Exception {
        start(OWNER);
        migrations.put("db/migration/V1002__more.sql", "create table more (id int)");
        build();

        start(OWNER);

        assertThat(looks()).isEqualTo(2);
        assertThat(count("select count(*) from more")).isZero();
        start(OWNER);
        assertThat(looks()).isEqualTo(2);
    }

    @Test
    void anOlderBuildLooksAndLeavesItsOwnMark() throws Exception {
        start(OWNER);
        migrations.put("db/migration/V1002__more.sql", "create table more (id int)");
        build();
        start(OWNER);
        migrations.remove("db/migration/V1002__more.sql");
        build();

        start(OWNER);

        assertThat(looks()).isEqualTo(3);
    }

    @Test
    void aCallbackThatIsToldSomethingElseRunsAgain() throws Exception {
        start(OWNER);
        execute(url, "create role schema_other; grant usage on schema public to schema_other");
        try {
            prepare(OWNER, Map.of("bonafide.migrations.placeholders.service-role", "schema_other"));
            assertThat(looks()).isEqualTo(2);
        } finally {
            execute(url, "revoke all on outbox from schema_other; drop owned by schema_other; drop role schema_other");
        }
    }

    @Test
    void aCopyWithoutItsRightsIsGivenThemAgain() throws Exception {
        start(SERVICE);
        execute(url, "revoke all on outbox from " + SERVICE);

        start(SERVICE);

        assertThat(looks()).isEqualTo(2);
        assertThat(count("select has_table_privilege('" + SERVICE + "', 'outbox', 'insert')::int"))
                .isEqualTo(1);
        start(SERVICE);
        assertThat(looks()).isEqualTo(2);
    }

    @Test
    void whereSomebodyElseMigratesNothingIsDone() throws Exception {
        prepare(OWNER, Map.of("bonafide.migrations.at-start", "false"));

        assertThat(count("select count(*) from pg_tables where schemaname = 'public'"))
                .isZero();
    }

    private void start(String user) {
        prepare(user, Map.of());
    }

    private void prepare(String user, Map<String, String> more) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("quarkus.datasource.jdbc.url", url);
        settings.put("bonafide.migrations.owner", OWNER);
        settings.put("bonafide.migrations.owner-password", "postgres");
        settings.put("bonafide.migrations.placeholders.service-role", SERVICE);
        settings.putAll(more);
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        var pool = pool(user);
        try {
            new Schema(
                            config,
                            Boolean.parseBoolean(settings.getOrDefault("bonafide.migrations.at-start", "true")),
                            pool)
                    .prepare(new StartupEvent());
        } finally {
            pool.closeAndAwait();
        }
    }

    private Pool pool(String user) {
        var server = PgConnectOptions.fromUri(url.substring("jdbc:".length()))
                .setUser(user)
                .setPassword(user.equals(OWNER) ? "postgres" : "only-for-tests");
        return Pool.pool(vertx, server, new PoolOptions().setMaxSize(1));
    }

    /** Packs the migrations into another jar, as a build does. */
    private void build() throws IOException {
        var jar = folder.resolve("build-" + builds++ + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var directory : new String[] {"db/", "db/kit/", "db/migration/"}) {
                out.putNextEntry(new JarEntry(directory));
            }
            for (var migration : migrations.entrySet()) {
                out.putNextEntry(new JarEntry(migration.getKey()));
                out.write(migration.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, new WithoutMigrations(before)));
    }

    private long looks() throws SQLException {
        return count("select count(*) from looks");
    }

    private long count(String query) throws SQLException {
        try (var connection = connect(url);
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, OWNER, "postgres");
    }

    /** The class path of the tests has migrations of its own, in folders. */
    private static final class WithoutMigrations extends ClassLoader {
        WithoutMigrations(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("db/") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
