package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.ProviderCapability.Asked.Kind;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Questions come up one at a time, and again later and later. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class QuestionsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(15);

    @Inject
    Questions questions;

    @Inject
    Transactions transactions;

    @Inject
    DataSource database;

    // No rounds are made for a provider of that name.
    private final String provider = "nobody-" + UUID.randomUUID();

    /** However many are due at once. */
    @Test
    void eachDueQuestionIsGivenOutOnce() throws SQLException {
        for (int i = 0; i < 50; i++) {
            watch(UUID.randomUUID(), Duration.ZERO);
        }
        var given = new HashSet<UUID>();
        for (var due = claim(); due != null; due = claim()) {
            assertThat(given.add(due.id())).isTrue();
            assertThat(due.asked()).isEqualTo(1);
        }
        assertThat(given).hasSize(50);
    }

    @Test
    void aQuestionComesUpAgainLaterAndLaterAndNoMoreOnceItIsClosed() throws SQLException {
        var id = UUID.randomUUID();
        watch(id, Duration.ofHours(1));
        assertThat(claim()).isNull();
        var pauses = new long[] {60, 120, 240, 480, 900, 900};
        for (int asked = 1; asked <= pauses.length; asked++) {
            execute("update provider_question set ask_at = clock_timestamp() where id = '" + id + "'");
            assertThat(claim()).isEqualTo(new Questions.Due(Kind.PAYMENT, id, asked));
            assertThat(secondsUntil(id)).isBetween(pauses[asked - 1] - 5, pauses[asked - 1]);
        }

        this.<Void>run(session -> questions.close(session, Kind.PAYMENT, id));
        execute("update provider_question set ask_at = clock_timestamp() where id = '" + id + "'");
        assertThat(claim()).isNull();
    }

    private void watch(UUID id, Duration after) {
        this.<Void>run(session -> questions.watch(session, Kind.PAYMENT, id, provider, after));
    }

    private Questions.@Nullable Due claim() {
        return this.<Questions.@Nullable Due>run(session -> questions.claim(session, provider, FIRST, MOST));
    }

    private <T extends @Nullable Object> T run(Function<Mutiny.Session, Uni<T>> work) {
        return transactions.runApart(work).await().atMost(SOON);
    }

    private long secondsUntil(UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select extract(epoch from ask_at - clock_timestamp()) from provider_question where id = '" + id
                                + "'")) {
            found.next();
            return Math.round(found.getDouble(1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
