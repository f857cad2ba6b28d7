package dev.bonafide.risk.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.bonafide.kit.transaction.Columns;
import dev.bonafide.risk.events.DecisionLoggedV1;
import dev.bonafide.risk.store.LoggedDecision.TextHits;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The decision log. */
@ApplicationScoped
public class Decisions {
    private static final String COLUMNS = """
            d.decision_id, d.number, d.event_id, d.subject_kind, d.subject_id, d.account_id, d.outcome, d.score,
            cast(d.hits as text), d.policy_version, d.catalogue_version, cast(d.features as text),
            cast(d.text_hits as text), d.automated, d.supersedes, d.decided_by, d.occurred_at, d.decided_at
            """;
    private static final String INSERT = """
            insert into decision (decision_id, event_id, subject_kind, subject_id, account_id, outcome, score, hits,
                policy_version, catalogue_version, features, text_hits, automated, supersedes, decided_by, occurred_at,
                decided_at)
            values (:id, :event, :subjectKind, :subject, :account, :outcome, :score, cast(cast(:hits as text) as jsonb),
                :policy, :catalogue, cast(cast(:features as text) as jsonb), cast(cast(:textHits as text) as jsonb),
                :automated, cast(cast(:supersedes as text) as uuid), cast(cast(:decidedBy as text) as uuid), :occurredAt,
                :decidedAt)
            on conflict do nothing""";
    private static final String FIND = "select " + COLUMNS + "from decision d where d.decision_id = :id";
    private static final String ABOUT = "select " + COLUMNS + """
             from decision d
             where d.subject_id = :subject and (:anyone or d.account_id = :account) and d.number < :before
             order by d.number desc limit :most""";
    private static final String OF_CASE = "select " + COLUMNS + """
             from case_alert a join decision d using (decision_id)
             where a.case_id = :case order by d.number""";
    private static final String HELD = "select " + COLUMNS + """
             from decision d
             where d.outcome in ('REVIEW', 'RESTRICT')
               and exists (select 1 from case_alert a join decision x using (decision_id)
                            where a.case_id = :case
                              and x.subject_kind = d.subject_kind and x.subject_id = d.subject_id)
               and not exists (select 1 from decision later
                                where later.subject_kind = d.subject_kind and later.subject_id = d.subject_id
                                  and later.number > d.number)
             order by d.number""";

    /** Logs a decision of the stream; false if it is logged already. */
    public Uni<Boolean> log(Mutiny.Session session, DecisionLoggedV1 made) {
        return insert(
                session,
                new LoggedDecision(
                        made.decisionId(),
                        0,
                        made.eventId(),
                        made.subjectKind(),
                        made.subjectId(),
                        made.accountId(),
                        made.outcome(),
                        made.score(),
                        made.hits(),
                        made.policyVersion(),
                        made.catalogueVersion(),
                        made.features(),
                        new TextHits(made.titleHits(), made.descriptionHits()),
                        true,
                        null,
                        null,
                        made.occurredAt(),
                        made.decidedAt()));
    }

    /** Logs a decision; its number is given by the log. False if it is logged already. */
    public Uni<Boolean> insert(Mutiny.Session session, LoggedDecision decision) {
        return session.createNativeQuery(INSERT)
                .setParameter("id", decision.decisionId())
                .setParameter("event", decision.eventId())
                .setParameter("subjectKind", decision.subjectKind().name())
                .setParameter("subject", decision.subjectId())
                .setParameter("account", decision.accountId())
                .setParameter("outcome", decision.outcome().name())
                .setParameter("score", decision.score())
                .setParameter("hits", Rows.json(decision.hits()))
                .setParameter("policy", decision.policyVersion())
                .setParameter("catalogue", decision.catalogueVersion())
                .setParameter("features", Rows.json(decision.features()))
                .setParameter("textHits", Rows.json(decision.textHits()))
                .setParameter("automated", decision.automated())
                .setParameter("supersedes", text(decision.supersedes()))
                .setParameter("decidedBy", text(decision.decidedBy()))
                .setParameter("occurredAt", Rows.time(decision.occurredAt()))
                .setParameter("decidedAt", Rows.time(decision.decidedAt()))
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    /** One decision. */
    public Uni<Optional<LoggedDecision>> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? Optional.empty() : Optional.of(decision(row)));
    }

    /**
     * Decisions on a listing or order, the latest first.
     *
     * @param account only decisions on acts of this account, or null for all
     * @param beforeNumber only those that came before this one
     */
    public Uni<List<LoggedDecision>> about(
            Mutiny.Session session, UUID subject, @Nullable UUID account, long beforeNumber, int most) {
        return session.createNativeQuery(ABOUT, Object[].class)
                .setParameter("subject", subject)
                .setParameter("anyone", account == null)
                .setParameter("account", account == null ? subject : account)
                .setParameter("before", beforeNumber)
                .setParameter("most", most)
                .getResultList()
                .map(Decisions::decisions);
    }

    /** The decisions that are the alerts of a case, in order of arrival. */
    public Uni<List<LoggedDecision>> ofCase(Mutiny.Session session, UUID caseId) {
        return session.createNativeQuery(OF_CASE, Object[].class)
                .setParameter("case", caseId)
                .getResultList()
                .map(Decisions::decisions);
    }

    /** Of the things in a case, the latest decisions on those that wait for a person or could be freed by one. */
    public Uni<List<LoggedDecision>> held(Mutiny.Session session, UUID caseId) {
        return session.createNativeQuery(HELD, Object[].class)
                .setParameter("case", caseId)
                .getResultList()
                .map(Decisions::decisions);
    }

    private static List<LoggedDecision> decisions(List<Object[]> rows) {
        return rows.stream().map(Decisions::decision).toList();
    }

    private static LoggedDecision decision(Object[] row) {
        return new LoggedDecision(
                (UUID) row[0],
                ((Number) row[1]).longValue(),
                (UUID) row[2],
                JudgedKind.valueOf((String) row[3]),
                (UUID) row[4],
                (UUID) row[5],
                Outcome.valueOf((String) row[6]),
                ((Number) row[7]).intValue(),
                Rows.json(row[8], new TypeReference<>() {}),
                (String) row[9],
                ((Number) row[10]).intValue(),
                Rows.json(row[11], new TypeReference<>() {}),
                Rows.json(row[12], new TypeReference<>() {}),
                (Boolean) row[13],
                (UUID) row[14],
                (UUID) row[15],
                Columns.instant(row[16]),
                Columns.instant(row[17]));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
