package dev.bonafide.logistics.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.logistics.carrier.Carrier;
import dev.bonafide.logistics.carrier.Carrier.Check;
import dev.bonafide.logistics.carrier.Carrier.Reading;
import dev.bonafide.logistics.carrier.Carrier.Webhook;
import dev.bonafide.logistics.carrier.Carriers;
import dev.bonafide.logistics.store.CarrierMessages;
import dev.bonafide.logistics.store.CarrierMessages.Message;
import dev.bonafide.logistics.store.CarrierMessages.Outcome;
import dev.bonafide.logistics.store.Observations;
import dev.bonafide.logistics.store.Shipments;
import dev.bonafide.logistics.tracking.Code;
import dev.bonafide.logistics.tracking.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes in what carriers say. A message is answered as soon as it is stored; a timer set in the same transaction has it
 * read at once, by whichever replica is there to do so.
 */
@ApplicationScoped
public class TrackingDesk {

    /** The kind of timer that has a message read. */
    public static final String READ_TIMER = "carrier.message";

    /** What a carrier is answered. */
    public sealed interface Receipt {
        /** It is here; {@code repeated} if it was before. */
        record Taken(boolean repeated) implements Receipt {}

        /** It does not prove itself. */
        record Rejected(Check.Cause cause) implements Receipt {}
    }

    private final Carriers carriers;
    private final CarrierMessages messages;
    private final Observations observations;
    private final Shipments shipments;
    private final Views views;
    private final Forgetting forgetting;
    private final Transactions transactions;
    private final Timers timers;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    TrackingDesk(
            Carriers carriers,
            CarrierMessages messages,
            Observations observations,
            Shipments shipments,
            Views views,
            Forgetting forgetting,
            Transactions transactions,
            Timers timers,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.carriers = carriers;
        this.messages = messages;
        this.observations = observations;
        this.shipments = shipments;
        this.views = views;
        this.forgetting = forgetting;
        this.transactions = transactions;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /** Checks a webhook and keeps it to be read. One that was there before changes nothing. */
    public Uni<Receipt> receive(Carrier carrier, Webhook webhook) {
        Instant now = clock.instant();
        return switch (carrier.check(webhook, now)) {
            case Check.Rejected(var cause) -> {
                count("rejected", carrier.code(), cause.name());
                yield Uni.createFrom().item(new Receipt.Rejected(cause));
            }
            case Check.Genuine(var messageId) ->
                transactions
                        .run(session -> keep(session, carrier.code(), messageId, webhook.body(), now))
                        .map(fresh -> {
                            count("received", carrier.code(), fresh ? "FRESH" : "REPEATED");
                            return new Receipt.Taken(!fresh);
                        });
        };
    }

    private Uni<Boolean> keep(Mutiny.Session session, String carrier, String messageId, byte[] body, Instant now) {
        UUID id = ids.next();
        return messages.keep(session, id, carrier, messageId, body, now)
                .call(fresh -> fresh
                        ? timers.schedule(session, READ_TIMER, id, now).chain(() -> forgetting.arrange(session, now))
                        : Uni.createFrom().voidItem());
    }

    /** Reads a stored message, unless it was read already, and lets it have its effect. */
    public Uni<Void> read(Mutiny.Session session, UUID id) {
        return messages.lockUnread(session, id)
                .chain(found -> found.map(message -> read(session, message))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> read(Mutiny.Session session, Message message) {
        Carrier carrier = carriers.required(message.carrier());
        return switch (carrier.read(message.body())) {
            case Reading.NotUnderstood _ -> {
                count("unreadable", carrier.code(), "MESSAGE");
                yield messages.handled(session, message.id(), Outcome.UNREADABLE, clock.instant());
            }
            case Reading.Understood understood -> {
                if (understood.skipped() > 0) {
                    count("unreadable", carrier.code(), "EVENT");
                }
                List<Observation> said = understood.events().stream()
                        .map(event -> Observation.of(carrier.code(), event, carrier.map()))
                        .toList();
                yield observe(session, said, message.receivedAt())
                        .chain(() -> messages.handled(session, message.id(), Outcome.READ, clock.instant()));
            }
        };
    }

    /**
     * Joins observations to what is known, and brings every shipment they concern up to date. Any number of these may run
     * side by side; numbers are taken in one order, so that none waits for another in a circle.
     */
    public Uni<Void> observe(Mutiny.Session session, List<Observation> said, Instant receivedAt) {
        said.stream()
                .filter(observation -> observation.code() == Code.UNKNOWN)
                .forEach(observation -> meters.counter(
                                "bonafide.tracking.unknown.codes", "carrier", observation.carrier())
                        .increment());
        Map<String, List<Observation>> byNumber =
                said.stream().collect(Collectors.groupingBy(Observation::number, TreeMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byNumber.values())
                .onItem()
                .transformToUniAndConcatenate(ofOne -> observeNumber(session, ofOne, receivedAt))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> observeNumber(Mutiny.Session session, List<Observation> said, Instant receivedAt) {
        String carrier = said.getFirst().carrier();
        String number = said.getFirst().number();
        return observations
                .lock(session, carrier, number)
                .chain(() -> observations.join(session, said, receivedAt))
                .chain(() -> shipments.byNumber(session, carrier, number))
                .chain(concerned -> Multi.createFrom()
                        .iterable(concerned)
                        .onItem()
                        .transformToUniAndConcatenate(id -> views.refresh(session, id, clock.instant()))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** A scan that was dated in the future begins to count. */
    public Uni<Void> lookAgain(Mutiny.Session session, UUID shipmentId) {
        return views.refresh(session, shipmentId, clock.instant());
    }

    private void count(String what, String carrier, String how) {
        meters.counter("bonafide.carrier.messages." + what, "carrier", carrier, "how", how)
                .increment();
    }
}
