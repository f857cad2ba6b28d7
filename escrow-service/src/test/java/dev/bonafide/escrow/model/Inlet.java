package dev.bonafide.escrow.model;

import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.inbox.ReceivedEvent;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where events come in: the real intake with the real inbox and the real routes, handed its records without a broker. It can
 * be made to fall over just before it commits; then it takes the record again, as it would after a restart.
 */
@ApplicationScoped
class Inlet {
    private final EventRoutes routes;
    private final Object intake;
    private final Transactions transactions;
    private final Set<UUID> crashing = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Throwable> faults = new ConcurrentHashMap<>();

    Inlet(EventRoutes routes, Transactions transactions) {
        this.routes = routes;
        this.transactions = transactions;
        this.intake = intake(watched(routes));
    }

    /** A message from outside, as it is on the wire. */
    record Message(UUID id, String type, UUID subject, byte[] data) {}

    /** Takes the message in, after a crash if it is to be. */
    void take(String correlation, Message message, boolean crashes) {
        if (crashes) {
            crashing.add(message.id());
        }
        take(intake, List.of(record(correlation, message))).await().atMost(Duration.ofSeconds(60));
        // A duplicate never comes as far as the crash.
        crashing.remove(message.id());
        var fault = faults.remove(message.id());
        if (fault != null) {
            throw new IllegalStateException("The event could not be taken", fault);
        }
    }

    /** A mutant: the message has its effect whether or not it was here before. */
    void takeWithoutInbox(String correlation, Message message) {
        var handler = handlerOf(message.type());
        transactions
                .runApart(session -> {
                    new EventContext(correlation, null, null).enter();
                    return handler.handle(session, message);
                })
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private static ConsumerRecord<String, byte[]> record(String correlation, Message message) {
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.ID, message.id().toString());
        EventHeaders.add(headers, EventHeaders.TYPE, message.type());
        EventHeaders.add(headers, EventHeaders.SUBJECT, message.subject().toString());
        EventHeaders.add(headers, EventHeaders.TIME, Model.START.toString());
        EventHeaders.add(headers, EventHeaders.CORRELATION_ID, correlation);
        var record =
                new ConsumerRecord<>("from-outside", 0, 0L, message.subject().toString(), message.data());
        headers.forEach(header -> record.headers().add(header));
        return record;
    }

    private interface Handler {
        Uni<Void> handle(Mutiny.Session session, Message message);
    }

    private Handler handlerOf(String type) {
        var as = Objects.requireNonNull(routes.readers().get(type));
        var handler = handler(routes, type);
        return (session, message) -> {
            try {
                var data = EventJson.read(message.data(), as);
                return handler.handle(
                        session, new ReceivedEvent<Object>(message.id(), type, message.subject(), Model.START, data));
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        };
    }

    private EventRoutes watched(EventRoutes real) {
        var watched = EventRoutes.of("escrow-service");
        real.readers().forEach((type, as) -> watch(watched, type, as, handler(real, type)));
        return watched;
    }

    private <T> void watch(EventRoutes watched, String type, Class<T> as, EventRoutes.Handler<Object> handler) {
        watched.on(
                type,
                as,
                (session, event) -> handler.handle(
                                session,
                                new ReceivedEvent<Object>(
                                        event.id(), event.type(), event.subject(), event.occurredAt(), event.data()))
                        .onFailure()
                        .invoke(failure -> faults.put(event.id(), failure))
                        .invoke(() -> faults.remove(event.id()))
                        .chain(() -> crashing.remove(event.id())
                                ? Uni.createFrom().failure(new Crash())
                                : Uni.createFrom().voidItem()));
    }

    // The intake is made by nobody but its own room; here it is made once more, with routes that can fall over.

    @SuppressWarnings("unchecked")
    private static EventRoutes.Handler<Object> handler(EventRoutes routes, String type) {
        try {
            var find = EventRoutes.class.getDeclaredMethod("find", String.class);
            find.setAccessible(true);
            var route = find.invoke(routes, type);
            var handler = route.getClass().getDeclaredMethod("handler");
            handler.setAccessible(true);
            return (EventRoutes.Handler<Object>) handler.invoke(route);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("The routes are made otherwise by now", changed);
        }
    }

    private static Object intake(EventRoutes routes) {
        try {
            var constructor = Arrays.stream(intake().getDeclaredConstructors())
                    .filter(each -> each.getParameterCount() > 0)
                    .findFirst()
                    .orElseThrow();
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(type -> type == EventRoutes.class
                            ? routes
                            : Arc.container().instance(type).get())
                    .toArray());
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("The intake is made otherwise by now", changed);
        }
    }

    @SuppressWarnings("unchecked")
    private static Uni<Void> take(Object intake, List<ConsumerRecord<String, byte[]>> records) {
        try {
            var take = intake().getDeclaredMethod("take", List.class);
            take.setAccessible(true);
            return (Uni<Void>) take.invoke(intake, records);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("The intake takes otherwise by now", changed);
        }
    }

    private static Class<?> intake() throws ClassNotFoundException {
        return Class.forName("dev.bonafide.kit.inbox.Intake", true, EventRoutes.class.getClassLoader());
    }
}
