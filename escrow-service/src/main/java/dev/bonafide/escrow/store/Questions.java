package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payment.ProviderCapability.Asked.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What providers have been asked for and have not told the outcome of. Times are the machine's: a moved clock asks nobody
 * more often.
 */
@ApplicationScoped
public class Questions {
    private static final String WATCH = """
            insert into provider_question (kind, id, provider, ask_at)
            values (:kind, :id, :provider, clock_timestamp() + cast(:millis as bigint) * interval '1 millisecond')
            on conflict (kind, id) do update set ask_at = excluded.ask_at""";
    // The claim is the postponement: who dies in the middle leaves a question that comes up again by itself. Materialized,
    // or a plan may look for the due one several times and lock another each time.
    private static final String CLAIM = """
            with due as materialized (
                select kind, id from provider_question
                 where provider = :provider and ask_at <= clock_timestamp()
                 order by ask_at limit 1 for update skip locked)
            update provider_question q
               set asked = q.asked + 1,
                   ask_at = clock_timestamp()
                          + least(cast(:most as bigint), cast(:first as bigint) * power(2, least(q.asked, 30)))
                          * interval '1 millisecond'
              from due
             where q.kind = due.kind and q.id = due.id
            returning q.kind, q.id, q.asked""";
    private static final String CLOSE = "delete from provider_question where kind = :kind and id = :id";

    /**
     * A question to ask now.
     *
     * @param asked how often it has been asked, this time included
     */
    public record Due(Kind kind, UUID id, int asked) {}

    /** Will ask after that time, unless the provider tells before; a question that stands is moved. */
    public Uni<Void> watch(Mutiny.Session session, Kind kind, UUID id, String provider, Duration after) {
        return session.createNativeQuery(WATCH)
                .setParameter("kind", kind.name())
                .setParameter("id", id)
                .setParameter("provider", provider)
                .setParameter("millis", after.toMillis())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The question that has been due longest, put off to its next time; null if none is due. */
    public Uni<@Nullable Due> claim(Mutiny.Session session, String provider, Duration first, Duration most) {
        return session.createNativeQuery(CLAIM, Object[].class)
                .setParameter("provider", provider)
                .setParameter("first", first.toMillis())
                .setParameter("most", most.toMillis())
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new Due(Kind.valueOf((String) row[0]), (UUID) row[1], ((Number) row[2]).intValue()));
    }

    /** The outcome is known. */
    public Uni<Void> close(Mutiny.Session session, Kind kind, UUID id) {
        return session.createNativeQuery(CLOSE)
                .setParameter("kind", kind.name())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }
}
