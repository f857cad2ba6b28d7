package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.Percentiles;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** PostgreSQL or the broker goes away while buyers buy, and comes back; the service is not restarted. */
final class Outages {
    private static final double REFUSAL_MILLIS_MAX = 1000;
    /** A first request to a database that has just come back may be slow; longer than this it hangs. */
    private static final double HANG_MILLIS = 3000;

    private static final long SECOND = 1_000_000_000;
    private static final long WARM_UP_NANOS = 3 * SECOND;

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
    private record Seen(List<Ask> asks, long gone, long back, double secondsUntilServed) {
        /** What was under way while it lasted, until the first was served again. */
        List<Ask> during() {
            long served =
                    Double.isFinite(secondsUntilServed) ? back + (long) (secondsUntilServed * SECOND) : Long.MAX_VALUE;
            return asks.stream().filter(ask -> ask.overlaps(gone, served)).toList();
        }

        /** How long those that ended so have waited since it was gone; one that is zero where there were none. */
        Percentiles waits(Predicate<Ask> ended) {
            var waits = during().stream()
                    .filter(ended)
                    .mapToLong(ask -> ask.waitedSince(gone))
                    .toArray();
            return new Percentiles(waits.length == 0 ? new long[1] : waits);
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
        var refusals = seen.waits(Ask::isRefusedKindly);
        var answers = seen.waits(Ask::isDone);
        promises.promise(
                what,
                String.format(
                        Locale.ROOT,
                        "%d refused, p99 %.0f ms, slowest %.0f ms; %d other, %d none",
                        refused,
                        refusals.millis(99),
                        refusals.millis(100),
                        wrong,
                        unanswered),
                "503, ≤ 1 s each",
                refused > 0 && refusals.millis(100) <= REFUSAL_MILLIS_MAX && wrong == 0 && unanswered == 0);
        promises.promise(
                "– slowest of those done before and after all the same",
                String.format(Locale.ROOT, "%.0f ms", answers.millis(100)),
                "≤ 3 s, no hang",
                answers.millis(100) <= HANG_MILLIS);
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
        promises.figure("– the same keys again", left.size() + " done, of them " + replayed + " already before");
    }

    private void broker(String what, int length, Outage outage, Books books) throws Exception {
        var seen = see(length, outage);
        var during = seen.during();
        long done = during.stream().filter(Ask::isDone).count();
        var waits = seen.waits(_ -> true);
        promises.promise(
                what,
                String.format(
                        Locale.ROOT,
                        "%d of %d done, p99 %.0f ms, slowest %.0f ms",
                        done,
                        during.size(),
                        waits.millis(99),
                        waits.millis(100)),
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
        var moments = new long[2];
        var served = new double[1];
        var asks = buyers.buyWhile(() -> {
            LockSupport.parkNanos(WARM_UP_NANOS);
            outage.goes().happens();
            moments[0] = System.nanoTime();
            LockSupport.parkNanos(length * SECOND);
            outage.comesBack().happens();
            moments[1] = System.nanoTime();
            served[0] = Books.secondsUntil(
                    () -> buyers.soFar().stream().anyMatch(ask -> ask.began() > moments[1] && ask.isDone()));
            LockSupport.parkNanos(SECOND);
        });
        return new Seen(asks, moments[0], moments[1], served[0]);
    }
}
