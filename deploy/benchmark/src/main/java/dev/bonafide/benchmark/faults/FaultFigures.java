package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.Databases;
import dev.bonafide.benchmark.OwnHouse;
import dev.bonafide.benchmark.Ports;
import dev.bonafide.benchmark.Recipe;
import dev.bonafide.benchmark.Report;
import dev.bonafide.benchmark.escrow.PreparedOrders;
import dev.bonafide.benchmark.escrow.SignedTokens;
import dev.bonafide.journeys.client.Addresses;
import java.io.PrintStream;
import java.sql.Connection;
import java.util.List;

/**
 * Faults under load: buyers accept at a steady rate while escrow-service, PostgreSQL and the broker are killed, stopped or
 * held still; then everything that anybody was told is compared with what is there.
 */
public final class FaultFigures {
    private static final String ESCROW = "escrow";
    private static final int ESCROW_PORT = 8103;
    private static final int BROKER_PORT = 19092;
    private static final double PER_SECOND = 40;

    /** How often and how long. */
    private record Extent(int kills, int moments, int outageSeconds, int orders) {
        static Extent of(boolean brief) {
            return brief ? new Extent(5, 2, 5, 4_000) : new Extent(50, 10, 30, 20_000);
        }
    }

    private final OwnHouse house;
    private final int offset;
    private final int postgresPort;
    private final Extent extent;
    private final Promises promises;
    private final PrintStream out;

    /** Into that report; a brief run has a tenth of the kills. */
    public FaultFigures(OwnHouse house, Addresses addresses, boolean brief, Report report, PrintStream out) {
        this.house = house;
        this.offset = Ports.offset(addresses);
        this.postgresPort = Ports.postgres(addresses);
        this.extent = Extent.of(brief);
        this.promises = new Promises(report);
        this.out = out;
    }

    /** Starts what it needs, has it killed, and leaves nothing running; answers whether everything was held. */
    public boolean measure() throws Exception {
        house.prepareOnly(Servers.POSTGRES, Servers.BROKER, ESCROW);
        house.upFreshOnly(Servers.POSTGRES, Servers.BROKER, ESCROW);
        var recipe = recipe();
        house.stop(ESCROW);
        var signed = new SignedTokens();
        int port = ESCROW_PORT + offset;
        var orders = prepared();
        try (var escrow = new EscrowProcess(
                recipe.with(signed.settings()), port, house.home().resolve("logs/escrow.log"))) {
            say("escrow-service starts and seals the orders that were put in");
            escrow.start();
            try (var superuser = superuser()) {
                new Books(superuser, List.of()).secondsUntilNone(Books::unsealed);
            }
            var buyers = new Buyers(orders, signed, port, PER_SECOND);
            kills(escrow, buyers, port);
            outages(buyers);
            say("everything is compared");
            try (var superuser = superuser()) {
                new Afterwards(
                                buyers,
                                new Books(superuser, buyers.purchases()),
                                new Topics(BROKER_PORT + offset),
                                signed,
                                port,
                                promises)
                        .check();
            }
        }
        return promises.allHeld();
    }

    private void kills(EscrowProcess escrow, Buyers buyers, int port) throws Exception {
        try (var superuser = superuser()) {
            var kills = new Kills(escrow, new Servers(house), buyers, superuser, port, promises);
            say("escrow-service is killed " + extent.kills() + " times while buyers accept");
            kills.atAnyMoment(extent.kills());
            say("… " + extent.moments() + " times between commit and reply");
            kills.betweenCommitAndReply(extent.moments());
            say("… " + extent.moments() + " times between commit and relay");
            kills.betweenCommitAndRelay(extent.moments());
        }
    }

    private void outages(Buyers buyers) throws Exception {
        var servers = new Servers(house);
        var database = new Outages(servers, buyers, promises, extent.outageSeconds());
        say("PostgreSQL is killed, stopped, held still");
        database.postgresKilled();
        database.postgresStopped();
        database.postgresFrozen();
        say("the broker is held still, killed");
        try (var superuser = superuser()) {
            var books = new Books(superuser, List.of());
            database.brokerFrozen(books);
            database.brokerKilled(books);
        }
    }

    private Recipe recipe() throws Exception {
        var pid = house.parts().stream()
                .filter(part -> part.name().equals(ESCROW))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("escrow-service does not run"))
                .pid();
        var recipe = Recipe.of(pid);
        if (!recipe.hasCache()) {
            throw new IllegalStateException("escrow-service was started without an AOT cache");
        }
        return recipe;
    }

    private PreparedOrders prepared() throws Exception {
        say(extent.orders() + " orders are put in");
        try (var superuser = superuser()) {
            var orders = new PreparedOrders(superuser);
            orders.prepareToBeSealed(extent.orders(), PreparedOrders.SELLERS);
            return orders;
        }
    }

    private Connection superuser() throws Exception {
        return new Databases(house.home(), postgresPort).open("escrow", "postgres");
    }

    private void say(String what) {
        out.println("  " + what + " ...");
    }
}
