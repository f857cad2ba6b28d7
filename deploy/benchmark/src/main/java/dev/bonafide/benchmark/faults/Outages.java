package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.Percentiles;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL or the broker goes away while buyers buy, and comes back; the service is not restarted. */
final class Outages {
    private static final double ANSWER_SECONDS_MAX = 1;
    private static final long SECOND = 1_000_000_000;

    private final Servers servers;
    private final Buyers buyers;
    private final Promises promises;
    private final int seconds;

    /** Each outage takes so many seconds. */
    Outages(Servers servers, Buyers buyers, Promises promises, int seconds) {
        this.servers = servers;
        this.buyers = buyers;
        this.promises = promises;
        this.seconds = seconds;
    }

    /** How something goes away, and how it comes back. */
    private record Outage(Buyers.Meanwhile goes, Buyers.Meanwhile comesBack) {}

    /** What was seen of one. */
    private record Seen(List<Ask> asks, long from, long to, double secondsUntilServed) {
        /** What was under way while it lasted. */
        List<Ask> during() {
            return asks.stream().filter(ask -> ask.overlaps(from, to)).toList();
        }
    }

    void postgresKilled() throws Exception {
        database("PostgreSQL killed, started again", 1, killed(Servers.POSTGRES));
    }

    void postgresStopped() throws Exception {
        var outage = new Outage(() -> servers.stop(Servers.POSTGRES), () -> servers.start(Servers.POSTGRES));
        database("PostgreSQL stopped for " + seconds + " s", seconds, outage);
    }

    void postgresFrozen() throws Exception {
        var processes = servers.processes(Servers.POSTGRES);
        var outage = new Outage(() -> Servers.freeze(processes), () -> Servers.thaw(processes));
        database("PostgreSQL hangs for " + seconds + " s", seconds, outage);
    }

    void brokerFrozen(Books books) throws Exception {
        var processes = servers.processes(Servers.BROKER);
        var outage = new Outage(() -> Servers.freeze(processes), () -> Servers.thaw(processes));
        broker("Broker hangs for " + seconds + " s", seconds, outage, books);
    }

    void brokerKilled(Books books) throws Exception {
        broker("Broker killed, started again", 1, killed(Servers.BROKER), books);
    }

    private Outage killed(String part) {
        return new Outage(() -> servers.kill(part), () -> servers.start(part));
    }

    private void database(String what, int length, Outage outage) throws Exception {
        var seen = see(length, outage);
        var during = seen.during();
        long refused = during.stream().filter(Ask::isRefusedKindly).count();
        long unanswered = during.stream().filter(Ask::isUnanswered).count();
        long wrong = during.stream().filter(Ask::isWrong).count();
        double slowest = slowest(during);
        promises.promise(
                what,
                String.format(
                        Locale.ROOT,
                        "%d refused, slowest answer %.0f ms; %d other, %d none",
                        refused,
                        slowest * 1000,
                        wrong,
                        unanswered),
                "503, ≤ 1 s each",
                refused > 0 && slowest <= ANSWER_SECONDS_MAX && wrong == 0 && unanswered == 0);
        promises.promise(
                "– serves by itself after it is back",
                String.format(Locale.ROOT, "%.1f s", seen.secondsUntilServed()),
                "yes",
                Double.isFinite(seen.secondsUntilServed()));
        var left = seen.asks().stream()
                .map(Ask::purchase)
                .filter(purchase -> !purchase.isAcknowledged())
                .distinct()
                .toList();
        long replayed = buyers.sendAgain(left);
        promises.figure(
                "– the same keys again", left.size() + " done, of them " + replayed + " already before");
    }

    private void broker(String what, int length, Outage outage, Books books) throws Exception {
        var seen = see(length, outage);
        var during = seen.during();
        long done = during.stream().filter(Ask::isDone).count();
        var latencies = new Percentiles(during.stream().mapToLong(Ask::took).toArray());
        promises.promise(
                what,
                String.format(
                        Locale.ROOT,
                        "%d of %d done, p99 %.0f ms, slowest %.0f ms",
                        done,
                        during.size(),
                        latencies.millis(99),
                        slowest(during) * 1000),
                "all done",
                done > 0 && done == during.size());
        double told = books.secondsUntilNone(Books::eventsWaiting);
        promises.promise(
                "– the events that waited are told",
                String.format(Locale.ROOT, "%.1f s later", told),
                "all",
                Double.isFinite(told));
    }

    private Seen see(int length, Outage outage) throws Exception {
        var moments = new long[3];
        var asks = buyers.buyWhile(() -> {
            LockSupport.parkNanos(SECOND);
            moments[0] = System.nanoTime();
            outage.goes().happens();
            LockSupport.parkNanos(length * SECOND);
            outage.comesBack().happens();
            moments[1] = System.nanoTime();
            double served = Books.secondsUntil(
                    () -> buyers.soFar().stream().anyMatch(ask -> ask.began() > moments[1] && ask.isDone()));
            moments[2] = Double.isFinite(served) ? moments[1] + (long) (served * 1e9) : Long.MAX_VALUE;
            LockSupport.parkNanos(SECOND);
        });
        double served = moments[2] == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (moments[2] - moments[1]) / 1e9;
        return new Seen(asks, moments[0], moments[2], served);
    }

    private static double slowest(List<Ask> asks) {
        return asks.stream().mapToLong(Ask::took).max().orElse(0) / 1e9;
    }
}
