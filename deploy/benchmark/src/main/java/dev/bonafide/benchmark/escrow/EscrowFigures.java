package dev.bonafide.benchmark.escrow;

import dev.bonafide.benchmark.Databases;
import dev.bonafide.benchmark.OwnHouse;
import dev.bonafide.benchmark.Percentiles;
import dev.bonafide.benchmark.Ports;
import dev.bonafide.benchmark.Report;
import dev.bonafide.journeys.client.Addresses;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Movements of money per second, side by side on one PostgreSQL that waits for its disk: what pgbench reaches with TPC-B,
 * what the ledger's tables bear alone, and what buyers get who accept over HTTP. The movement is the release: the cheapest
 * command that moves money, with everything that belongs to it in its one transaction.
 */
public final class EscrowFigures {
    static final int CLIENTS = 16;
    private static final List<Integer> CLIENTS_TOGETHER = List.of(CLIENTS, 64, 128);
    private static final int BRANCHES = 20;
    private static final int ESCROW_PORT = 8103;
    /** With no rows in a table, PostgreSQL would plan to read it through, and keep the plan while it grows. */
    private static final long ORDERS_BEFORE = 10_000;

    private static final long LEDGER_PER_SECOND_MAX = 3_000;
    private static final double GROWTH_MAX = 1.2;

    private final Path root;
    private final OwnHouse house;
    private final int offset;
    private final int postgresPort;
    private final int seconds;
    private final List<Long> sizes;
    private final Report report;
    private final PrintStream out;
    private @Nullable Pgbench standard;

    /** Measures into the report, for so many seconds each; then with so many orders in the database. */
    public EscrowFigures(
            Path root,
            OwnHouse house,
            Addresses addresses,
            int seconds,
            List<Long> sizes,
            Report report,
            PrintStream out) {
        this.root = root;
        this.house = house;
        this.offset = Ports.offset(addresses);
        this.postgresPort = Ports.postgres(addresses);
        this.seconds = seconds;
        this.sizes = sizes;
        this.report = report;
        this.out = out;
    }

    /** Starts what it needs, measures, and leaves nothing running. */
    public void measure() throws Exception {
        house.down();
        house.upFreshOnly("postgres", "kafka");
        var databases = new Databases(house.home(), postgresPort);
        var signed = new SignedTokens();
        var place = new EscrowService.Place(
                root,
                house.home().resolve("logs/escrow.log"),
                databases,
                postgresPort,
                19092 + offset,
                ESCROW_PORT + offset);
        // The service makes the tables; what others do with the server is measured while it is down.
        EscrowService.start(place, settings(signed, false)).close();
        say("a house that has had orders before");
        try (var superuser = databases.open("escrow", "postgres")) {
            new PreparedOrders(superuser).addReleased(ORDERS_BEFORE);
        }
        var copy = new Copy(databases);
        copy.keep();
        try (var superuser = databases.open("escrow", "postgres")) {
            var orders = new PreparedOrders(superuser, ORDERS_BEFORE);
            var load = new HttpLoad(orders, signed, place.port());
            pgbench(new Stand(postmaster(), 0, orders, load), databases, superuser);
            try (var single = EscrowService.start(place, settings(signed, false))) {
                var stand = new Stand(postmaster(), single.pid(), orders, load);
                say("warming the service up, each command with a transaction of its own");
                stand.warmUp(CLIENTS);
                one(stand);
                sellers(stand);
            }
            try (var grouping = EscrowService.start(place, settings(signed, true))) {
                var stand = new Stand(postmaster(), grouping.pid(), orders, load);
                say("warming the service up, with group commit");
                stand.warmUp(CLIENTS_TOGETHER.getLast());
                together(stand);
                if (!sizes.isEmpty()) {
                    say("back to " + ORDERS_BEFORE + " orders, with the same service");
                    copy.takeItsPlace();
                    grouping.awaitReady();
                    grow(databases, signed, place, grouping);
                }
            }
        }
    }

    private void grow(Databases databases, SignedTokens signed, EscrowService.Place place, EscrowService service)
            throws Exception {
        try (var superuser = databases.open("escrow", "postgres")) {
            var orders = new PreparedOrders(superuser, ORDERS_BEFORE);
            var stand = new Stand(postmaster(), service.pid(), orders, new HttpLoad(orders, signed, place.port()));
            // Its connections are new and have to prepare their statements.
            stand.http(CLIENTS, 1, PreparedOrders.SELLERS);
            new Growth(stand, superuser, report, out, seconds).measure(sizes);
        }
    }

    private static List<String> settings(SignedTokens signed, boolean groupCommit) {
        var settings = new ArrayList<>(signed.settings());
        settings.add("-Dbonafide.escrow.group-commit.enabled=" + groupCommit);
        return settings;
    }

