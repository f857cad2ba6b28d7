package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.commit.GroupCommit;
import dev.bonafide.escrow.config.GroupCommitConfig;
import dev.bonafide.escrow.store.Entries;
import dev.bonafide.fixtures.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that come at the same time share a transaction, and none of them notices the others. */
@QuarkusTest
class GroupCommitTest extends MarketTest {
    private static final long GATE = 4711;
    private static final int STEPS = 300;

    @Inject
    GroupCommit commits;

    @Inject
    GroupCommitConfig config;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    @SuppressWarnings("NullAway.Init") // Opened before each test.
    private Connection gate;

    @BeforeEach
    void holdTheGate() throws SQLException {
        gate = database.getConnection();
        gate.createStatement().execute("select pg_advisory_lock(" + GATE + ")");
    }

    @AfterEach
    void letTheGateGo() throws SQLException {
        open();
        gate.close();
    }

    @Test
    void commandsThatComeTogetherShareATransactionAndEachHasItsOwnAnswer() throws Exception {
        var first = market.delivered(300_000);
        var second = market.delivered(200_000);
        var tooEarly = market.funded(100_000);
        keepAllLanesBusy();

        var one = ask(first, "one");
        var two = ask(second, "two");
        var refused = ask(tooEarly, "three");
        awaitWaiting(3);
        open();

        assertThat(one.get().statusCode()).isEqualTo(200);
        assertThat(one.get().jsonPath().getString("orderId"))
                .isEqualTo(first.order().toString());
        assertThat(two.get().statusCode()).isEqualTo(200);
        assertThat(two.get().jsonPath().getString("orderId"))
                .isEqualTo(second.order().toString());
        assertThat(refused.get().statusCode()).isEqualTo(409);
        assertThat(refused.get().jsonPath().getString("code")).isEqualTo("WRONG_STAGE");
        assertThat(transactionsOf(first, second)).isEqualTo("1");
        assertThat(market.stage(tooEarly)).isEqualTo("FUNDED");
        assertThat(keysOf(first, second)).isEqualTo("one,two");

        assertRepeated(ask(first, "one").get(), one.get());
        assertRepeated(ask(tooEarly, "three").get(), refused.get());
        assertThat(market.payable(first.seller())).isEqualTo(298_200);
        market.probe().await("bonafide.escrow.OrderReleased.v1", first.order());
        market.probe().await("bonafide.escrow.OrderReleased.v1", second.order());
    }

    @Test
    void twoCommandsOnOneOrderAndOneKeyTwiceInOneTransactionFindWhatTheOtherDid() throws Exception {
        var first = market.delivered(300_000);
        var second = market.delivered(200_000);
        keepAllLanesBusy();

        var one = ask(first, "one");
        awaitWaiting(1);
        var again = ask(first, "one");
        awaitWaiting(2);
        var other = ask(first, "other");
        var two = ask(second, "two");
        awaitWaiting(4);
        open();

        assertThat(one.get().statusCode()).isEqualTo(200);
        assertRepeated(again.get(), one.get());
        assertThat(other.get().statusCode()).isEqualTo(200);
        assertThat(other.get().header("ETag")).isEqualTo(one.get().header("ETag"));
        assertThat(other.get().header("Idempotency-Replayed")).isNull();
        assertThat(two.get().statusCode()).isEqualTo(200);
        assertThat(transactionsOf(first, second)).isEqualTo("1");
        assertReleasedOnce(first);
        assertReleasedOnce(second);
    }

    @Test
    void aFullGroupOfCommandsThatWaitForNothingIsNoDeepStack() throws Exception {
        keepAllLanesBusy();
        var many = new ArrayList<CompletableFuture<Integer>>();
        for (int n = 0; n < config.groupMax(); n++) {
            many.add(start(_ -> manySteps()));
        }
        awaitWaiting(config.groupMax());
        open();

        for (var one : many) {
            assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(STEPS);
        }
    }

    private static Uni<Integer> manySteps() {
        var counted = Uni.createFrom().item(0);
        for (int step = 0; step < STEPS; step++) {
            counted = counted.chain(count -> Uni.createFrom().item(count + 1));
        }
        return counted;
    }

