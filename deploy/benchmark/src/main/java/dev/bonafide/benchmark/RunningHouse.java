package dev.bonafide.benchmark;

import dev.bonafide.journeys.client.Addresses;
import dev.bonafide.journeys.client.Gateway;
import dev.bonafide.journeys.client.Market;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/** Figures of an installation that is up. */
final class RunningHouse {
    private static final int ORDERS = 100;
    private static final int RATE = 500;
    private static final int EVENTS = 5_000;
    private static final int BACKLOG = 10_000;
    private static final Set<String> WHAT_TWO_SERVICES_NEED = Set.of("postgres", "kafka", "identity", "community");

    private final EventLatency events;
    private final OrderLatency orders;

    RunningHouse(Addresses addresses, Path home) throws IOException {
        this.events = new EventLatency(new Databases(home, Ports.postgres(addresses)));
        this.orders = new OrderLatency(new Market(new Gateway(addresses)));
    }

    void measure(Report report) throws SQLException {
        latency(report, "whole house");
        var drained = events.drain(BACKLOG);
        report.figure("Relay, " + BACKLOG + " events waiting", Report.perSecond(drained.relayed()));
        report.figure("Reader of the same, until all had their effect", Report.perSecond(drained.handled()));
        report.figure("POST /v1/orders to AWAITING_PAYMENT, three services", Report.millis(orders.measure(ORDERS)));
    }

    /**
     * The same events while only their writer and one reader run. In the whole house five more take them in, on the
     * same processors. The other parts are down afterwards.
     */
    void measureTwoServices(OwnHouse house, Report report) throws SQLException, IOException, InterruptedException {
        for (var part : house.parts()) {
            if (!WHAT_TWO_SERVICES_NEED.contains(part.name())) {
                house.stop(part.name());
            }
        }
        latency(report, "two services");
    }

    private void latency(Report report, String where) throws SQLException {
        // Code that has not run before is slow, and a house that was just started has run little.
        events.atRate(RATE, EVENTS);
        report.figure(
                "Commit in one service to effect in another, " + RATE + " events/s, " + where,
                Report.millis(events.atRate(RATE, EVENTS)),
                "p50 ≤ 5, p99 ≤ 25 ms");
    }
}