    private void pgbench(Stand stand, Databases databases, Connection superuser) throws Exception {
        var program = Pgbench.find();
        if (program.isEmpty()) {
            report.figure(
                    "pgbench TPC-B and the ledger alone",
                    "not measured: there is no pgbench on the PATH. It comes with PostgreSQL's client packages"
                            + " (Debian, Ubuntu: apt install postgresql-contrib; macOS: brew install libpq)");
            return;
        }
        try (var statement = superuser.createStatement()) {
            statement.execute("create database tpcb");
        }
        say("pgbench, TPC-B");
        var tpcB = new Pgbench(program.get(), postgresPort, "postgres", databases.password("postgres"), "tpcb");
        tpcB.makeTables(BRANCHES);
        standard = tpcB;
        report.figure(
                "pgbench TPC-B, scale " + BRANCHES + ", prepared, " + CLIENTS + " clients",
                stand.run(() -> tpcB.tpcB(CLIENTS, seconds)).inWords());
        say("the ledger alone");
        var ours = new Pgbench(program.get(), postgresPort, "escrow", databases.password("escrow"), "escrow");
        long block = Math.round(LEDGER_PER_SECOND_MAX * seconds / (double) CLIENTS);
        long first = stand.orders().prepare(block * CLIENTS, PreparedOrders.SELLERS);
        var script = Files.createTempFile("ledger", ".pgbench");
        try {
            Files.writeString(script, PreparedOrders.text("ledger.pgbench"));
            var ledger = stand.run(
                    () -> ours.script(script, CLIENTS, seconds, List.of("i=-1", "base=" + first, "block=" + block)));
            report.figure(
                    "Ledger alone: a release per transaction, same program", beside(stand, ledger), "≥ 1.0 × TPC-B");
        } finally {
            Files.delete(script);
        }
    }

    /** In words, with TPC-B measured once more: no machine is as fast in one minute as in the one before. */
    private String beside(Stand stand, Run run) throws Exception {
        var tpcB = standard;
        return tpcB == null ? run.inWords() : run.inWords(stand.run(() -> tpcB.tpcB(CLIENTS, seconds)));
    }

    private void one(Stand stand) throws Exception {
        say("releases over HTTP");
        var http = stand.http(CLIENTS, seconds, PreparedOrders.SELLERS);
        report.figure(
                "HTTP releases, one transaction each, " + CLIENTS + " clients", beside(stand, http), "≥ 0.45 × TPC-B");
        halfLoad(stand, http, "Latency at half load");
    }

    private void halfLoad(Stand stand, Run full, String what) throws Exception {
        say("half of that rate");
        double rate = full.perSecond() / 2;
        stand.orders().prepare((long) (rate * seconds) + 1, PreparedOrders.SELLERS);
        Percentiles latencies = stand.load().atRate(CLIENTS * 2, rate, seconds);
        report.figure(what + ", " + Math.round(rate) + "/s", Report.millis(latencies), "p99 ≤ 15 ms");
    }

    private void together(Stand stand) throws Exception {
        for (int clients : CLIENTS_TOGETHER) {
            say("releases over HTTP with group commit, " + clients + " clients");
            var http = stand.http(clients, seconds, PreparedOrders.SELLERS);
            report.figure(
                    "HTTP releases with group commit, " + clients + " clients", beside(stand, http), "≥ 1.5 × TPC-B");
            if (clients == CLIENTS) {
                halfLoad(stand, http, "Latency at half load, group commit");
            }
        }
    }

    private void sellers(Stand stand) throws Exception {
        say("one hot seller beside many");
        var spread = new ArrayList<Run>();
        var hot = new ArrayList<Run>();
        for (int turn = 0; turn < 3; turn++) {
            spread.add(stand.http(CLIENTS, seconds / 2.0, PreparedOrders.SELLERS));
            hot.add(stand.http(CLIENTS, seconds / 2.0, 1));
        }
        var of = hot.stream().reduce(Run::plus).orElseThrow();
        var beside = spread.stream().reduce(Run::plus).orElseThrow();
        report.figure(
                "One hot seller beside " + PreparedOrders.SELLERS + ", by turns",
                String.format(
                        Locale.ROOT,
                        "%.0f/s beside %.0f/s = %.2f",
                        of.perSecond(),
                        beside.perSecond(),
                        of.perSecond() / beside.perSecond()),
                "≥ 0.80");
    }

    private long postmaster() throws Exception {
        return house.parts().stream()
                .filter(part -> part.name().equals("postgres"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private void say(String what) {
        out.println("  " + what + " ...");
    }

    static String growth(double first, double last) {
        return String.format(Locale.ROOT, "≤ %.1f × (is %.2f)", GROWTH_MAX, last / first);
    }
}
