package dev.bonafide.benchmark.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** escrow-service dies by SIGKILL: at any moment, between a commit and its reply, between a commit and the relay. */
final class Kills {
    private static final double READY_SECONDS_MAX = 2;
    /** What is under way at once when a commit is held back. */
    private static final int AT_ONCE = 4;

    private final EscrowProcess escrow;
    private final Servers servers;
    private final Buyers buyers;
    private final Connection superuser;
    private final int port;
    private final Promises promises;

    Kills(EscrowProcess escrow, Servers servers, Buyers buyers, Connection superuser, int port, Promises promises) {
        this.escrow = escrow;
        this.servers = servers;
        this.buyers = buyers;
        this.superuser = superuser;
        this.port = port;
        this.promises = promises;
    }

    void atAnyMoment(int times) throws Exception {
        int startsBefore = escrow.startSeconds().size();
        var asks = buyers.buyWhile(() -> {
            for (int n = 0; n < times; n++) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(200_000_000, 1_500_000_000));
                escrow.kill();
                escrow.start();
            }
            LockSupport.parkNanos(500_000_000);
        });
        var starts = escrow.startSeconds().stream().skip(startsBefore).sorted().toList();
        double worst = starts.getLast();
        promises.promise(
                "Killed under load, ready again",
                String.format(
                        Locale.ROOT,
                        "%d times, median %.2f s, %d within 2 s, worst %.2f s",
                        times,
                        starts.get(times / 2),
                        starts.stream().filter(start -> start <= READY_SECONDS_MAX).count(),
                        worst),
                "worst ≤ 2 s",
                worst <= READY_SECONDS_MAX);
        var cut = unanswered(asks);
        long done = buyers.sendAgain(cut);
        promises.figure(
                "– " + asks.stream().filter(Ask::isDone).count() + " acknowledged, without an answer",
                cut.size() + ", of them carried out " + done + " times");
        promises.none(
                "– answers that were neither done nor put off",
                asks.stream().filter(Ask::isWrong).count());
    }

    /**
     * PostgreSQL is told to wait for a standby that does not exist. It waits after the commit has reached the disk and before
     * it says so: the very moment between commit and reply, for as long as we like.
     */
    void betweenCommitAndReply(int times) throws Exception {
        var purchases = new ArrayList<Purchase>();
        long committed = 0;
        for (int n = 0; n < times; n++) {
            var round = new ArrayList<Purchase>();
            var sent = new ArrayList<SentRequest>();
            holdCommits();
            try {
                for (int client = 0; client < AT_ONCE; client++) {
                    var purchase = buyers.next();
                    round.add(purchase);
                    sent.add(new SentRequest(purchase, port));
                    sent.getLast().send(buyers);
                }
                Books.secondsUntil(() -> commitsHeld() > 0);
                // Those that came a little later too.
                LockSupport.parkNanos(200_000_000);
                escrow.kill();
            } finally {
                letCommitsGo();
            }
            for (var request : sent) {
                request.hear(buyers);
            }
            Books.secondsUntil(() -> commitsHeld() == 0);
            var unanswered = round.stream()
                    .filter(purchase -> !purchase.isAcknowledged())
                    .toList();
            committed += unanswered.size() - new Books(superuser, unanswered).notReleased();
            purchases.addAll(unanswered);
            escrow.start();
        }
        long replayed = buyers.sendAgain(purchases);
        promises.promise(
                "Killed between commit and reply, " + times + " times",
                committed + " committed unheard, the same key tells of " + replayed,
                "all",
                committed > 0 && committed == replayed);
    }

    /** The broker stands still, so that what is committed and acknowledged has not been told when the kill comes. */
    void betweenCommitAndRelay(int times) throws Exception {
        long waited = 0;
        var cut = new ArrayList<Purchase>();
        for (int n = 0; n < times; n++) {
            var broker = servers.processes(Servers.BROKER);
            Servers.freeze(broker);
            try {
                var asks = buyers.buyWhile(() -> {
                    LockSupport.parkNanos(700_000_000);
                    escrow.kill();
                });
                cut.addAll(unanswered(asks));
                waited += new Books(superuser, List.of()).eventsWaiting();
            } finally {
                Servers.thaw(broker);
            }
            escrow.start();
        }
        buyers.sendAgain(cut);
        double seconds = new Books(superuser, List.of()).secondsUntilNone(Books::eventsWaiting);
        promises.promise(
                "Killed between commit and relay, " + times + " times",
                String.format(Locale.ROOT, "%d events waited, all told %.1f s later", waited, seconds),
                "all",
                waited > 0 && Double.isFinite(seconds));
    }

    static List<Purchase> unanswered(List<Ask> asks) {
        return asks.stream()
                .filter(Ask::isUnanswered)
                .map(Ask::purchase)
                .filter(purchase -> !purchase.isAcknowledged())
                .distinct()
                .toList();
    }

    private void holdCommits() throws SQLException {
        execute("alter system set synchronous_standby_names = 'nobody'");
        execute("select pg_reload_conf()");
        // Each process reads its settings when it gets round to it; the checkpointer is the one that matters.
        LockSupport.parkNanos(500_000_000);
    }

    private void letCommitsGo() throws SQLException {
        execute("alter system reset synchronous_standby_names");
        execute("select pg_reload_conf()");
    }

    private long commitsHeld() throws SQLException {
        try (var query = superuser.createStatement();
                var rows = query.executeQuery(
                        "select count(*) from pg_stat_activity where usename = 'escrow' and wait_event = 'SyncRep'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A request that is sent now and whose answer is looked for later. */
    private static final class SentRequest {
        private final Purchase purchase;
        private final ClientConnection connection;

        SentRequest(Purchase purchase, int port) {
            this.purchase = purchase;
            this.connection = new ClientConnection(port);
        }

        void send(Buyers buyers) throws IOException {
            if (!connection.open()) {
                throw new IOException("Nobody listens");
            }
            connection.send(buyers.request(purchase));
        }

        void hear(Buyers buyers) {
            try (connection) {
                buyers.hear(purchase, connection.reply());
            } catch (IOException cutOff) {
                // That is what the kill was for.
            }
        }
    }
}
