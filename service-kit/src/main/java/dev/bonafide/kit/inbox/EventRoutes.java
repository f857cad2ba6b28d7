package dev.bonafide.kit.inbox;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Which events a service takes in, as what, and who handles them. A service offers one as a bean; types that have no
 * route are skipped and counted.
 */
public final class EventRoutes {
    /** What an event does. It runs in the transaction that also holds the inbox row; the session is its only effect. */
    @FunctionalInterface
    public interface Handler<T> {
        Uni<Void> handle(Mutiny.Session session, ReceivedEvent<T> event);
    }

    record Route<T>(Class<T> as, Handler<T> handler) {}

    private final String consumer;
    private final Map<String, Route<?>> routes = new LinkedHashMap<>();

    private EventRoutes(String consumer) {
        this.consumer = consumer;
    }

    /** Routes of the named consumer; the name is part of the inbox key and must never change. */
    public static EventRoutes of(String consumer) {
        return new EventRoutes(consumer);
    }

    /** Adds a route. */
    public <T> EventRoutes on(String type, Class<T> as, Handler<T> handler) {
        if (routes.putIfAbsent(type, new Route<>(as, handler)) != null) {
            throw new IllegalArgumentException("Two routes for " + type);
        }
        return this;
    }

    /** The types this service reads; held against the readers named in event-contracts by a test. */
    public Set<String> types() {
        return Set.copyOf(routes.keySet());
    }

    /** The record each type is read as, for the tests against the golden samples. */
    public Map<String, Class<?>> readers() {
        var readers = new LinkedHashMap<String, Class<?>>();
        routes.forEach((type, route) -> readers.put(type, route.as()));
        return readers;
    }

    String consumer() {
        return consumer;
    }

    @Nullable
    Route<?> find(String type) {
        return routes.get(type);
    }
}
