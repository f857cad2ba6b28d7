package dev.bonafide.benchmark.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/** What the database says about the orders of the run, read beneath the service. */
final class Books {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Connection superuser;
    private final Long[] asked;

    Books(Connection superuser, Collection<Purchase> purchases) {
        this.superuser = superuser;
        this.asked = purchases.stream().map(Purchase::number).toArray(Long[]::new);
    }

    long notReleased() throws SQLException {
        return ofAsked("exists (select from orders o where o.id = benchmark.id(1, n) and o.stage <> 'RELEASED')");
    }

    /** Orders with another number of releases than one. */
    long notReleasedOnce() throws SQLException {
        return ofAsked("""
                (select count(*) from ledger_entry e
                  where e.order_id = benchmark.id(1, n) and e.fact = 'RELEASED') <> 1
                or (select count(*) from earning_lot l where l.order_id = benchmark.id(1, n)) <> 1
                or (select count(*) from order_transition t
                     where t.order_id = benchmark.id(1, n) and t.to_stage = 'RELEASED') <> 1""");
    }

    /** Orders of buyers who have not asked, and yet were released. */
    long releasedUnasked() throws SQLException {
        try (var query = superuser.prepareStatement("""
                select count(*) from ledger_entry e
                 where e.fact = 'RELEASED' and e.order_id <> all (select benchmark.id(1, n) from unnest(?) n)""")) {
            query.setArray(1, superuser.createArrayOf("bigint", asked));
            return number(query.executeQuery());
        }
    }

    /** Deadlines that still wait for an order that is over. */
    long timersLeft() throws SQLException {
        return ofAsked("exists (select from timer t where t.ref = benchmark.id(1, n))");
    }

    /** Currencies whose debits and credits differ. */
    long unbalanced() throws SQLException {
        return one("""
                select count(*) from (select currency from ledger_posting group by currency
                 having sum(case side when 'DEBIT' then amount_minor else -amount_minor end) <> 0) differing""");
    }

    long parkedFacts() throws SQLException {
        return one("select count(*) from parked_fact");
    }

    long eventsWaiting() throws SQLException {
        return one("select count(*) from outbox");
    }

    long unsealed() throws SQLException {
        return one("select count(*) from ledger_unsealed");
    }

    /** Seconds until it is zero, or infinity. */
    double secondsUntilNone(Count count) throws SQLException {
        return secondsUntil(() -> count.of(this) == 0);
    }

    static double secondsUntil(Condition condition) throws SQLException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                return Double.POSITIVE_INFINITY;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Something that can be counted here. */
    @FunctionalInterface
    interface Count {
        long of(Books books) throws SQLException;
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }

    private long ofAsked(String condition) throws SQLException {
        try (var query = superuser.prepareStatement("select count(*) from unnest(?) n where " + condition)) {
            query.setArray(1, superuser.createArrayOf("bigint", asked));
            return number(query.executeQuery());
        }
    }

    private long one(String sql) throws SQLException {
        try (var query = superuser.createStatement()) {
            return number(query.executeQuery(sql));
        }
    }

    private static long number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }
}
