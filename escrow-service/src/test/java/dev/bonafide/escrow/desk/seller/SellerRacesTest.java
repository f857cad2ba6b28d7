package dev.bonafide.escrow.desk.seller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.advance.Advance;
import dev.bonafide.escrow.desk.advance.AdvanceDesk;
import dev.bonafide.escrow.desk.advance.PoolDesk;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.money.Money;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many at once on one seller's money or on the pool: to the cent, and without a deadlock that the database had to break. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class SellerRacesTest {
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final long LIMIT_OF_A_DAY = 5_000_000;
    private static final long LIMIT_OF_A_CASE = 500_000;

    @Inject
    Shop shop;

    @Inject
    AdvanceDesk desk;

    @Inject
    PoolDesk pool;

    @Inject
    Books books;

    @Inject
    Clock clock;

    private final UUID seller = UUID.randomUUID();

    @RepeatedTest(3)
    @DisplayName("AS-9: the sales of a seller who owes repay it one after the other, however many there are at once")
    void salesOfASellerWhoOwes() throws Exception {
        var now = clock.instant();
        shop.stands(seller, SellerLevel.L1, now);
        owe(100_000, now);
        var orders = IntStream.range(0, 24)
                .mapToObj(_ -> shop.funded(seller, 10_000, now))
                .toList();
        var deadlocks = shop.deadlocks();

        shop.atOnce(orders.stream()
                .map(order -> (Callable<Boolean>) () -> {
                    shop.release(seller, order, 10_000, clock.instant());
                    return true;
                })
                .toList());

        assertThat(owed()).isZero();
        assertThat(ledger("SELLER_PAYABLE") + ledger("SELLER_RESERVE")).isEqualTo(24 * 10_000 - 100_000);
        assertThat(lots()).isEqualTo(24 * 10_000 - 100_000);
        assertThat(shop.deadlocks()).isEqualTo(deadlocks);
    }

    /** What a claim meets while sales go on: whatever was earned before it or after it, nothing is left beside a debt. */
    @RepeatedTest(3)
    @DisplayName("AS-9: claims and sales at once leave no seller who owes and has")
    void claimsAmongSales() throws Exception {
        var now = clock.instant();
        shop.stands(seller, SellerLevel.L1, now);
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 12; i++) {
            var order = shop.funded(seller, 10_000, now);
            work.add(() -> {
                shop.release(seller, order, 10_000, clock.instant());
                return true;
            });
            work.add(() -> {
                owe(7_000, clock.instant());
                return true;
            });
        }
        var deadlocks = shop.deadlocks();
        shop.atOnce(work);
        // A sale that was under way while a debt was opened did not see it; whatever comes next does.
        shop.inOne(session -> books.recover(session, seller, YUAN, clock.instant()));

        assertThat(owed()).isZero();
        assertThat(lots()).isEqualTo(12 * 3_000);
        assertThat(shop.deadlocks()).isEqualTo(deadlocks);
    }

    @Test
    @DisplayName("D-9: the limit of a day holds to the cent under parallel approvals")
    void theLimitOfADay() throws Exception {
        var now = clock.instant();
        shop.inOne(session -> pool.fund(session, UUID.randomUUID(), Money.cny(20_000_000)));
        // Another day than that of other tests, so that nothing has been paid on it.
        shop.execute("update advance set business_day = business_day - 1000");
        var asks = IntStream.range(0, 16)
                .mapToObj(_ -> {
                    var someone = UUID.randomUUID();
                    var order = shop.sold(someone, LIMIT_OF_A_CASE, now);
                    shop.paid(order, LIMIT_OF_A_CASE);
                    return new Advance.Ask(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            order,
                            shop.buyer(order),
                            someone,
                            UUID.randomUUID(),
                            Money.cny(LIMIT_OF_A_CASE),
                            "COUNTERFEIT");
                })
                .toList();
        var before = balance();
        var deadlocks = shop.deadlocks();

        var answers = shop.atOnce(asks.stream()
                .map(ask -> (Callable<Advance>) () -> shop.inOne(session -> desk.decide(session, ask)))
                .toList());

        var paid = answers.stream()
                .filter(advance -> advance.state() == Advance.State.PAID)
                .count();
        assertThat(paid * LIMIT_OF_A_CASE).isEqualTo(LIMIT_OF_A_DAY);
        assertThat(answers.stream().filter(advance -> advance.state() == Advance.State.REFUSED))
                .allSatisfy(advance ->
                        assertThat(advance.refusals().stream().map(Enum::name)).containsExactly("POOL_DAY_LIMIT"));
        assertThat(
                        shop.number(
                                "select sum(amount_minor) from advance where state = 'PAID' and business_day >= current_date - 1"))
                .isEqualTo(LIMIT_OF_A_DAY);
        // Each of these sellers still had what the sale brought, so the pool has it back already.
        assertThat(balance()).isEqualTo(before);
        assertThat(shop.deadlocks()).isEqualTo(deadlocks);
    }

    private void owe(long minor, Instant now) {
        var order = shop.funded(seller, minor, now);
        var cause = UUID.randomUUID();
        shop.book(Occurrence.of(Fact.POOL_FUNDED, null, null, cause, Money.cny(minor)), now);
        shop.inOne(session -> books.book(
                session,
                List.of(
                        Occurrence.of(Fact.ADVANCE_CLAIMED, order, seller, cause, Money.cny(minor)),
                        Occurrence.of(Fact.ADVANCE_PAID, order, seller, cause, Money.cny(minor))),
                now));
    }

    private long owed() {
        return shop.number("select coalesce(sum(open_minor), 0) from receivable where seller_id = '" + seller + "'");
    }

    private long lots() {
        return shop.number("select coalesce(sum(open_minor), 0) from earning_lot where seller_id = '" + seller + "'");
    }

    private long balance() {
        return shop.number("select balance_minor from guarded_balance where account = 'COMPENSATION_POOL'");
    }

    private long ledger(String kind) {
        return shop.number("""
                select coalesce(sum(case side when 'CREDIT' then amount_minor else -amount_minor end), 0)
                  from ledger_posting where account = '%s:%s'""".formatted(kind, seller));
    }
}
