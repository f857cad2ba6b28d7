package dev.bonafide.escrow.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Entries written by hand, for tests of what lies beneath the service. */
public final class Entries {
    private Entries() {}

    /** One line of an entry: above zero on the debit side. */
    public record Line(String account, long minor) {
        /** On the debit side. */
        public static Line debit(String account, long minor) {
            return new Line(account, minor);
        }

        /** On the credit side. */
        public static Line credit(String account, long minor) {
            return new Line(account, -minor);
        }
    }

    /** The statement that adds an entry; its id is an expression, and its order is an id in quotes or null. */
    public static String insert(String id, String order, String fact, String key, String currency, Line... lines) {
        return """
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at, currency, accounts, amounts, seller_id)
                values (%s, %s, '%s', '%s', now(), '%s', '{%s}', '{%s}', %s)""".formatted(
                id,
                order,
                fact,
                key,
                currency,
                Arrays.stream(lines).map(Line::account).collect(Collectors.joining(",")),
                Arrays.stream(lines).map(line -> Long.toString(line.minor())).collect(Collectors.joining(",")),
                Arrays.stream(lines)
                        .map(Line::account)
                        .filter(account ->
                                account.matches("(SELLER|PAYOUT)_.*:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                        .map(account -> "'" + account.substring(account.length() - 36) + "'")
                        .findFirst()
                        .orElse("null"));
    }

    /** The same, of a new id that the statements after it find in the setting {@code test.entry}. */
    static String insertForOthers(String order, String fact, String key, String currency, Line... lines) {
        return "with added as (" + insert("gen_random_uuid()", order, fact, key, currency, lines)
                + " returning id) select set_config('test.entry', cast(id as text), true) from added";
    }

    /** Adds a balanced entry of no order, from the platform's expenses, to an open transaction. */
    public static UUID add(Connection transaction, UUID id, long minor) throws SQLException {
        try (var sql = transaction.createStatement()) {
            sql.execute(insert(
                    "'" + id + "'",
                    "null",
                    "PROVIDER_FEE_TAKEN",
                    "PROVIDER_FEE_TAKEN:" + id,
                    "CNY",
                    Line.debit("PLATFORM_EXPENSE", minor),
                    Line.credit("PROVIDER_CLEARING", minor)));
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
