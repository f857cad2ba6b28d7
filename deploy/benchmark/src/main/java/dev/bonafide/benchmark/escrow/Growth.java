package dev.bonafide.benchmark.escrow;

import dev.bonafide.benchmark.Report;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an order costs when the database already has few others, or many. */
final class Growth {
    /** The reads of a release, each by the index that keeps it the same at any size. */
    private static final List<String> READS = List.of(
            "select * from orders where id = benchmark.id(1, %1$d) for update",
            "select coalesce(max(number), 0) + 1 from order_transition where order_id = benchmark.id(1, %1$d)",
            "select level, payout_delay_days, rights_version from seller_standing where account_id = benchmark.id(3, 7)",
            "select 1 from earning_block where order_id = benchmark.id(1, %1$d)",
            "select 1 from receivable where seller_id = benchmark.id(3, 7) and currency = 'CNY' and open_minor > 0 limit 1",
            "select coalesce(sum(amount_minor), 0) from earning_lot where entry_id = benchmark.id(8, %1$d)",
            "update guarded_balance set balance_minor = balance_minor where account ="
                    + " 'ESCROW_LIABILITY:' || benchmark.id(1, %1$d) and currency = 'CNY'",
            "delete from timer where kind = 'order.auto-confirm' and ref = benchmark.id(1, %1$d)",
            "select request_hash, status, headers, body from idempotent_answer where subject = 'a' and key = 'b'",
            "select id from ledger_unsealed");

    private final Stand stand;
    private final Connection superuser;
    private final Report report;
    private final PrintStream out;
    private final int seconds;

    Growth(Stand stand, Connection superuser, Report report, PrintStream out, int seconds) {
        this.stand = stand;
        this.superuser = superuser;
        this.report = report;
        this.out = out;
        this.seconds = seconds;
    }

    void measure(List<Long> sizes) throws Exception {
        var runs = new ArrayList<Run>();
        List<String> plans = List.of();
        for (long size : sizes) {
            out.printf("  a database of %,d orders ...%n", size);
            stand.orders().addReleased(Math.max(0, size - stand.orders().count()));
            long beside = stand.orders().count();
            var run = stand.http(EscrowFigures.CLIENTS, seconds / 2.0, PreparedOrders.SELLERS);
            runs.add(run);
            report.figure(
                    String.format(Locale.ROOT, "HTTP releases beside %,d orders", beside),
                    run.inWords(),
                    EscrowFigures.growth(costOf(runs.getFirst()), costOf(run)));
            plans = plans();
        }
        out.println();
        out.println("Plans of what a release reads, in the largest database:");
        plans.forEach(line -> out.println("    " + line));
    }

    private static double costOf(Run run) {
        return (run.cpu().postgres() + run.cpu().service()) / run.operations();
    }

    private List<String> plans() throws SQLException {
        long some = stand.orders().count();
        var lines = new ArrayList<String>();
        superuser.setAutoCommit(false);
        try (var statement = superuser.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            for (var read : READS) {
                lines.add(read.formatted(some));
                try (var rows = statement.executeQuery(
                        "explain (analyze, buffers, costs off, timing off, summary off) " + read.formatted(some))) {
                    while (rows.next()) {
                        lines.add("    " + rows.getString(1));
                    }
                }
            }
        } finally {
            superuser.rollback();
            superuser.setAutoCommit(true);
        }
        return lines;
    }
}
