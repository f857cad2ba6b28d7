package dev.bonafide.kit.inbox;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.transaction.Failures;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the events of other services. Partitions are worked on side by side, the records of one partition one after
 * another. Effect and inbox row commit together, so a record that comes again does nothing.
 *
 * <p>While the database is away a record waits and is tried again. A record that cannot be taken although the machinery
 * works becomes a dead letter after a bounded number of tries, and the partition goes on.
 */
@ApplicationScoped
public class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final String CLAIM =
            "insert into inbox (consumer, event_id) values (:consumer, :event) on conflict do nothing";

    private final KitConfig.Inbox config;
    private final EventRoutes routes;
    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    EventConsumer(
            KitConfig config,
            EventRoutes routes,
            Transactions transactions,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.config = config.inbox();
        this.routes = routes;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** Handles one poll of the broker; completes when every record has had its effect or is a dead letter. */
    @Incoming("events")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        var partitions = batch.partitions().stream()
                .map(partition -> inOrder(batch.records(partition)))
                .toList();
        return partitions.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(partitions).andFailFast().replaceWithVoid();
    }

    private Uni<Void> inOrder(List<ConsumerRecord<String, byte[]>> records) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> take(ConsumerRecord<String, byte[]> record) {
        var type = EventHeaders.read(record.headers(), EventHeaders.TYPE);
        var route = type == null ? null : routes.find(type);
        if (type != null && route == null) {
            meters.counter("bonafide.events.skipped", "type", type).increment();
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> {
                    if (route == null) {
                        throw new PoisonRecord("There is no " + EventHeaders.TYPE + " header");
                    }
                    return handle(record, route);
                })
                .onFailure(Failures::isTransient)
                .retry()
                .withBackOff(config.backOff(), config.backOffMax())
                .withJitter(0.2)
                .indefinitely()
                .onFailure(failure -> !(failure instanceof PoisonRecord))
                .retry()
                .withBackOff(config.backOff(), config.backOffMax())
                .atMost(config.triesMax() - 1L)
                .onFailure()
                .recoverWithUni(failure -> setAside(record, failure));
    }

    private <T> Uni<Void> handle(ConsumerRecord<String, byte[]> record, EventRoutes.Route<T> route) {
        var event = parse(record, route.as());
        var context = new EventContext(
                EventHeaders.read(record.headers(), EventHeaders.CORRELATION_ID),
                event.id().toString(),
                EventHeaders.read(record.headers(), EventHeaders.TRACEPARENT));
        return transactions.runApart(session -> {
            context.enter();
            return claim(session, event.id())
                    .chain(fresh -> fresh ? route.handler().handle(session, event) : skipDuplicate(event.type()));
        });
    }

    private Uni<Boolean> claim(Mutiny.Session session, UUID eventId) {
        return session.createNativeQuery(CLAIM)
                .setParameter("consumer", routes.consumer())
                .setParameter("event", eventId)
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    private Uni<Void> skipDuplicate(String type) {
        meters.counter("bonafide.events.duplicates", "type", type).increment();
        return Uni.createFrom().voidItem();
    }

    private static <T> ReceivedEvent<T> parse(ConsumerRecord<String, byte[]> record, Class<T> as) {
        var headers = record.headers();
        try {
            @Nullable T data = record.value() == null ? null : EventJson.read(record.value(), as);
            if (data == null) {
                throw new PoisonRecord("The record has no payload");
            }
            return new ReceivedEvent<>(
                    UUID.fromString(required(EventHeaders.read(headers, EventHeaders.ID), EventHeaders.ID)),
                    required(EventHeaders.read(headers, EventHeaders.TYPE), EventHeaders.TYPE),
                    UUID.fromString(required(EventHeaders.read(headers, EventHeaders.SUBJECT), EventHeaders.SUBJECT)),
                    Instant.parse(required(EventHeaders.read(headers, EventHeaders.TIME), EventHeaders.TIME)),
                    data);
        } catch (IOException | IllegalArgumentException | DateTimeParseException unreadable) {
            throw new PoisonRecord("Not readable as " + as.getSimpleName() + ": " + unreadable.getMessage());
        }
    }

    private static String required(@Nullable String value, String header) {
        if (value == null) {
            throw new PoisonRecord("There is no " + header + " header");
        }
        return value;
    }

    private Uni<Void> setAside(ConsumerRecord<String, byte[]> record, Throwable reason) {
        LOG.errorf(
                reason instanceof PoisonRecord ? null : reason,
                "Dead letter from %s-%d offset %d: %s",
                record.topic(),
                record.partition(),
                record.offset(),
                reason.getMessage());
        meters.counter("bonafide.events.dead", "topic", record.topic()).increment();
        return deadLetters
                .send(routes.consumer(), record, reason)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), config.backOffMax())
                .indefinitely();
    }

    /** A record no try can help: it is not an event, or not one its reader can read. */
    private static final class PoisonRecord extends RuntimeException {
        PoisonRecord(String reason) {
            super(reason, null, false, false);
        }
    }
}
