package dev.bonafide.escrow.store;

import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.fixtures.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;

/**
 * A ledger of any size in a database of its own, filled by SQL, and the statements that must cost the same in it however
 * large it is. Run as a program, it shows their times at three sizes: {@code SizedLedger [orders]…}.
 */
final class SizedLedger implements AutoCloseable {
    private static final int BATCH = 5_000;
    private static final int TAIL = 100;
    private static final int LOOKS = 5;

    private final Connection connection;
    private int orders;

    SizedLedger(String database) throws SQLException {
        ServiceRole.execute("drop database if exists " + database + " with (force)");
        ServiceRole.execute("create database " + database);
        var url = "jdbc:postgresql://" + Stack.postgres().start() + "/" + database;
        Flyway.configure()
                .dataSource(url, "postgres", "postgres")
                .locations("classpath:db/kit", "classpath:db/migration")
                .placeholders(Map.of("service-role", "postgres"))
                .outOfOrder(true)
                .load()
                .migrate();
        connection = DriverManager.getConnection(url, "postgres", "postgres");
        try (var sql = connection.createStatement()) {
            // What a page out of turn costs on a solid state disk; the default is that of a turning one.
            sql.execute("set random_page_cost = 1.1");
        }
    }

    /** Lets it grow to so many orders, each paid and released; the last few are not sealed yet. */
    void growTo(int wanted) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            for (int from = orders; from < wanted; from += BATCH) {
                add(sql, from, Math.min(from + BATCH, wanted));
            }
            orders = wanted;
            seal(sql);
            sql.execute("set session_replication_role = origin");
            sql.execute("vacuum analyze");
        }
    }

    private static void add(Statement sql, int from, int to) throws SQLException {
        var i = "generate_series(" + from + ", " + (to - 1) + ") i";
        sql.execute("""
                insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id,
                    snapshot_hash, placed_at, terms_version, fee_version, currency, price_minor, buyer_fee_minor,
                    seller_fee_minor, answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s,
                    notice_at_least_s, reserved, screening, payment_id, shipment_id, accepted_by, accepted_at)
                select %s, 7, 'RELEASED', gen_random_uuid(), gen_random_uuid(), %s, gen_random_uuid(),
                    repeat('a', 64), now(), 'v', 'v', 'CNY', 300000, 0, 1800, 1, 1, 1, 1, 1, 1, true, 'ALLOWED',
                    gen_random_uuid(), gen_random_uuid(), 'BUYER', now() from %s""".formatted(order("i"), seller("i"), i));
        addEntries(
                sql,
                i,
                "FUNDED",
                "'PROVIDER_CLEARING', 'ESCROW_LIABILITY:' || %s".formatted(order("i")),
                "300000, -300000");
        addEntries(
                sql,
                i,
                "RELEASED",
                "'ESCROW_LIABILITY:' || %s, 'SELLER_PAYABLE:' || %s, 'PLATFORM_REVENUE'"
                        .formatted(order("i"), seller("i")),
                "300000, -298200, -1800");
        sql.execute("insert into guarded_balance select 'ESCROW_LIABILITY:' || %s, 'CNY', 0 from %s"
                .formatted(order("i"), i));
    }

    private static void addEntries(Statement sql, String i, String fact, String accounts, String amounts)
            throws SQLException {
        sql.execute("""
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at, correlation_id,
                    idempotency_key, provider_reference, currency, accounts, amounts, seller_id)
                select %s, %s, '%3$s', '%3$s:' || %2$s, now(), gen_random_uuid(), 'key-' || i,
                       case '%3$s' when 'FUNDED' then 'pi_' || i end, 'CNY', array[%5$s], array[%6$s],
                       case '%3$s' when 'RELEASED' then %7$s end
                  from %4$s""".formatted(entry(fact, "i"), order("i"), fact, i, accounts, amounts, seller("i")));
    }

    private static void seal(Statement sql) throws SQLException {
        sql.execute("""
                insert into ledger_seal (n, entry_id, content_hash, hash)
                select (select coalesce(max(n), 0) from ledger_seal) + row_number() over (order by xid, id), id,
                       sha256(id::text::bytea), sha256(id::text::bytea)
                  from (select e.id, e.xid from ledger_entry e left join ledger_seal s on s.entry_id = e.id
                         where s.n is null order by e.xid, e.id
                         limit (select count(*) from ledger_entry) - (select count(*) from ledger_seal) - %d) e""".formatted(TAIL));
        sql.execute("""
                update ledger_progress set n = (select max(n) from ledger_seal),
                       below = (select max(e.xid) from ledger_entry e)""");
        sql.execute("truncate ledger_kind_sum, ledger_account_sum");
        sql.execute(literal(Sums.FOLD_KINDS, Map.of("after", "0", "upTo", "999999999")));
        sql.execute(literal(
                Sums.FOLD_ACCOUNTS, Map.of("after", "0", "upTo", "999999999", "kinds", text(Sums.FOLDED_KINDS))));
    }

    /** The statements whose cost must not grow with the ledger. */
    Map<String, String> statements() {
        var someOrders =
                IntStream.range(0, 300).map(i -> i * 31 % orders).boxed().toList();
        var accounts =
                someOrders.stream().map(i -> "ESCROW_LIABILITY:" + order(i)).collect(Collectors.joining(","));
        var debits = text("PROVIDER_CLEARING,PLATFORM_EXPENSE,SELLER_RECEIVABLE,INSTALMENT_PROVIDER");
        var order = text(order(orders / 2).toString());
        var sealed = Integer.toString(orders);
        var all = new LinkedHashMap<String, String>();
        all.put("trial balance", Ledger.TOTALS);
        all.put("entries of an order", literal(Ledger.OF_ORDER, Map.of("order", order)));
        for (var by : LedgerSearch.By.values()) {
            all.put(
                    "entries by " + by + ", newest first",
                    literal(by.statement(true), Map.of("value", value(by), "place", "null", "limit", "21")));
        }
        all.put(
                "accounts of one kind, a page",
                accounts(new LedgerSearch.AccountQuery(
                        AccountKind.ESCROW_LIABILITY, null, "ESCROW_LIABILITY:" + order(orders / 2), "CNY")));
        all.put("accounts of one owner", accounts(new LedgerSearch.AccountQuery(null, order(orders / 2), null, null)));
        all.put("sealer: where it stands", Seals.POSITION);
        all.put("sealer: what can be sealed", nextToSeal(500));
        all.put(
                "auditor, export: 500 links",
                literal(Seals.PAGE, Map.of("after", sealed, "upTo", "9223372036854775807", "limit", "500")));
        all.put(
                "auditor: 300 balances",
                literal(Balances.OF_ORDERS, Map.of("accounts", text(accounts), "debits", debits)));
        all.put("auditor: 300 holds", literal(Balances.HELD, Map.of("accounts", text(accounts))));
        all.put(
                "auditor: 500 entries without a seal",
                literal(
                        UnsealedEntries.PAGE,
                        Map.of("after", text(entry("FUNDED", orders / 2).toString()), "limit", "500")));
        return all;
    }

    String nextToSeal(int limit) {
        return literal(Seals.NEXT, Map.of("limit", Integer.toString(limit)));
    }

    /** How many rows the statement finds by that index, in order: a bitmap would not stop. */
    long read(String index, String statement) throws SQLException {
        return lines("explain (analyze, costs off, timing off) " + statement).stream()
                .filter(line -> line.matches(".*Index (Only )?Scan using " + index + " .*"))
                .mapToLong(line -> (long) Double.parseDouble(line.replaceAll(".*rows=([0-9.]+) .*", "$1")))
                .max()
                .orElse(-1);
    }

    /** What it would cost to add everything up. */
    static final String NAIVE = "select currency, kind, side, sum(amount_minor) from ledger_posting group by 1, 2, 3";

    List<String> plan(String statement) throws SQLException {
        return lines("explain " + statement);
    }

    private double millis(String statement) throws SQLException {
        var best = Double.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
            best = Math.min(
                    best,
                    lines("explain (analyze, timing off) " + statement).stream()
                            .filter(line -> line.startsWith("Execution Time"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9.]", "")))
                            .sum());
        }
        return best;
    }

    private List<String> lines(String statement) throws SQLException {
        try (var sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(statement)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    private String accounts(LedgerSearch.AccountQuery query) {
        var owner = query.owner();
        return literal(
                LedgerSearch.statement(query),
                Map.of(
                        "account", text(query.afterAccount() == null ? "" : query.afterAccount()),
                        "currency", text(query.afterCurrency() == null ? "" : query.afterCurrency()),
                        "kind", text(String.valueOf(query.kind())),
                        "behind", text(query.kind() + ";"),
                        "owned", text("ESCROW_LIABILITY:" + owner + ",SELLER_PAYABLE:" + owner),
                        "unguarded", text("PROVIDER_CLEARING,PLATFORM_REVENUE,SELLER_PAYABLE"),
                        "debits", text("PROVIDER_CLEARING,PLATFORM_EXPENSE"),
                        "limit", "21"));
    }

    private String value(LedgerSearch.By by) {
        return text(
                switch (by) {
                    case ORDER -> order(orders / 2).toString();
                    case ACCOUNT -> "PROVIDER_CLEARING";
                    case OPERATION_KEY -> "FUNDED:" + order(orders / 2);
                    case IDEMPOTENCY_KEY -> "key-" + orders / 2;
                    case PROVIDER_REFERENCE -> "pi_" + orders / 2;
                });
    }

    private static String literal(String statement, Map<String, String> values) {
        var written = statement;
        // Longer names first: one may begin another.
        for (var name : values.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList()) {
            written = written.replace(":" + name, values.getOrDefault(name, ""));
        }
        return written;
    }

    private static String text(String value) {
        return "'" + value + "'";
    }

    private static UUID order(int i) {
        return UUID.fromString("019aa1f0-0003-7001-8000-%012x".formatted(i));
    }

    private static UUID seller(int i) {
        return UUID.fromString("019aa1f0-0001-7001-8000-%012x".formatted(i % 100 == 0 ? 0 : i % 1000));
    }

    private static UUID entry(String fact, int i) {
        return UUID.fromString("019aa1f0-%04x-7001-8000-%012x".formatted(fact.equals("FUNDED") ? 8 : 9, i));
    }

    private static String order(String i) {
        return "cast('019aa1f0-0003-7001-8000-' || lpad(to_hex(" + i + "), 12, '0') as uuid)";
    }

    private static String seller(String i) {
        return "cast('019aa1f0-0001-7001-8000-' || lpad(to_hex(case when " + i + " % 100 = 0 then 0 else " + i
                + " % 1000 end), 12, '0') as uuid)";
    }

    private static String entry(String fact, String i) {
        return "cast('019aa1f0-" + (fact.equals("FUNDED") ? "0008" : "0009") + "-7001-8000-' || lpad(to_hex(" + i
                + "), 12, '0') as uuid)";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Prints times in milliseconds, the best of five looks, and the sizes of tables and indexes. */
    public static void main(String[] arguments) throws SQLException {
        var sizes = arguments.length == 0
                ? List.of(10_000, 100_000, 1_000_000)
                : Arrays.stream(arguments).map(Integer::parseInt).toList();
        var table = new LinkedHashMap<String, List<Double>>();
        try (var ledger = new SizedLedger("sized_by_hand")) {
            for (var size : sizes) {
                ledger.growTo(size);
                for (var statement : ledger.statements().entrySet()) {
                    table.computeIfAbsent(statement.getKey(), _ -> new ArrayList<>())
                            .add(ledger.millis(statement.getValue()));
                }
                table.computeIfAbsent("(adding everything up)", _ -> new ArrayList<>())
                        .add(ledger.millis(NAIVE));
            }
            System.out.println("| Statement, ms | "
                    + sizes.stream().map(String::valueOf).collect(Collectors.joining(" | ")) + " orders |");
            table.forEach((name, times) -> System.out.println("| " + name + " | "
                    + times.stream()
                            .map(time -> String.format(Locale.ROOT, "%.2f", time))
                            .collect(Collectors.joining(" | "))
                    + " |"));
            ledger.lines("""
                    select relname || '  ' || pg_size_pretty(pg_relation_size(oid)) from pg_class
                     where relname ~ '^(ledger|guarded|one_)' and relkind in ('r', 'i') and pg_relation_size(oid) > 1000000
                     order by pg_relation_size(oid) desc""").forEach(System.out::println);
            for (var name :
                    List.of("trial balance", "sealer: what can be sealed", "entries by ACCOUNT, newest first")) {
                System.out.println("\n" + name);
                ledger.lines("explain (analyze, timing off, buffers off) "
                                + Objects.requireNonNull(ledger.statements().get(name)))
                        .forEach(System.out::println);
            }
        }
    }
}
