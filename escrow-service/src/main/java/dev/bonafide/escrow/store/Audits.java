package dev.bonafide.escrow.store;

import dev.bonafide.escrow.audit.KindSums;
import dev.bonafide.escrow.audit.Round;
import dev.bonafide.proof.ledger.Anchor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How far the auditor has come, kept so that any replica goes on where another stopped. */
@ApplicationScoped
public class Audits {
    private static final String READ = """
            select phase, place, n, encode(hash, 'hex'), target, sums, sums_wanted, checked_at, completed_at, completed_n,
                   completed_at is null or clock_timestamp() - completed_at >= :restMillis * interval '1 millisecond'
              from ledger_audit where round = :round""";
    private static final String CAME_TO = """
            update ledger_audit set n = :n, hash = decode(:hash, 'hex'), checked_at = clock_timestamp() where round = 'NEW'""";
    private static final String WENT_ON = """
            update ledger_audit set phase = :phase, place = :place, n = :n, hash = decode(:hash, 'hex'), target = :target,
                   sums = :sums, sums_wanted = :wanted, checked_at = clock_timestamp(),
                   began_at = case when :begins then clock_timestamp() else began_at end,
                   completed_at = case when :ends then clock_timestamp() else completed_at end,
                   completed_n = case when :ends then :target else completed_n end
             where round = 'WHOLE'""";
    private static final String FOLDED = "select currency, kind, debit_minor, credit_minor from ledger_kind_sum";
    private static final String WALKED = """
            select p.currency, p.kind, cast(coalesce(sum(p.amount_minor) filter (where p.side = 'DEBIT'), 0) as bigint),
                   cast(coalesce(sum(p.amount_minor) filter (where p.side = 'CREDIT'), 0) as bigint)
              from ledger_seal s join ledger_posting p on p.entry_id = s.entry_id
             where s.n > :after and s.n <= :upTo group by p.currency, p.kind""";

    /**
     * What the auditor has seen.
     *
     * @param checkedAt machine time of its last look at what is new; null before the first
     * @param wholeCompletedAt machine time at which it last had been through everything
     * @param wholeCompletedN up to which seal that was
     */
    public record Progress(
            Anchor newest,
            @Nullable Instant checkedAt,
            @Nullable Instant wholeCompletedAt,
            long wholeCompletedN) {}

    /** The slow round, and whether it is time to begin the next one. */
    public record Whole(Round round, boolean isRested) {}

    /** One snapshot for all that this transaction reads, which therefore must read nothing before. */
    public Uni<Void> oneSnapshot(Mutiny.Session session) {
        return session.createNativeQuery("set transaction isolation level repeatable read")
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Up to where everything that was sealed has been looked at. */
    public Uni<Anchor> newest(Mutiny.Session session) {
        return read(session, "NEW", Duration.ZERO).map(Audits::anchor);
    }

    /** Notes up to where it has been looked. */
    public Uni<Void> cameTo(Mutiny.Session session, Anchor place) {
        return session.createNativeQuery(CAME_TO)
                .setParameter("n", place.n())
                .setParameter("hash", place.hash())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The slow round through everything. */
    public Uni<Whole> whole(Mutiny.Session session, Duration rest) {
        return read(session, "WHOLE", rest)
                .map(row -> new Whole(
                        new Round(
                                Round.Phase.valueOf((String) row[0]),
                                (String) row[1],
                                anchor(row),
                                ((Number) row[4]).longValue(),
                                (String) row[5],
                                (String) row[6]),
                        (Boolean) row[10]));
    }

    /** Notes how far the slow round has come. */
    public Uni<Void> wentOn(Mutiny.Session session, Round round, boolean begins) {
        return session.createNativeQuery(WENT_ON)
                .setParameter("phase", round.phase().name())
                .setParameter("place", round.place())
                .setParameter("n", round.at().n())
                .setParameter("hash", round.at().hash())
                .setParameter("target", round.target())
                .setParameter("sums", round.walked())
                .setParameter("wanted", round.wanted())
                .setParameter("begins", begins)
                .setParameter("ends", round.phase() == Round.Phase.RESTING)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What the auditor has seen. */
    public Uni<Progress> progress(Mutiny.Session session) {
        return read(session, "NEW", Duration.ZERO)
                .chain(newest -> read(session, "WHOLE", Duration.ZERO)
                        .map(whole -> new Progress(
                                anchor(newest),
                                instant(newest[7]),
                                instant(whole[8]),
                                ((Number) whole[9]).longValue())));
    }

    /** The sums as folded. */
    public Uni<KindSums> folded(Mutiny.Session session) {
        return session.createNativeQuery(FOLDED, Object[].class).getResultList().map(Audits::sums);
    }

    /** The sums of what stands under the seals after a number and up to another, added up anew. */
    public Uni<KindSums> walked(Mutiny.Session session, long after, long upTo) {
        return session.createNativeQuery(WALKED, Object[].class)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .getResultList()
                .map(Audits::sums);
    }

    private static Uni<Object[]> read(Mutiny.Session session, String round, Duration rest) {
        return session.createNativeQuery(READ, Object[].class)
                .setParameter("round", round)
                .setParameter("restMillis", rest.toMillis())
                .getSingleResult();
    }

    private static KindSums sums(List<Object[]> rows) {
        var sums = new KindSums();
        rows.forEach(row -> sums.add(
                (String) row[0], (String) row[1], ((Number) row[2]).longValue(), ((Number) row[3]).longValue()));
        return sums;
    }

    private static Anchor anchor(Object[] row) {
        return new Anchor(((Number) row[2]).longValue(), (String) row[3]);
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value == null ? null : Orders.instant(value);
    }
}
