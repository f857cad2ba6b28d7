package dev.bonafide.logistics.store;

import dev.bonafide.logistics.tracking.Code;
import dev.bonafide.logistics.tracking.Observation;
import dev.bonafide.logistics.tracking.Proof;
import dev.bonafide.logistics.tracking.TrackingState;
import dev.bonafide.logistics.tracking.TrackingState.Seen;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What carriers have said of numbers, whether or not anybody has registered the number. */
@ApplicationScoped
public class Observations {

    /**
     * Lets one number be spoken of, or registered, in one transaction at a time: otherwise a message and a registration
     * that commit together could each miss the other.
     */
    public Uni<Void> lock(Mutiny.Session session, String carrier, String number) {
        return Locks.take(session, "number|" + carrier + "|" + number);
    }

    /** Joins what is known with what a message says: union, and the earlier of two arrivals. */
    public Uni<Void> join(Mutiny.Session session, Collection<Observation> said, Instant receivedAt) {
        return Multi.createFrom()
                .iterable(said)
                .onItem()
                .transformToUniAndConcatenate(observation -> join(session, observation, receivedAt))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> join(Mutiny.Session session, Observation said, Instant receivedAt) {
        return session.createNativeQuery("""
                        insert into observation (carrier, number, k, event_key, retracts, code, raw_code, occurred_at, city,
                                                 proof, map_version, received_at)
                        values (:carrier, :number, :k, cast(:eventKey as text), cast(:retracts as text), :code, :rawCode,
                                :occurredAt, cast(:city as text), :proof, :mapVersion, :receivedAt)
                        on conflict (carrier, number, k) do update
                           set received_at = least(observation.received_at, excluded.received_at)""")
                .setParameter("carrier", said.carrier())
                .setParameter("number", said.number())
                .setParameter("k", said.k())
                .setParameter("eventKey", said.eventKey())
                .setParameter("retracts", said.retracts())
                .setParameter("code", said.code().name())
                .setParameter("rawCode", said.rawCode())
                .setParameter("occurredAt", said.occurredAt().atOffset(ZoneOffset.UTC))
                .setParameter("city", said.city())
                .setParameter("proof", said.proof().name())
                .setParameter("mapVersion", said.mapVersion())
                .setParameter("receivedAt", receivedAt.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /** All that is known of the number. */
    public Uni<TrackingState> of(Mutiny.Session session, String carrier, String number) {
        return session.createNativeQuery("""
                        select k, carrier, number, event_key, retracts, code, raw_code, occurred_at, city, proof,
                               map_version, received_at
                          from observation where carrier = :carrier and number = :number""", Object[].class)
                .setParameter("carrier", carrier)
                .setParameter("number", number)
                .getResultList()
                .map(rows -> {
                    Map<String, Seen> byK = new LinkedHashMap<>();
                    rows.stream()
                            .map(Row::new)
                            .forEach(row -> byK.put(row.text(0), new Seen(observation(row), row.instant(11))));
                    return new TrackingState(byK);
                });
    }

    /** Forgets what came before an instant of numbers that nobody has registered. */
    public Uni<Integer> forgetUnclaimed(Mutiny.Session session, Instant before) {
        return session.createNativeQuery("""
                        delete from observation o where o.received_at < :before and not exists (
                            select 1 from shipment s where s.carrier = o.carrier and s.number = o.number)""")
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    private static Observation observation(Row row) {
        return new Observation(
                row.text(0),
                row.text(1),
                row.text(2),
                row.maybeText(3),
                row.maybeText(4),
                Code.valueOf(row.text(5)),
                row.text(6),
                row.instant(7),
                row.maybeText(8),
                Proof.valueOf(row.text(9)),
                (int) row.whole(10));
    }
}
