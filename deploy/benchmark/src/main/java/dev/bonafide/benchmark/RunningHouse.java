package dev.bonafide.benchmark;

import dev.bonafide.journeys.client.Addresses;
import dev.bonafide.journeys.client.Gateway;
import dev.bonafide.journeys.client.Market;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Figures of an installation that is up. */
final class RunningHouse {
    private static final int ORDERS = 100;
    private static final int RATE = 500;
    private static final int EVENTS = 5_000;
    private static final int BACKLOG = 10_000;

    private final EventLatency events;
    private final OrderLatency orders;

    RunningHouse(Addresses addresses, Path home) throws IOException {
        this.events = new EventLatency(new Databases(home, Ports.postgres(addresses)));
        this.orders = new OrderLatency(new Market(new Gateway(addresses)));
    }

    void measure(Report report) throws SQLException {
        // Code that has not run before is slow, and a house that was just started has run little.
        events.atRate(RATE, EVENTS);
        report.figure(
                "Commit in one service to effect in another, " + RATE + " events/s",
                Report.millis(events.atRate(RATE, EVENTS)),
                "p50 ≤ 5, p99 ≤ 25 ms");
        var drained = events.drain(BACKLOG);
        report.figure("Relay, " + BACKLOG + " events waiting", Report.perSecond(drained.relayed()));
        report.figure("Reader of the same, until all had their effect", Report.perSecond(drained.handled()));
        report.figure("POST /v1/orders to AWAITING_PAYMENT, three services", Report.millis(orders.measure(ORDERS)));
    }
}