    @Test
    void aCommandThatFailsFailsAloneAndItsNeighboursAreCarriedOutOneByOne() throws Exception {
        var first = market.delivered(300_000);
        var second = market.delivered(200_000);
        keepAllLanesBusy();

        var one = ask(first, "one");
        awaitWaiting(1);
        var failing = start(session ->
                session.createNativeQuery("select 1 / 0", Integer.class).getSingleResult());
        var two = ask(second, "two");
        awaitWaiting(3);
        open();

        assertThat(one.get().statusCode()).isEqualTo(200);
        assertThat(two.get().statusCode()).isEqualTo(200);
        assertThat(failing.handle((_, failure) -> String.valueOf(failure)).get())
                .contains("division by zero");
        assertThat(transactionsOf(first, second)).isEqualTo("2");
        assertReleasedOnce(first);
        assertReleasedOnce(second);
    }

    @Test
    void nobodyIsAnsweredFromATransactionThatWasLost() throws Exception {
        var first = market.delivered(300_000);
        var isFirstTry = new AtomicBoolean(true);
        keepAllLanesBusy();

        var one = ask(first, "one");
        awaitWaiting(1);
        var crash = start(session -> isFirstTry.getAndSet(false)
                ? session.createNativeQuery("select pg_terminate_backend(pg_backend_pid())", Boolean.class)
                        .getSingleResult()
                : Uni.createFrom().item(true));
        awaitWaiting(2);
        open();

        assertThat(crash.get()).isTrue();
        assertThat(isFirstTry).isFalse();
        assertThat(one.get().statusCode()).isEqualTo(200);
        assertReleasedOnce(first);
    }

    private void keepAllLanesBusy() {
        for (int lane = 0; lane < config.lanes(); lane++) {
            start(session -> session.createNativeQuery(
                            "select 1 from (select pg_advisory_xact_lock_shared(" + GATE + ")) held", Integer.class)
                    .getSingleResult());
        }
        await().atMost(Market.SOON)
                .until(() -> Entries.one(
                                database,
                                "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = "
                                        + GATE)
                        .equals(Integer.toString(config.lanes())));
    }

    private void awaitWaiting(int count) {
        await().atMost(Market.SOON)
                .until(() -> meters.get("bonafide.escrow.group.waiting").gauge().value() == count);
    }

    private void open() throws SQLException {
        gate.createStatement().execute("select pg_advisory_unlock_all()");
    }

    private <T> CompletableFuture<T> start(Function<Mutiny.Session, Uni<T>> work) {
        return commits.run(work).subscribeAsCompletionStage();
    }

    private CompletableFuture<Response> ask(Market.Sale sale, String key) {
        return CompletableFuture.supplyAsync(
                () -> given().auth()
                        .oauth2(Tokens.member(sale.buyer()))
                        .header("Idempotency-Key", key + sale.order())
                        .post("/v1/orders/" + sale.order() + "/acceptance"),
                // All of them wait at the same time.
                task -> Thread.ofVirtual().start(task));
    }

    private void assertRepeated(Response again, Response before) {
        assertThat(again.statusCode()).isEqualTo(before.statusCode());
        assertThat(again.asString()).isEqualTo(before.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    private void assertReleasedOnce(Market.Sale sale) {
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
        market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(market.probe().count("bonafide.escrow.OrderReleased.v1", sale.order()))
                .isOne();
    }

    private String transactionsOf(Market.Sale... sales) throws SQLException {
        return Entries.one(
                database, "select count(distinct xid) from ledger_entry where fact = 'RELEASED'" + of(sales));
    }

    private String keysOf(Market.Sale... sales) throws SQLException {
        return Entries.one(
                database,
                "select string_agg(replace(idempotency_key, cast(order_id as text), ''), ',' order by idempotency_key)"
                        + " from ledger_entry where fact = 'RELEASED'" + of(sales));
    }

    private static String of(Market.Sale... sales) {
        var orders = new StringBuilder();
        for (var sale : sales) {
            orders.append(orders.isEmpty() ? "'" : ", '").append(sale.order()).append('\'');
        }
        return " and order_id in (" + orders + ")";
    }
}
