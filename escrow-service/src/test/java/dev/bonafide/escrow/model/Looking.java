package dev.bonafide.escrow.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Looks at many orders at once, straight in the database. */
@ApplicationScoped
class Looking {
    private static final String ORDERS = """
        select o.id, o.stage,
               (select coalesce(sum(balance_minor), 0) from guarded_balance
                 where account = 'ESCROW_LIABILITY:' || o.id),
               (select coalesce(sum(balance_minor), 0) from guarded_balance where account = 'BUYER_REFUND:' || o.id),
               (select coalesce(sum(open_minor), 0) from earning_lot where seller_id = o.seller_id),
               (select coalesce(sum(balance_minor), 0) from guarded_balance
                 where account = 'PAYOUT_IN_TRANSIT:' || o.seller_id),
               (select coalesce(sum(balance_minor), 0) from guarded_balance
                 where account = 'SELLER_RECEIVABLE:' || o.seller_id),
               (select coalesce(sum(balance_minor), 0) from guarded_balance
                 where account = 'CHARGEBACK_SUSPENSE:' || o.id),
               (select count(*) from parked_fact where order_id = o.id),
               (select coalesce(sum(part.amount_minor - part.cancelled_minor), 0)
                  from instalment_plan p join instalment_part part on part.plan_id = p.id
                 where p.order_id = o.id and p.stage = 'OPEN'
                   and part.stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE'))
          from orders o where o.id = any(?)\
        """;
    private static final String TIMERS = """
        select o.id, t.kind, t.ref, t.due_at, -1
          from unnest(?) as o (id)
         cross join unnest(array['order.unanswered', 'order.unpaid', 'order.unshipped', 'order.undelivered',
                                 'order.reminder-72h', 'order.reminder-24h', 'order.auto-confirm',
                                 'order.milestones', 'order.return', 'order.freeze-age']) as k (kind)
          join timer t on t.kind = k.kind and t.ref = o.id
         union all
        select r.order_id, t.kind, t.ref, t.due_at,
               (select count(*) from refund before where before.order_id = r.order_id and before.id < r.id)
          from refund r join timer t on t.kind = 'refund.retry' and t.ref = r.id
         where r.order_id = any(?)
         union all
        select m.order_id, t.kind, t.ref, t.due_at, m.number - 1
          from milestone m join timer t on t.kind like 'milestone.%' and t.ref = m.id
         where m.order_id = any(?)
         union all
        select p.order_id, t.kind, t.ref, t.due_at, part.number - 1
          from instalment_plan p join instalment_part part on part.plan_id = p.id
          join timer t on t.kind like 'instalment.%' and t.ref = part.id
         where p.order_id = any(?)\
        """;
    private static final String RESERVES = """
        select o.id, t.kind, t.ref, t.due_at, -1
          from orders o join earning_lot l on l.seller_id = o.seller_id
          join timer t on t.kind = 'reserve.return' and t.ref = l.id
         where o.id = any(?)\
        """;
    private static final String SUMS = """
        with told (order_id, entry_id) as (
            select o.id, e.id from orders o join orders other on other.seller_id = o.seller_id
              join ledger_entry e on e.order_id = other.id
             where o.id = any(?)
             union
            select o.id, p.entry_id
              from orders o join ledger_posting p on p.seller_id = o.seller_id and p.kind = 'PAYOUT_IN_TRANSIT'
             where o.id = any(?))
        select told.order_id, p.kind || ' ' || p.side, sum(p.amount_minor)
          from told join ledger_posting p on p.entry_id = told.entry_id group by 1, 2\
        """;
    private static final String SAID = """
        select cast(aggregateid as uuid), split_part(type, '.', 3), count(*)
          from outbox where aggregatetype = 'escrow.orders' and aggregateid = any(?) group by 1, 2\
        """;
    private static final String HISTORY = """
        select order_id, coalesce(from_stage, ''), to_stage from order_transition
         where order_id = any(?) order by order_id, number\
        """;

