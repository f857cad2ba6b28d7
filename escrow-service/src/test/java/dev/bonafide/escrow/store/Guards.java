package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the database takes and what it refuses, from somebody who goes past the service. */
abstract class Guards {
    @Inject
    DataSource database;

    /** The statements are taken, in one transaction. */
    final void assertTaken(String... statements) {
        assertThatCode(() -> inOneTransaction(statements)).doesNotThrowAnyException();
    }

    /** The statements are refused, in one transaction, at the latest at its commit. */
    final void assertRefused(String why, String... statements) {
        assertThatThrownBy(() -> inOneTransaction(statements))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    /** Does the statements in one transaction, or none of them. */
    final void inOneTransaction(String... statements) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (var sql : statements) {
                    statement.execute(sql);
                }
                connection.commit();
            } catch (SQLException refused) {
                connection.rollback();
                throw refused;
            }
        }
    }
}
