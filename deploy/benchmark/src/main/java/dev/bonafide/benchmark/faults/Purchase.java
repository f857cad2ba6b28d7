package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.escrow.PreparedOrders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order that its buyer accepts, with the key that is kept for as long as it takes, and what the buyer was told. */
final class Purchase {
    private final long number;
    private final UUID key = UUID.randomUUID();
    private @Nullable String acknowledged;

    Purchase(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    UUID order() {
        return PreparedOrders.order(number);
    }

    int buyer() {
        return PreparedOrders.buyerOf(number);
    }

    /** The acceptance as it goes over the wire. */
    String request(String token) {
        return "POST /v1/orders/" + order() + "/acceptance HTTP/1.1\r\nHost: benchmark\r\nAuthorization: Bearer "
                + token + "\r\nIdempotency-Key: " + key + "\r\nContent-Length: 0\r\n\r\n";
    }

    synchronized boolean isAcknowledged() {
        return acknowledged != null;
    }

    /** Keeps the first word of success; false when this one differs from it. */
    synchronized boolean hear(Reply reply) {
        if (acknowledged == null) {
            acknowledged = reply.body();
        }
        return acknowledged.equals(reply.body());
    }
}
