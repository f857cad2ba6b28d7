package dev.bonafide.escrow.store;

import dev.bonafide.escrow.reconciliation.Reconciliation;
import dev.bonafide.escrow.reconciliation.Reconciliation.Counts;
import dev.bonafide.escrow.reconciliation.Reconciliation.Status;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The checks of settlement files, one per provider and day. */
@ApplicationScoped
public class Reconciliations {
    // A day that was checked before is checked again from its file.
    private static final String BEGIN = """
            insert into reconciliation (id, provider, day, ends_at, status)
            values (:id, :provider, :day, :ends, 'WAITING')
            on conflict (provider, day) do update
               set status = 'WAITING', tries = 0, try_at = clock_timestamp(), finished_at = null
            returning cast(id as text)""";
    private static final String RECONCILIATION = """
            select id, provider, day, ends_at, status, tries, matched, missing_here, missing_there, differing, finished_at
              from reconciliation\s""";
    // The claim is the postponement, and materialized, as with questions.
    private static final String CLAIM = """
            with due as materialized (
                select id from reconciliation
                 where provider = :provider and status in ('WAITING', 'COMPARING') and try_at <= clock_timestamp()
                 order by day limit 1 for update skip locked)
            update reconciliation r
               set tries = r.tries + case r.status when 'WAITING' then 1 else 0 end,
                   try_at = clock_timestamp() + cast(:pause as bigint) * interval '1 millisecond'
              from due
             where r.id = due.id
            returning cast(r.id as text)""";
    private static final String TURN = """
            update reconciliation set status = :status, try_at = clock_timestamp(),
                   finished_at = cast(cast(:finished as text) as timestamptz)
             where id = :id""";
    private static final String COUNT = """
            update reconciliation r
               set (matched, missing_here, differing) =
                       (select count(*) filter (where outcome = 'MATCHED'),
                               count(*) filter (where outcome = 'MISSING_HERE'),
                               count(*) filter (where outcome = 'DIFFERING')
                          from settlement_line where reconciliation_id = r.id),
                   missing_there = (select count(*) from provider_movement where missed_in = r.id and line_id is null)
             where r.id = :id""";

    /** Begins the check of a day, or begins it anew. */
    public Uni<UUID> begin(Mutiny.Session session, UUID id, String provider, LocalDate day, Instant endsAt) {
        return session.createNativeQuery(BEGIN, String.class)
                .setParameter("id", id)
                .setParameter("provider", provider)
                .setParameter("day", day)
                .setParameter("ends", endsAt.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(UUID::fromString);
    }

    /** The unfinished check of the earliest day, put off by a pause for whoever dies in the middle; null if none is due. */
    public Uni<@Nullable UUID> claim(Mutiny.Session session, String provider, Duration pause) {
        return session.createNativeQuery(CLAIM, String.class)
                .setParameter("pause", pause.toMillis())
                .setParameter("provider", provider)
                .getSingleResultOrNull()
                .map(id -> id == null ? null : UUID.fromString(id));
    }

    /** The check, or null. */
    public Uni<@Nullable Reconciliation> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(RECONCILIATION + "where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : reconciliation(row));
    }

    /** Checks, newest first, older than the one given. */
    public Uni<List<Reconciliation>> newest(Mutiny.Session session, @Nullable UUID before, int limit) {
        return session.createNativeQuery(RECONCILIATION + """
                        where id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                        order by id desc limit :limit""", Object[].class)
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Reconciliations::reconciliation).toList());
    }

    /** Writes how far it is, to be gone on with at once. */
    public Uni<Void> turn(Mutiny.Session session, UUID id, Status status, @Nullable Instant finishedAt) {
        return session.createNativeQuery(TURN)
                .setParameter("status", status.name())
                .setParameter("finished", finishedAt == null ? null : finishedAt.toString())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Will be gone on with after that time. */
    public Uni<Void> putOff(Mutiny.Session session, UUID id, Duration pause) {
        return session.createNativeQuery("""
                        update reconciliation
                           set try_at = clock_timestamp() + cast(:pause as bigint) * interval '1 millisecond'
                         where id = :id""")
                .setParameter("pause", pause.toMillis())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Counts what came of the lines and of the movements it missed. */
    public Uni<Void> count(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(COUNT)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Reconciliation reconciliation(Object[] row) {
        return new Reconciliation(
                (UUID) row[0],
                (String) row[1],
                (LocalDate) row[2],
                Orders.instant(row[3]),
                Status.valueOf((String) row[4]),
                number(row[5]),
                new Counts(number(row[6]), number(row[7]), number(row[8]), number(row[9])),
                row[10] == null ? null : Orders.instant(row[10]));
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }
}
