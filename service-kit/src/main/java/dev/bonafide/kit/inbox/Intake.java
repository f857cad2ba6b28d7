package dev.bonafide.kit.inbox;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.inbox.Reading.Delivery;
import dev.bonafide.kit.inbox.Reading.Poison;
import dev.bonafide.kit.inbox.Reading.Unrouted;
import dev.bonafide.kit.transaction.Failures;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives events their effect, in the order given. Effect and inbox row commit together, so an event that comes again does
 * nothing.
 *
 * <p>Events share one transaction as long as nothing goes wrong. If anything does, none of it has happened, and each is
 * taken in a transaction of its own: while the machinery is at fault it waits and is tried again; if it fails although the
 * machinery works, it becomes a dead letter after a bounded number of tries, and the next has its turn.
 */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    /**
     * Takes hold of events nobody has handled before, and may bound how long what follows in the transaction waits for a
     * lock. Ids come sorted, so that two readers of the same events never wait for each other.
     */
    private static final String CLAIM = """
            with fresh as (
                insert into inbox (consumer, event_id)
                select :consumer, id from unnest(cast(:events as uuid[])) id
                    on conflict do nothing returning event_id)
            select event_id
              from fresh, set_config('lock_timeout', coalesce(cast(:lockWait as text), current_setting('lock_timeout')), true)""";

    private final KitConfig.Inbox config;
    private final EventRoutes routes;
    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    Intake(
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

    /** Completes when every record has had its effect or is a dead letter. */
    Uni<Void> take(List<ConsumerRecord<String, byte[]>> records) {
        var deliveries = new ArrayList<Delivery<?>>();
        var poisons = new ArrayList<Poison>();
        for (var record : records) {
            switch (Reading.of(record, routes)) {
                case Delivery<?> delivery -> deliveries.add(delivery);
                case Poison poison -> poisons.add(poison);
                case Unrouted unrouted ->
                    meters.counter("bonafide.events.skipped", "type", unrouted.type())
                            .increment();
            }
        }
        return deliver(deliveries)
                .chain(() -> InOrder.each(poisons, poison -> setAside(poison.record(), poison.reason())));
    }

    private Uni<Void> deliver(List<Delivery<?>> deliveries) {
        return switch (deliveries.size()) {
            case 0 -> Uni.createFrom().voidItem();
            case 1 -> alone(deliveries.getFirst());
            default ->
                together(deliveries).onFailure().recoverWithUni(failure -> {
                    LOG.debugf("%d events are taken one by one: %s", deliveries.size(), failure);
                    meters.counter("bonafide.events.groups.split").increment();
                    return InOrder.each(deliveries, this::alone);
                });
        };
    }

    private Uni<Void> together(List<Delivery<?>> deliveries) {
        var lockWait = config.groupLockWait().toMillis() + "ms";
        return transactions.tryApart(session -> claim(session, deliveries, lockWait)
                .chain(fresh -> InOrder.each(
                        deliveries,
                        delivery -> once(session, delivery, fresh)
                                // The next handler finds an empty session, as it would in a transaction of its own.
                                .chain(session::flush)
                                .invoke(session::clear))));
    }

    private Uni<Void> alone(Delivery<?> delivery) {
        return Uni.createFrom()
                .deferred(() -> transactions.runApart(session ->
                        claim(session, List.of(delivery), null).chain(fresh -> once(session, delivery, fresh))))
                .onFailure(Failures::isTransient)
                .retry()
                .withBackOff(config.backOff(), config.backOffMax())
                .withJitter(0.2)
                .indefinitely()
                .onFailure()
                .retry()
                .withBackOff(config.backOff(), config.backOffMax())
                .atMost(config.triesMax() - 1L)
                .onFailure()
                .recoverWithUni(failure -> setAside(delivery.record(), failure));
    }

    /** Records that these events are being handled and answers which of them never were before. */
    private Uni<Set<UUID>> claim(Mutiny.Session session, List<Delivery<?>> deliveries, @Nullable String lockWait) {
        var ids = deliveries.stream()
                .map(delivery -> delivery.event().id())
                .sorted()
                .toArray(UUID[]::new);
        return session.createNativeQuery(CLAIM)
                .setParameter("consumer", routes.consumer())
                .setParameter("events", ids)
                .setParameter("lockWait", lockWait)
                .getResultList()
                .map(rows -> {
                    var fresh = new HashSet<UUID>();
                    rows.forEach(id -> fresh.add((UUID) id));
                    return fresh;
                });
    }

    /** Lets the event have its effect unless it has had it; an id that stands twice in a group is fresh once. */
    private Uni<Void> once(Mutiny.Session session, Delivery<?> delivery, Set<UUID> fresh) {
        if (fresh.remove(delivery.event().id())) {
            return delivery.handle(session);
        }
        meters.counter("bonafide.events.duplicates", "type", delivery.event().type())
                .increment();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> setAside(ConsumerRecord<String, byte[]> record, Throwable reason) {
        return deadLetters.setAside(routes.consumer(), record, reason);
    }
}
