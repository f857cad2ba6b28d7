package dev.bonafide.escrow.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A ledger of its own, for tests that leave it damaged: nobody else's books are touched. */
public class OwnLedger implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Database.class));
    }

    /** A fresh database. */
    public static class Database implements QuarkusTestResourceLifecycleManager {
        private static final String NAME = "damaged";

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
