package dev.bonafide.launcher.running;

import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Ending;
import dev.bonafide.launcher.process.Programs;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.process.Spawner;
import dev.bonafide.launcher.stack.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** PostgreSQL with one database and one role per service; fsync stays on, because money is in there. */
final class PostgresStart implements PartStart {
    private static final String SUPERUSER = "postgres";

    /**
     * Each statement gives its memory back when it ends, and the C library gives it on to the system, so that the next one
     * begins with page faults: for a statement that writes a group of releases they were a fifth of its processor time.
     */
    private static final Map<String, String> KEEP_WHAT_IS_NEEDED_AGAIN =
            Map.of("MALLOC_TRIM_THRESHOLD_", "67108864", "MALLOC_MMAP_THRESHOLD_", "33554432");

    private final Site site;
    private final Secrets secrets;
    private final Path programs;

    PostgresStart(Site site, Secrets secrets, Path programs) {
        this.site = site;
        this.secrets = secrets;
        this.programs = programs;
    }

    @Override
    public Part part() {
        return Server.POSTGRES;
    }

    @Override
    public void prepare() throws InterruptedException {
        endOrphans();
        var data = site.home().postgresData();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            forgetDeadPostmaster(data);
            return;
        }
        try {
            // Made beside its place and moved when whole: a half-made cluster would look like a good one.
            var fresh = data.resolveSibling("postgres.new");
            Home.deleteTree(fresh);
            var password = Files.createTempFile(site.home().run(), "superuser", ".password");
            try {
                Files.writeString(password, secrets.superuserPassword());
                initialise(fresh, password);
            } finally {
                Files.deleteIfExists(password);
            }
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the database cluster", e);
        }
    }

    private void initialise(Path fresh, Path password) throws InterruptedException {
        var account = ServerAccount.choose(site.home());
        account.giveUp(fresh, password);
        var command = new ArrayList<>(account.prefix());
        command.addAll(List.of(
                programs.resolve("bin/initdb").toString(),
                "--no-sync",
                "-D",
                fresh.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8"));
        var exit = new Spawner(site.home()).run("postgres", command, site.home().directory(), Map.of());
        if (exit != 0) {
            throw new Failed("The database cluster could not be made (initdb ended with " + exit + ").");
        }
    }

    /** After a kill -9 the children take a moment to notice; a new server would refuse to start beside them. */
    private void endOrphans() {
        var run = new RunFolder(site.home());
        var orphans = run.living().getOrDefault(Server.POSTGRES.key(), List.of());
        if (!orphans.isEmpty() && run.process(Server.POSTGRES.key()).isEmpty()) {
            Ending.kill(orphans);
        }
    }

    /** The number in the lock file may belong to somebody else by now, and PostgreSQL would believe it. */
    private static void forgetDeadPostmaster(Path data) {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove a dead server's lock", e);
        }
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(ServerAccount.choose(site.home()).prefix());
        command.addAll(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                site.home().postgresData().toString(),
                "-p",
                String.valueOf(site.port(Server.POSTGRES))));
        for (var setting : List.of(
                "listen_addresses=" + Site.HOST,
                "unix_socket_directories=",
                "max_connections=200",
                // Lets a change-data-capture tool be put in the relay's place without a restart.
                "wal_level=logical",
                "max_wal_senders=10",
                "max_replication_slots=10")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    @Override
    public Path directory() {
        return site.home().directory();
    }

    @Override
    public Map<String, String> environment() {
        var environment = new HashMap<>(KEEP_WHAT_IS_NEEDED_AGAIN);
        if (Programs.areWeRoot()) {
            environment.put("HOME", site.home().directory().toString());
        }
        return environment;
    }

    @Override
    public boolean isReady() {
        if (!Readiness.isReady(Server.POSTGRES, site)) {
            return false;
        }
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new Failed("PostgreSQL does not know the password in "
                        + site.home().secrets()
                        + ". Were the secrets lost or replaced? Without the old file these data cannot be opened:"
                        + " ./bonafide down, then ./bonafide up --fresh");
            }
            return false;
        }
    }

    @Override
    public void afterwards() {
        try (var connection = connect()) {
            for (var name : House.roles()) {
                makeRole(connection, name);
            }
            for (var name : House.databases()) {
                makeDatabase(connection, name);
            }
            execute(connection, "revoke connect on database postgres from public");
            // Keycloak's first start is thousands of small commits. The last moments of a login may be lost in a power
            // cut; the services keep waiting for the disk, because money may not.
            execute(connection, "alter role " + Server.KEYCLOAK.key() + " set synchronous_commit = off");
        } catch (SQLException e) {
            throw new Failed("Roles and databases could not be made: " + e.getMessage());
        }
    }

    private void makeRole(Connection connection, String name) throws SQLException {
        // Names are our own constants and passwords are hexadecimal, so nothing here needs quoting.
        var verb = exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
        execute(connection, verb + " role " + name + " login password '" + secrets.databasePassword(name) + "'");
    }

    private void makeDatabase(Connection connection, String name) throws SQLException {
        var owner = House.owner(name);
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
            execute(connection, "create database " + name + " owner " + owner);
        } else if (!exists(
                connection,
                "select 1 from pg_database where pg_get_userbyid(datdba) = '" + owner + "' and datname = ?",
                name)) {
            // Made when the service still owned its tables.
            try (var inside = connect(name)) {
                execute(inside, "reassign owned by " + name + " to " + owner);
            }
        }
        execute(connection, "revoke connect on database " + name + " from public");
        execute(connection, "grant connect on database " + name + " to " + name);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return connect(SUPERUSER);
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.superuserPassword());
        properties.setProperty("loginTimeout", "2");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + site.address(Server.POSTGRES) + "/" + database, properties);
    }
}