    private static final String ADVANCES = """
        select order_id, case state when 'REFUSED' then refusals else state end from advance where order_id = any(?)\
        """;

    private final DataSource database;

    Looking(DataSource database) {
        this.database = database;
    }

    /** What is left of an order when it has ended. */
    record Remains(Map<String, Long> sums, Map<String, Integer> said, List<String> history, List<String> advances) {}

    /** Looks at the orders of these runs as they are now. */
    void look(Collection<Run> runs) {
        var bells = new HashMap<UUID, Map<String, Sight.Bell>>();
        read(TIMERS, ids(runs), 4, row -> {
            var number = row.getInt(5);
            bells.computeIfAbsent(row.getObject(1, UUID.class), _ -> new TreeMap<>())
                    .put(row.getString(2) + (number < 0 ? "" : " " + number), bell(row));
        });
        var seen = new HashMap<UUID, Sight>();
        read(ORDERS, ids(runs), 1, row -> {
            var order = row.getObject(1, UUID.class);
            seen.put(
                    order,
                    new Sight(
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getLong(8),
                            row.getInt(9),
                            row.getLong(10),
                            bells.getOrDefault(order, Map.of())));
        });
        runs.forEach(run -> run.sight = seen.getOrDefault(run.order, Sight.NOTHING));
    }

    /** The reserves that wait for their time, by order. */
    Map<UUID, List<Sight.Bell>> reserves(Collection<Run> runs) {
        var found = new HashMap<UUID, List<Sight.Bell>>();
        read(
                RESERVES,
                ids(runs),
                1,
                row -> found.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                        .add(bell(row)));
        return found;
    }

    /** What is left of each order. */
    Map<UUID, Remains> remains(Collection<Run> runs) {
        var remains = new HashMap<UUID, Remains>();
        runs.forEach(run -> remains.put(
                run.order, new Remains(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>())));
        read(SUMS, ids(runs), 2, row -> of(remains, row).sums().put(row.getString(2), row.getLong(3)));
        read(HISTORY, ids(runs), 1, row -> of(remains, row).history().add(row.getString(2) + ">" + row.getString(3)));
        read(ADVANCES, ids(runs), 1, row -> of(remains, row).advances().add(row.getString(2)));
        var names = runs.stream().map(run -> run.order.toString()).toArray(String[]::new);
        read(SAID, "text", names, 1, row -> of(remains, row).said().put(row.getString(2), row.getInt(3)));
        return remains;
    }

    private static Remains of(Map<UUID, Remains> remains, ResultSet row) throws SQLException {
        var found = remains.get(row.getObject(1, UUID.class));
        if (found == null) {
            throw new IllegalStateException("An order nobody asked for");
        }
        return found;
    }

    /** What whole ledgers come to: the difference of each currency that is out of balance. */
    List<String> imbalances() {
        var found = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    select currency || ' ' || sum(case side when 'DEBIT' then amount_minor else -amount_minor end)
                      from ledger_posting group by currency
                    having sum(case side when 'DEBIT' then amount_minor else -amount_minor end) <> 0\
                    """)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
        return found;
    }

    /** Forgets what was said and what nobody will ask any more, so that the thousandth story is as quick as the first. */
    void tidy() {
        execute("delete from outbox");
        execute("delete from timer where due_at > '2039-01-01'");
    }

    void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, Object[] ids, int times, Row each) {
        read(sql, "uuid", ids, times, each);
    }

    private void read(String sql, String type, Object[] ids, int times, Row each) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= times; i++) {
                statement.setArray(i, connection.createArrayOf(type, ids));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static Object[] ids(Collection<Run> runs) {
        return runs.stream().map(run -> run.order).toArray();
    }

    private static Sight.Bell bell(ResultSet row) throws SQLException {
        Instant due = row.getObject(4, OffsetDateTime.class).toInstant();
        return new Sight.Bell(row.getString(2), row.getObject(3, UUID.class), due);
    }
}
