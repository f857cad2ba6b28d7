package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.escrow.PreparedOrders;
import dev.bonafide.benchmark.escrow.SignedTokens;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Buyers who accept at a steady rate, whatever happens to the house, and remember every word they were given. Some send a
 * request twice. Where nobody listens they try again; where they were refused or not answered, they leave it for later.
 */
final class Buyers {
    private static final int CLIENTS = 12;
    private static final int TWICE_EVERY = 8;
    private static final long RETRY_NANOS = 50_000_000;
    private static final long LATER_NANOS = 100_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final PreparedOrders orders;
    private final int port;
    private final long pauseNanos;
    private final List<String> tokens = new ArrayList<>();
    private final Queue<Purchase> purchases = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private Queue<Ask> asks = new ConcurrentLinkedQueue<>();
    private volatile boolean buying;

    Buyers(PreparedOrders orders, SignedTokens signed, int port, double perSecond) throws GeneralSecurityException {
        this.orders = orders;
        this.port = port;
        this.pauseNanos = (long) (CLIENTS * 1e9 / perSecond);
        for (int buyer = 0; buyer < PreparedOrders.BUYERS; buyer++) {
            tokens.add(signed.member(PreparedOrders.buyer(buyer)));
        }
    }

    /** What is done to the house meanwhile. */
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws Exception;
    }

    /** Buys as long as that takes, and answers what was asked. */
    List<Ask> buyWhile(Meanwhile meanwhile) throws Exception {
        asks = new ConcurrentLinkedQueue<>();
        buying = true;
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Future<?>>();
            for (int n = 0; n < CLIENTS; n++) {
                clients.add(threads.submit(this::buy));
            }
            try {
                meanwhile.happens();
            } finally {
                buying = false;
            }
            finish(clients);
        }
        return List.copyOf(asks);
    }

    /** Those of the present time so far. */
    Collection<Ask> soFar() {
        return asks;
    }

    /** Every order that anybody has tried to accept. */
    Collection<Purchase> purchases() {
        return purchases;
    }

    /** What was wrong with answers. */
    Collection<String> complaints() {
        return complaints;
    }

    /** A purchase of its own, not sent yet. */
    Purchase next() {
        long number = orders.take();
        if (number < 0) {
            throw new IllegalStateException("The prepared orders have run out");
        }
        var purchase = new Purchase(number);
        purchases.add(purchase);
        return purchase;
    }

    String request(Purchase purchase) {
        return purchase.request(tokens.get(purchase.buyer()));
    }

    /** Notes an answer, and complains where a later one differs from the first. */
    void hear(Purchase purchase, Reply reply) {
        if (reply.isDone()) {
            if (!purchase.hear(reply)) {
                complaints.add("Order " + purchase.order() + ": the same key was given another answer");
            }
        } else if (!reply.isKindRefusal() && !reply.isInFlight()) {
            complaints.add("Order " + purchase.order() + ": " + reply.status() + " " + reply.body());
        }
    }

    /**
     * Sends all of these again with their keys, each until it is done.
     *
     * @return how many of them were answered with what had been answered before
     */
    long sendAgain(Collection<Purchase> again) throws InterruptedException, ExecutionException {
        var waiting = new ConcurrentLinkedQueue<>(again);
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Future<Long>>();
            for (int n = 0; n < CLIENTS; n++) {
                clients.add(threads.submit(() -> sendAgain(waiting)));
            }
            long replayed = 0;
            for (var client : clients) {
                replayed += client.get();
            }
            return replayed;
        }
    }

    private long sendAgain(Queue<Purchase> waiting) {
        long replayed = 0;
        try (var connection = new ClientConnection(port)) {
            for (var purchase = waiting.poll(); purchase != null; purchase = waiting.poll()) {
                if (untilDone(connection, purchase).isReplayed()) {
                    replayed++;
                }
            }
        }
        return replayed;
    }

    private Reply untilDone(ClientConnection connection, Purchase purchase) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            var ask = ask(connection, purchase);
            var reply = ask.reply();
            if (reply != null && reply.isDone()) {
                return reply;
            }
            if (ask.isWrong()) {
                break;
            }
            LockSupport.parkNanos(LATER_NANOS);
        }
        throw new IllegalStateException(
                "Order " + purchase.order() + " is not accepted, however often its key is sent; " + complaints);
    }

    private void buy() {
        try (var connection = new ClientConnection(port)) {
            for (long due = System.nanoTime(); buying; due = Math.max(due + pauseNanos, System.nanoTime())) {
                for (long now = System.nanoTime(); now < due && buying; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                buyOne(connection);
            }
        }
    }

    private void buyOne(ClientConnection connection) {
        while (!connection.open()) {
            if (!buying) {
                return;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        var purchase = next();
        var ask = ask(connection, purchase);
        asks.add(ask);
        if (ask.isDone() && purchase.number() % TWICE_EVERY == 0 && connection.open()) {
            asks.add(ask(connection, purchase));
        }
    }

    private Ask ask(ClientConnection connection, Purchase purchase) {
        long began = System.nanoTime();
        try {
            if (!connection.open()) {
                return new Ask(purchase, began, System.nanoTime() - began, null);
            }
            var reply = connection.ask(request(purchase));
            hear(purchase, reply);
            return new Ask(purchase, began, System.nanoTime() - began, reply);
        } catch (IOException broken) {
            return new Ask(purchase, began, System.nanoTime() - began, null);
        }
    }

    private static void finish(List<Future<?>> clients) throws InterruptedException, ExecutionException {
        for (var client : clients) {
            client.get();
        }
    }
}
