package dev.bonafide.identity.web;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What lies in the database of the service, in tests. */
record Rows(DataSource database) {

    /** The number a query finds. */
    long count(String sql, Object... arguments) {
        return ((Number) all(sql, arguments).getFirst()).longValue();
    }

    /** The first column of all rows. */
    List<Object> all(String sql, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet found = statement.executeQuery()) {
            List<Object> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getObject(1));
            }
            return rows;
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }

    /** Changes something, as no code of the service would. */
    void change(String sql, Object... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
