package dev.bonafide.escrow.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A ledger of its own, for tests that leave it damaged: nobody else's books are touched. */
public class OwnLedger implements QuarkusTestProfile {

    private static final String NAME = "damaged";

    /** A connection to it, with the rights of the service. */
    public static Connection connect() throws SQLException {
        return ServiceRole.connect(NAME);
    }

    /** An auditor in a hurry: a whole round takes less than a second. */
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bonafide.escrow.ledger.audit.every", "PT0.01S",
                "bonafide.escrow.ledger.audit.whole-every", "PT0.02S");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Database.class));
    }

    /** A fresh database. */
    public static class Database implements QuarkusTestResourceLifecycleManager {
        @Override
        public int order() {
            return 2;
        }

        @Override
        public Map<String, String> start() {
            try {
                ServiceRole.execute("drop database if exists " + NAME + " with (force)");
                ServiceRole.execute("create database " + NAME);
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
            return ServiceRole.settings(NAME);
        }

        @Override
        public void stop() {
            // It goes with the server.
        }
    }
}
