package dev.bonafide.benchmark;

import dev.bonafide.journeys.client.Addresses;
import dev.bonafide.journeys.client.Gateway;
import dev.bonafide.journeys.client.Market;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Measures the figures of the running installation and prints them as a table that can be pasted into a document. */
public final class Main {
    private static final int ORDERS = 100;
    private static final int RATE = 500;
    private static final int EVENTS = 5_000;
    private static final int BACKLOG = 10_000;
    private static final int BROKER_TO_POSTGRES = 15432 - 19092;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var addresses = Addresses.fromEnvironment();
        var home = Path.of(Optional.ofNullable(System.getenv("BONAFIDE_HOME")).orElse(".bonafide/home"));
        int brokerPort = URI.create("kafka://" + addresses.broker()).getPort();
        var events = new EventLatency(new Databases(home, brokerPort + BROKER_TO_POSTGRES));

        events.atRate(RATE, RATE);
        var effect = events.atRate(RATE, EVENTS);
        var drained = events.drain(BACKLOG);
        var orders = new OrderLatency(new Market(new Gateway(addresses))).measure(ORDERS);

        var report = new Report(out);
        report.line(
                "Commit in one service to effect in another, " + RATE + " events/s",
                Report.millis(effect),
                "p50 ≤ 5, p99 ≤ 25 ms");
        report.line(
                "Relay with " + BACKLOG + " events waiting",
                String.format(Locale.ROOT, "%,.0f events/s", drained),
                "-");
        report.line("POST /v1/orders to AWAITING_PAYMENT, three services", Report.millis(orders), "-");
        System.exit(0);
    }
}
