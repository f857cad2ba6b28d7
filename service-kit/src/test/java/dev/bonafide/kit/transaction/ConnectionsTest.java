package dev.bonafide.kit.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.thing.Things;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ConnectionsTest {
    private static final String PREPARED =
            "select count(*) from pg_prepared_statements where statement like $1 and length(statement) > 4000";

    @Inject
    Transactions transactions;

    @Test
    @DisplayName("A statement that is longer than the driver's own limit stays prepared on its connection")
    void longStatementsStayPrepared() {
        var wide = "select 1 as wide" + ", 1".repeat(1_500);

        var prepared = Things.await(transactions.run(session -> Direct.select(session, wide)
                .chain(() -> Direct.select(session, wide))
                .chain(() -> Direct.select(session, PREPARED, "select 1 as wide%"))));

        assertThat(prepared.getFirst()).containsExactly(1L);
    }
}
