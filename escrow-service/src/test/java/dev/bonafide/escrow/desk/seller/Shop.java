package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.earning.Standing;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sellers with sales, straight in the books, for tests that care about the money alone. */
@ApplicationScoped
class Shop {
    private final DataSource database;
    private final Transactions transactions;
    private final Books books;
    private final Sellers sellers;
    private final AtomicInteger deadlocks = new AtomicInteger();

    Shop(DataSource database, Transactions transactions, Books books, Sellers sellers) {
        this.database = database;
        this.transactions = transactions;
        this.books = books;
        this.sellers = sellers;
    }

    /** Does the work in one transaction of its own. */
    <T> T inOne(Function<Mutiny.Session, Uni<T>> work) {
        var again = new AtomicBoolean();
        return transactions
                .runApart(session -> {
                    if (again.getAndSet(true)) {
                        deadlocks.incrementAndGet();
                    }
                    return work.apply(session);
                })
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    void book(Occurrence occurrence, Instant now) {
        inOne(session -> books.book(session, List.of(occurrence), now));
    }

    void stands(UUID seller, SellerLevel level, Instant since) {
        inOne(session -> sellers.keep(session, seller, new Standing(level, Duration.ZERO, "test"), since));
    }

    /** An order whose money is held; both at once, as the auditor of the ledger may look at any time. */
    UUID funded(UUID seller, long totalMinor, Instant now) {
        var order = UUID.randomUUID();
        var placed = """
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, reserved, screening, payment_id, shipment_id, deliver_by)
                values ('%s', 0, 'SHIPPED', gen_random_uuid(), gen_random_uuid(), '%s', gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', %d, 0, 0, 1, 1, 1, 1, 1, 1, true, 'ALLOWED',
                    gen_random_uuid(), gen_random_uuid(), now())""".formatted(order, seller, totalMinor);
        bookWith(placed, Occurrence.of(Fact.FUNDED, order, seller, order, Money.cny(totalMinor)), now);
        return order;
    }

    /** Books how an order ends, and ends it. */
    void bookEnd(Occurrence end, Instant now) {
        var ended = "update orders set stage = 'RELEASED', accepted_by = 'BUYER', accepted_at = now() where id = '%s'"
                .formatted(end.orderId());
        bookWith(ended, end, now);
    }

    private void bookWith(String sql, Occurrence occurrence, Instant now) {
        inOne(session -> session.createNativeQuery(sql)
                .executeUpdate()
                .chain(() -> books.book(session, List.of(occurrence), now)));
    }

    /** Lets it look as if the buyer had paid the order through the sandbox's provider. */
    void paid(UUID order, long totalMinor) {
        execute("""
                with paid as (
                    insert into payment (id, order_id, provider, method, amount_minor, captured_minor, currency, status,
                                         reference, asked_at)
                    values (gen_random_uuid(), '%1$s', 'sandbox', 'SANDBOX_CARD', %2$d, %2$d, 'CNY', 'SUCCEEDED', 'sbx_%1$s', now())
                    returning id)
                insert into sandbox_payment (payment_id, reference, amount_minor, currency, script, authorised_at)
                select id, 'sbx_%1$s', %2$d, 'CNY', 'Succeed[]', now() from paid""".formatted(order, totalMinor));
    }

    /** The buyer of an order. */
    UUID buyer(UUID order) {
        return id("select buyer_id from orders where id = '" + order + "'").orElseThrow();
    }

    /** Does all of it at once, on as many threads; each with an answer. */
    <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        var answers = new ArrayList<T>();
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (var answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    /** How often a transaction had to run again because the database had to break a deadlock. */
    int deadlocks() {
        return deadlocks.get();
    }

    /** A sale that was released without a fee. */
    UUID sold(UUID seller, long totalMinor, Instant now) {
        var order = funded(seller, totalMinor, now);
        release(seller, order, totalMinor, now);
        return order;
    }

    void release(UUID seller, UUID order, long totalMinor, Instant now) {
        var all = Money.cny(totalMinor);
        bookEnd(new Occurrence(Fact.RELEASED, order, seller, order, Map.of(Part.TOTAL, all, Part.SELLER, all)), now);
    }

    void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    long number(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    Optional<UUID> id(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
