package dev.bonafide.kit.inbox;

import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.event.EventJson;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a record of the broker turns out to be. */
sealed interface Reading {
    /** Reads a record as the route of its type wants it. */
    static Reading of(ConsumerRecord<String, byte[]> record, EventRoutes routes) {
        var type = EventHeaders.read(record.headers(), EventHeaders.TYPE);
        if (type == null) {
            return new Poison(record, new UnreadableRecord("There is no " + EventHeaders.TYPE + " header"));
        }
        var route = routes.find(type);
        if (route == null) {
            return new Unrouted(type);
        }
        try {
            return read(record, type, route);
        } catch (UnreadableRecord unreadable) {
            return new Poison(record, unreadable);
        } catch (IOException | RuntimeException unreadable) {
            return new Poison(
                    record,
                    new UnreadableRecord(
                            "Not readable as " + route.as().getSimpleName() + ": " + unreadable.getMessage()));
        }
    }

    /** An event one of our handlers takes. */
    record Delivery<T>(
            ConsumerRecord<String, byte[]> record,
            ReceivedEvent<T> event,
            EventContext context,
            EventRoutes.Handler<T> handler)
            implements Reading {
        /** Lets the event have its effect; everything appended on the way carries the context of this very event. */
        Uni<Void> handle(Mutiny.Session session) {
            context.enter();
            return handler.handle(session, event);
        }
    }

    /** An event nobody here wants. */
    record Unrouted(String type) implements Reading {}

    /** No event, or not one its reader can read: no try can help it. */
    record Poison(ConsumerRecord<String, byte[]> record, RuntimeException reason) implements Reading {}

    private static <T> Delivery<T> read(ConsumerRecord<String, byte[]> record, String type, EventRoutes.Route<T> route)
            throws IOException {
        var headers = record.headers();
        @Nullable T data = record.value() == null ? null : EventJson.read(record.value(), route.as());
        if (data == null) {
            throw new UnreadableRecord("The record has no payload");
        }
        var event = new ReceivedEvent<>(
                UUID.fromString(required(headers, EventHeaders.ID)),
                type,
                UUID.fromString(required(headers, EventHeaders.SUBJECT)),
                Instant.parse(required(headers, EventHeaders.TIME)),
                data);
        var context = new EventContext(
                EventHeaders.read(headers, EventHeaders.CORRELATION_ID),
                event.id().toString(),
                EventHeaders.read(headers, EventHeaders.TRACEPARENT));
        return new Delivery<>(record, event, context, route.handler());
    }

    private static String required(Headers headers, String name) {
        var value = EventHeaders.read(headers, name);
        if (value == null) {
            throw new UnreadableRecord("There is no " + name + " header");
        }
        return value;
    }

    /** Why a record is poison; without a trace, because the place in our code says nothing about the record. */
    final class UnreadableRecord extends RuntimeException {
        UnreadableRecord(String reason) {
            super(reason, null, false, false);
        }
    }
}
