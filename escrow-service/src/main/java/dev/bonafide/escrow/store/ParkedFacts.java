package dev.bonafide.escrow.store;

import dev.bonafide.kit.id.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Facts nobody here could act on: true, and not fitting. They wait for a person, with an alarm, because trying them again
 * would not make them fit.
 */
@ApplicationScoped
public class ParkedFacts {
    private static final Logger LOG = Logger.getLogger(ParkedFacts.class);
    private static final String PARK = """
            insert into parked_fact (id, source, subject, order_id, reason, detail, parked_at)
            values (:id, :source, :subject, cast(:order as uuid), :reason, :detail, :at)""";
    private static final String LIST = """
            select id, source, subject, order_id, reason, detail, parked_at from parked_fact
             where id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
             order by id desc limit :limit""";

    /**
     * A fact that waits for a person.
     *
     * @param source who told us
     * @param subject what it is about, by its own id
     * @param reason a code: why nobody could act on it
     */
    public record ParkedFact(
            UUID id,
            String source,
            String subject,
            @Nullable UUID orderId,
            String reason,
            String detail,
            Instant parkedAt) {}

    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    ParkedFacts(Ids ids, Clock clock, MeterRegistry meters) {
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /** Parks a fact and raises the alarm. */
    public Uni<Void> park(
            Mutiny.Session session,
            String source,
            Object subject,
            @Nullable UUID orderId,
            String reason,
            String detail) {
        LOG.warnf("Parked for a person: %s about %s of order %s: %s", source, subject, orderId, reason);
        meters.counter("bonafide.escrow.parked", "source", source, "reason", reason)
                .increment();
        return session.createNativeQuery(PARK)
                .setParameter("id", ids.next())
                .setParameter("source", source)
                .setParameter("subject", subject.toString())
                .setParameter("order", orderId == null ? null : orderId.toString())
                .setParameter("reason", reason)
                .setParameter("detail", detail)
                .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Parked facts, newest first, older than the one given. */
    public Uni<List<ParkedFact>> newest(Mutiny.Session session, @Nullable UUID before, int limit) {
        return session.createNativeQuery(LIST, Object[].class)
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new ParkedFact(
                                (UUID) row[0],
                                (String) row[1],
                                (String) row[2],
                                (UUID) row[3],
                                (String) row[4],
                                (String) row[5],
                                Orders.instant(row[6])))
                        .toList());
    }
}
