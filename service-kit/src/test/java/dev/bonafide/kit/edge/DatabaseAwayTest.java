package dev.bonafide.kit.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.Stack;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.transaction.Failures;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A database that is away, whether it says so or hangs: who asks is told so, and nothing is half done. How soon is measured
 * by {@code bonafide bench faults}; here nobody may be left waiting.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class DatabaseAwayTest {
    private static final int AT_ONCE = 40;
    private static final long NOT_LEFT_WAITING = 10_000;

    @Inject
    Transactions transactions;

    @AfterEach
    void bringTheDatabaseBack() {
        Stack.letPostgresGo();
        Stack.postgres().start();
        awaitService();
    }

    @Test
    void withoutItsDatabaseAServiceSaysSoAndServesAgainWhenItIsBack() {
        given().when().get("/edge/database").then().statusCode(200).body("one", equalTo(1));
        Stack.postgres().stop();
        for (int i = 0; i < 3; i++) {
            assertRefused();
        }
    }

    @Test
    void aDatabaseThatHangsIsAwayToo() {
        awaitService();
        Stack.holdPostgres();
        for (int i = 0; i < 3; i++) {
            assertRefused();
        }
        Stack.letPostgresGo();
        awaitService();
    }

    @Test
    void moreRequestsThanConnectionsAreRefusedAllTheSameWhenTheDatabaseHangs() throws Exception {
        awaitService();
        Stack.holdPostgres();
        try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var asked : IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> CompletableFuture.runAsync(DatabaseAwayTest::assertRefused, people))
                    .toList()) {
                asked.get();
            }
        }
        Stack.letPostgresGo();
        awaitService();
        // No connection was lost on the way.
        try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var asked : IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> given().get("/edge/database").then().statusCode(200), people))
                    .toList()) {
                asked.get();
            }
        }
    }

    @Test
    void whatIsOnlySlowIsWaitedFor() {
        awaitService();
        given().when().get("/edge/slow?seconds=2.5").then().statusCode(200).body("one", equalTo(1));
    }

    @Test
    void whatWasRefusedBecauseTheDatabaseHungHasNotHappened() {
        awaitService();
        var id = UUID.randomUUID();
        var begun = new CompletableFuture<Void>();
        var outcome = write(id, begun).toCompletableFuture();
        begun.join();
        Stack.holdPostgres();
        assertThat(outcome)
                .failsWithin(Duration.ofMillis(NOT_LEFT_WAITING))
                .withThrowableThat()
                .satisfies(failure -> assertThat(Failures.isTransient(failure)).isTrue());
        Stack.letPostgresGo();

        // The row would be there as soon as the transaction left to itself had ended.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> transactionsUnderWay() == 0);
        assertThat(written(id)).isZero();
    }

    private CompletionStage<Integer> write(UUID id, CompletableFuture<Void> begun) {
        return transactions
                .run(session -> session.createNativeQuery("select 1", Integer.class)
                        .getSingleResult()
                        .invoke(() -> begun.complete(null))
                        .chain(() -> session.createNativeQuery("select 1 from pg_sleep(0.5)", Integer.class)
                                .getSingleResult())
                        .chain(() -> insert(session, id)))
                .subscribeAsCompletionStage();
    }

    private static Uni<Integer> insert(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("insert into thing (id) values (:id)")
                .setParameter("id", id)
                .executeUpdate();
    }

    private long transactionsUnderWay() {
        return count(
                "select count(*) from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and datname = current_database() and xact_start is not null and (query like '%pg_sleep%' or query like '%into thing%')");
    }

    private long written(UUID id) {
        return count("select count(*) from thing where id = '" + id + "'");
    }

    private long count(String query) {
        return Things.await(transactions.run(
                session -> session.createNativeQuery(query, Long.class).getSingleResult()));
    }

    private static void assertRefused() {
        given().when()
                .get("/edge/database")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("SERVICE_UNAVAILABLE"))
                .time(lessThan(NOT_LEFT_WAITING));
    }

    private static void awaitService() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> given().when().get("/edge/database").statusCode() == 200);
    }
}
