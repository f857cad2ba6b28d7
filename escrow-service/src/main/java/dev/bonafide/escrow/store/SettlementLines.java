package dev.bonafide.escrow.store;

import dev.bonafide.escrow.reconciliation.FileLine;
import dev.bonafide.escrow.reconciliation.Movement;
import dev.bonafide.escrow.reconciliation.ReconciliationRules.Difference;
import dev.bonafide.escrow.reconciliation.ReconciliationRules.Outcome;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The lines of settlement files, and what came of each. */
@ApplicationScoped
public class SettlementLines {
    private static final String KEEP = """
            insert into settlement_line (id, reconciliation_id, kind, subject, reference, amount_minor, fee_minor,
                                         currency, at)
            select id, :reconciliation, kind, subject, reference, amount, fee, currency, at
              from jsonb_to_recordset(cast(cast(:lines as text) as jsonb))
                as line (id uuid, kind text, subject uuid, reference text, amount bigint, fee bigint, currency text,
                         at timestamptz)
            on conflict (id) do nothing""";
    private static final String LINE = """
            select id, kind, subject, reference, amount_minor, fee_minor, currency, at from settlement_line\s""";
    // What a later word or booking may have mended is looked at again with each later file, for a month.
    private static final String TO_JUDGE = """
            where outcome is null and reconciliation_id = :reconciliation order by id limit :limit""";
    private static final String LATE = """
            where (outcome = 'MISSING_HERE' or difference = 'NOT_BOOKED') and reconciliation_id in
                  (select id from reconciliation where provider = :provider and ends_at > :since)
            order by id limit :limit""";
    private static final String JUDGE = """
            update settlement_line set outcome = :outcome, difference = cast(:difference as text),
                   ours_minor = cast(cast(:ours as text) as bigint)
             where id = :id returning cast(reconciliation_id as text)""";
    private static final String SHOWN = """
            select id, kind, subject, reference, amount_minor, fee_minor, currency, at, outcome, difference, ours_minor
              from settlement_line
             where reconciliation_id = :reconciliation and outcome in ('MISSING_HERE', 'DIFFERING')
             order by id limit :limit""";

    /** As the statement above reads it. */
    private record Row(
            UUID id,
            String kind,
            @Nullable UUID subject,
            String reference,
            long amount,
            long fee,
            String currency,
            Instant at) {}

    /**
     * A line that does not fit.
     *
     * @param difference what differs; null where we know nothing of it
     * @param oursMinor what we have instead, in minor units; null for nothing
     */
    public record Misfit(
            FileLine line,
            @Nullable Difference difference,
            @Nullable Long oursMinor) {}

    /** Keeps the lines of a file; those that are known stay as they are. */
    public Uni<Void> keep(Mutiny.Session session, UUID reconciliationId, List<FileLine> lines) {
        var rows = lines.stream()
                .map(line -> new Row(
                        line.id(),
                        line.kind().name(),
                        line.subject(),
                        line.reference(),
                        line.amount().amountMinor(),
                        line.fee().amountMinor(),
                        line.amount().currency().getCurrencyCode(),
                        line.at()))
                .toList();
        return session.createNativeQuery(KEEP)
                .setParameter("reconciliation", reconciliationId)
                .setParameter("lines", EventJson.write(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Lines nobody has looked at yet. */
    public Uni<List<FileLine>> toJudge(Mutiny.Session session, UUID reconciliationId, int limit) {
        return session.createNativeQuery(LINE + TO_JUDGE, Object[].class)
                .setParameter("reconciliation", reconciliationId)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(SettlementLines::line).toList());
    }

    /** Lines of the provider's files since then that we knew nothing of, or had not booked, when we looked. */
    public Uni<List<FileLine>> toJudgeAgain(Mutiny.Session session, String provider, Instant since, int limit) {
        return session.createNativeQuery(LINE + LATE, Object[].class)
                .setParameter("provider", provider)
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(SettlementLines::line).toList());
    }

    /** Writes what came of a line, and says which check it belongs to. */
    public Uni<UUID> judge(Mutiny.Session session, UUID id, Outcome outcome) {
        var differing = outcome instanceof Outcome.Differing found ? found : null;
        var ours = differing == null ? null : differing.ours();
        return session.createNativeQuery(JUDGE, String.class)
                .setParameter("outcome", name(outcome))
                .setParameter(
                        "difference",
                        differing == null ? null : differing.difference().name())
                .setParameter("ours", ours == null ? null : Long.toString(ours.amountMinor()))
                .setParameter("id", id)
                .getSingleResult()
                .map(UUID::fromString);
    }

    /** The lines of a check that do not fit. */
    public Uni<List<Misfit>> misfits(Mutiny.Session session, UUID reconciliationId, int limit) {
        return session.createNativeQuery(SHOWN, Object[].class)
                .setParameter("reconciliation", reconciliationId)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Misfit(
                                line(row),
                                row[9] == null ? null : Difference.valueOf((String) row[9]),
                                row[10] == null ? null : ((Number) row[10]).longValue()))
                        .toList());
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Matched _ -> "MATCHED";
            case Outcome.MissingHere _ -> "MISSING_HERE";
            case Outcome.Differing _ -> "DIFFERING";
        };
    }

    private static FileLine line(Object[] row) {
        var currency = (String) row[6];
        return new FileLine(
                (UUID) row[0],
                Movement.Kind.valueOf((String) row[1]),
                (UUID) row[2],
                (String) row[3],
                Money.of(((Number) row[4]).longValue(), currency),
                Money.of(((Number) row[5]).longValue(), currency),
                Orders.instant(row[7]));
    }
}
