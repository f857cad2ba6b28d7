package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-7: entries whose postings were rows of their own say the same afterwards (V1170). */
class EntriesMigrationTest {
    private static final String LINES =
            "select concat_ws(' ', line, account, kind, side, amount_minor, currency) from ledger_posting order by line";

    private final UUID entry = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final UUID seller = UUID.randomUUID();

    @Test
    @DisplayName("E-7: line by line, an entry of before is what it was, and whose it is can be seen")
    void anEntryOfBefore() throws SQLException {
        try (var database = new EarlierDatabase("entries_of_before")) {
            database.migrateTo("1154");
            database.write(List.of(head(), """
                    insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                    values ('%1$s', 3, 'PLATFORM_REVENUE', 'CREDIT', 18, 'CNY'),
                           ('%1$s', 1, 'ESCROW_LIABILITY:%2$s', 'DEBIT', 300, 'CNY'),
                           ('%1$s', 2, 'SELLER_PAYABLE:%3$s', 'CREDIT', 282, 'CNY')""".formatted(entry, order, seller)));
            var before = database.rows(LINES);
            database.migrateTo("latest");
            assertThat(database.rows(LINES)).hasSize(3).isEqualTo(before);
            assertThat(database.rows("select seller_id from ledger_entry")).containsExactly(seller.toString());
        }
    }

    @Test
    @DisplayName("E-7: an entry in two currencies is not made into one that is in neither")
    void anEntryInTwoCurrencies() throws SQLException {
        try (var database = new EarlierDatabase("entries_of_two_currencies")) {
            database.migrateTo("1154");
            database.write(List.of(head(), """
                    insert into ledger_posting (entry_id, line, account, side, amount_minor, currency)
                    values ('%1$s', 1, 'PROVIDER_CLEARING', 'DEBIT', 1, 'CNY'),
                           ('%1$s', 2, 'PLATFORM_REVENUE', 'CREDIT', 1, 'CNY'),
                           ('%1$s', 3, 'PROVIDER_CLEARING', 'DEBIT', 1, 'USD'),
                           ('%1$s', 4, 'PLATFORM_REVENUE', 'CREDIT', 1, 'USD')""".formatted(entry)));
            assertThatThrownBy(() -> database.migrateTo("latest"))
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("\"currency\"");
            assertThat(database.rows(LINES)).hasSize(4);
        }
    }

    private String head() {
        return """
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at)
                values ('%s', '%s', 'RELEASED', 'RELEASED:%2$s', now())""".formatted(entry, order);
    }
}
