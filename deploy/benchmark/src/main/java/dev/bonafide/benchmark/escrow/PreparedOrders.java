package dev.bonafide.benchmark.escrow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Orders put into the database in bulk: some that wait for their buyer's word, and others that are long over. */
public final class PreparedOrders {
    public static final int BUYERS = 64;
    public static final int SELLERS = 1000;
    private static final int CHUNK = 50_000;
    private static final long LOOK_NANOS = 300_000_000;

    /** Which transaction the entries say wrote them: one before all that a sealer still looks at, or the one that did. */
    private static final String SEALED_LONG_AGO = "'3'::xid8";

    private static final String OWN_TRANSACTION = "pg_current_xact_id()";

    private final Connection superuser;
    private final AtomicLong next = new AtomicLong(1);
    private long last;

    public PreparedOrders(Connection superuser) throws SQLException, IOException {
        this(superuser, 0);
    }

    /** In a database where the orders up to that number are already. */
    PreparedOrders(Connection superuser, long last) throws SQLException, IOException {
        this.superuser = superuser;
        this.last = last;
        execute(text("tools.sql"));
    }

    /** Leaves this many orders in inspection, and no more; answers the number of the first. */
    long prepare(long count, int sellers) throws SQLException, IOException {
        next.set(last + 1);
        load(count, sellers, false, SEALED_LONG_AGO);
        leaveUnsealed();
        execute("vacuum analyze");
        awaitAutovacuum();
        execute("checkpoint");
        return next.get();
    }

    /** What was loaded in bulk is looked after in the background for a while, which is no part of what a release costs. */
    private void awaitAutovacuum() throws SQLException {
        while (there("select from pg_stat_activity where backend_type = 'autovacuum worker'")) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /**
     * Nothing there is still to be sealed. A sealer in the midst of a round puts its own place back, which is why what is
     * loaded says that it was written long before any of them.
     */
    private void leaveUnsealed() throws SQLException, IOException {
        execute(text("unsealed.sql"));
    }

    private boolean there(String rows) throws SQLException {
        try (var statement = superuser.createStatement();
                var found = statement.executeQuery("select exists (" + rows + ")")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** The same with orders whose money is sealed by the service like any other, when it runs; they pass every audit. */
    public void prepareToBeSealed(long count, int sellers) throws SQLException, IOException {
        next.set(last + 1);
        load(count, sellers, false, OWN_TRANSACTION);
        execute("vacuum analyze");
        execute("checkpoint");
    }

    /** Adds orders that were released. */
    void addReleased(long count) throws SQLException, IOException {
        load(count, SELLERS, true, SEALED_LONG_AGO);
        leaveUnsealed();
        next.set(last + 1);
    }

    /** The number of an order that nobody has accepted, or a negative one when they have run out. */
    public long take() {
        long number = next.getAndIncrement();
        return number > last ? -1 : number;
    }

    /** How many orders there are, whatever their stage. */
    long count() {
        return last;
    }

    public static UUID order(long number) {
        return id(1, number);
    }

    public static int buyerOf(long number) {
        return (int) (number % BUYERS);
    }

    public static UUID buyer(int number) {
        return id(2, number);
    }

    private static UUID id(int kind, long number) {
        return UUID.fromString("%08x-0000-7000-8000-%012x".formatted(kind, number));
    }

    private void load(long count, int sellers, boolean released, String xid) throws SQLException, IOException {
        var script = text("orders.sql");
        for (long end = last + count; last < end; ) {
            long to = Math.min(end, last + CHUNK);
            var values = Map.of(
                    "from", last + 1, "to", to, "buyers", BUYERS, "sellers", sellers, "released", released, "xid", xid);
            var filled = script;
            for (var value : values.entrySet()) {
                filled = filled.replace(
                        "${" + value.getKey() + "}", value.getValue().toString());
            }
            execute("begin; set local session_replication_role = replica; " + filled + "; commit");
            last = to;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(String name) throws IOException {
        try (InputStream file = PreparedOrders.class.getResourceAsStream("/escrow/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
