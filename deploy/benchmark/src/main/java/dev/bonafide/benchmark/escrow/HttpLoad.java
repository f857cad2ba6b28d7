package dev.bonafide.benchmark.escrow;

import dev.bonafide.benchmark.Percentiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Buyers who accept, many at once. */
final class HttpLoad {
    private final PreparedOrders orders;
    private final int port;
    private final List<String> tokens = new ArrayList<>();

    HttpLoad(PreparedOrders orders, SignedTokens signed, int port) throws GeneralSecurityException {
        this.orders = orders;
        this.port = port;
        for (int buyer = 0; buyer < PreparedOrders.BUYERS; buyer++) {
            tokens.add(signed.member(PreparedOrders.buyer(buyer)));
        }
    }

    /** Each client asks again as soon as it is answered, until the time is up or no order is left; answers how many were. */
    long flatOut(int clients, double seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return together(clients, client -> {
                    long done = 0;
                    while (System.nanoTime() < end && accept(client)) {
                        done++;
                    }
                    return List.of(done);
                })
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * Requests come at a steady rate, whether or not those before are answered. A latency counts from the moment at which
     * the request was to come, so waiting for a free client counts too.
     */
    Percentiles atRate(int clients, double perSecond, double seconds) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        long interval = (long) (1e9 / perSecond);
        long count = (long) (perSecond * seconds);
        var next = new AtomicLong();
        return new Percentiles(together(clients, client -> {
                    var latencies = new ArrayList<Long>();
                    for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        long due = begin + n * interval;
                        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                            LockSupport.parkNanos(due - now);
                        }
                        if (!accept(client)) {
                            throw new IllegalStateException("The prepared orders have run out");
                        }
                        latencies.add(System.nanoTime() - due);
                    }
                    return latencies;
                })
                .mapToLong(Long::longValue)
                .toArray());
    }

    private interface Work {
        List<Long> with(Acceptances client) throws IOException;
    }

    private Stream<Long> together(int clients, Work work) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<List<Long>>>();
            for (int n = 0; n < clients; n++) {
                running.add(threads.submit(() -> {
                    try (var client = new Acceptances(port)) {
                        return work.with(client);
                    }
                }));
            }
            var all = new ArrayList<Long>();
            for (var one : running) {
                all.addAll(one.get());
            }
            return all.stream();
        }
    }

    private boolean accept(Acceptances client) throws IOException {
        long number = orders.take();
        if (number > 0) {
            client.accept(PreparedOrders.order(number), tokens.get(PreparedOrders.buyerOf(number)));
        }
        return number > 0;
    }
}
