package dev.bonafide.escrow.model;

import dev.bonafide.fixtures.Stack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the stories happen: the whole service on a database of its own, with a clock of its own for each story. Another
 * replica leads the relay, so that what the service has said can be read in its outbox.
 */
public class World implements QuarkusTestProfile {
    private static final String NAME = "model";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ModelClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bonafide.kit.inbox.back-off", "PT0.001S",
                "bonafide.escrow.ledger.audit.every", "PT1H",
                // Every second story parks something.
                "quarkus.log.category.\"dev.bonafide.escrow.store\".level", "ERROR",
                "bonafide.escrow.policy.fees.2026-11.buyer-basis-points", "" + Purse.BUYER_BASIS_POINTS,
                "bonafide.escrow.policy.fees.2026-11.seller-basis-points", "" + Purse.SELLER_BASIS_POINTS,
                "quarkus.datasource.reactive.max-size", "16");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Database.class));
    }

    /** The database, fresh. */
    public static class Database implements QuarkusTestResourceLifecycleManager {
        /** Key of the lock by which replicas agree who leads the relay. */
        private static final long LEADER_LOCK = 0x6f7574626f78L;

        private @Nullable Connection leader;

        @Override
        public int order() {
            return 2;
        }

        @Override
        public Map<String, String> start() {
            var server = Stack.postgres().start();
            try {
                execute(server, "drop database if exists " + NAME + " with (force)");
                execute(server, "create database " + NAME);
                leader = connect(server, NAME);
                try (var lock = leader.createStatement()) {
                    lock.execute("select pg_advisory_lock(" + LEADER_LOCK + ")");
                }
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
            return Map.of(
                    "quarkus.datasource.reactive.url",
                    "postgresql://" + server + "/" + NAME,
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://" + server + "/" + NAME,
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    "postgres");
        }

        @Override
        public void stop() {
            var open = leader;
            if (open != null) {
                try {
                    open.close();
                } catch (SQLException gone) {
                    throw new IllegalStateException(gone);
                }
            }
        }

        private static void execute(String server, String sql) throws SQLException {
            try (var connection = connect(server, "postgres");
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private static Connection connect(String server, String database) throws SQLException {
            return DriverManager.getConnection("jdbc:postgresql://" + server + "/" + database, "postgres", "postgres");
        }
    }
}
