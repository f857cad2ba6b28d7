package dev.bonafide.escrow.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Entries written by hand, for tests of what lies beneath the service. */
public final class Entries {
    private Entries() {}

    /** Adds a balanced entry of no order, from the platform's expenses, to an open transaction. */
    public static UUID add(Connection transaction, UUID id, long minor) throws SQLException {
        try (var sql = transaction.createStatement()) {
            sql.execute("""
                    insert into ledger_entry (id, fact, operation_key, posted_at)
                    values ('%1$s', 'PROVIDER_FEE_TAKEN', 'PROVIDER_FEE_TAKEN:%1$s', now());
                    insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                    values ('%1$s', 1, 'PLATFORM_EXPENSE', 'DEBIT', %2$d, 'CNY'),
                           ('%1$s', 2, 'PROVIDER_CLEARING', 'CREDIT', %2$d, 'CNY')""".formatted(id, minor));
        }
        return id;
    }

    /** Adds such an entry in a transaction of its own. */
    public static UUID add(DataSource database, UUID id, long minor) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            add(connection, id, minor);
            connection.commit();
            return id;
        }
    }

    /** Runs statements as somebody who has switched off every guard. */
    public static void tamper(DataSource database, String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("set local session_replication_role = replica");
            for (var statement : statements) {
                sql.execute(statement);
            }
            connection.commit();
        }
    }

    /** The one value a query gives, as text. */
    public static String one(DataSource database, String query) throws SQLException {
        try (var connection = database.getConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
