package dev.bonafide.risk.store;

import dev.bonafide.kit.transaction.Columns;
import dev.bonafide.risk.casework.RiskCase;
import dev.bonafide.risk.casework.RiskCase.Choice;
import dev.bonafide.risk.casework.RiskCase.Closed;
import dev.bonafide.risk.casework.RiskCase.Label;
import dev.bonafide.risk.casework.RiskCase.Matter;
import dev.bonafide.risk.casework.RiskCase.Open;
import dev.bonafide.risk.casework.RiskCase.Ruling;
import dev.bonafide.risk.casework.RiskCase.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Cases and their alerts, and the one mapping between row and stage. */
@ApplicationScoped
public class Cases {
    private static final String COLUMNS = """
            id, subject_kind, subject_id, account_id, kind, opened_at, state, choice, label, note, decided_by, decided_at
            """;
    private static final String OPEN = """
            insert into risk_case (id, subject_kind, subject_id, account_id, kind, state, opened_at)
            values (:id, :subjectKind, :subject, :account, :kind, 'OPEN', :now)
            on conflict (subject_kind, subject_id, kind) where state = 'OPEN' do nothing""";
    private static final String FIND_OPEN = """
            select id from risk_case
             where subject_kind = :subjectKind and subject_id = :subject and kind = :kind and state = 'OPEN'
               for update""";
    private static final String ALERT =
            "insert into case_alert (case_id, decision_id) values (:case, :decision) on conflict do nothing";
    private static final String RECENT_ALERTS = """
            insert into case_alert (case_id, decision_id)
            select :case, decision_id from decision
             where account_id = :account and subject_kind = 'LISTING' and automated and outcome <> 'ALLOW'
               and occurred_at > :since
            on conflict do nothing""";
    private static final String FIND = "select " + COLUMNS + "from risk_case where id = :id";
    private static final String LIST = "select " + COLUMNS + """
             from risk_case
             where (:anyState or state = :state) and (opened_at, id) > (:afterTime, :afterId)
             order by opened_at, id limit :most""";
    private static final String CLOSE = """
            update risk_case set state = 'CLOSED', choice = :choice, label = :label, note = :note, decided_by = :by,
                   decided_at = :at
             where id = :id and state = 'OPEN'""";

    /** Whatever concerns the cases of one account happens one after another. Held until the transaction ends. */
    public Uni<Void> serialise(Mutiny.Session session, UUID account) {
        return session.createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(cast(:account as text), 7)) as text)",
                        String.class)
                .setParameter("account", account.toString())
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Opens the case; false if there is an open one already. */
    public Uni<Boolean> open(Mutiny.Session session, Matter matter) {
        return session.createNativeQuery(OPEN)
                .setParameter("id", matter.id())
                .setParameter("subjectKind", matter.subject().name())
                .setParameter("subject", matter.subjectId())
                .setParameter("account", matter.accountId())
                .setParameter("kind", matter.kind())
                .setParameter("now", Rows.time(matter.openedAt()))
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    /** The open case of the thing and kind, locked. There must be one. */
    public Uni<UUID> lockOpen(Mutiny.Session session, Matter matter) {
        return session.createNativeQuery(FIND_OPEN, UUID.class)
                .setParameter("subjectKind", matter.subject().name())
                .setParameter("subject", matter.subjectId())
                .setParameter("kind", matter.kind())
                .getSingleResult();
    }

    /** Adds an alert to a case. */
    public Uni<Void> alert(Mutiny.Session session, UUID caseId, UUID decision) {
        return session.createNativeQuery(ALERT)
                .setParameter("case", caseId)
                .setParameter("decision", decision)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Adds what the account's listings have drawn since then, milder outcomes included. */
    public Uni<Void> alertRecent(Mutiny.Session session, UUID caseId, UUID account, Instant since) {
        return session.createNativeQuery(RECENT_ALERTS)
                .setParameter("case", caseId)
                .setParameter("account", account)
                .setParameter("since", Rows.time(since))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** One case. */
    public Uni<Optional<RiskCase>> find(Mutiny.Session session, UUID id) {
        return find(session, id, FIND);
    }

    /** One case, locked until the transaction ends. */
    public Uni<Optional<RiskCase>> lock(Mutiny.Session session, UUID id) {
        return find(session, id, FIND + " for update");
    }

    private static Uni<Optional<RiskCase>> find(Mutiny.Session session, UUID id, String query) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? Optional.empty() : Optional.of(riskCase(row)));
    }

    /** Cases from the oldest on, behind a place in that order. */
    public Uni<List<RiskCase>> list(
            Mutiny.Session session, @Nullable String state, Instant afterTime, UUID afterId, int most) {
        return session.createNativeQuery(LIST, Object[].class)
                .setParameter("anyState", state == null)
                .setParameter("state", state == null ? "" : state)
                .setParameter("afterTime", Rows.time(afterTime))
                .setParameter("afterId", afterId)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(Cases::riskCase).toList());
    }

    /** Closes an open case. */
    public Uni<Void> close(Mutiny.Session session, Closed closed) {
        var ruling = closed.ruling();
        return session.createNativeQuery(CLOSE)
                .setParameter("choice", ruling.choice().name())
                .setParameter("label", ruling.label().name())
                .setParameter("note", ruling.note())
                .setParameter("by", ruling.by())
                .setParameter("at", Rows.time(ruling.at()))
                .setParameter("id", closed.matter().id())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static RiskCase riskCase(Object[] row) {
        var matter = new Matter(
                (UUID) row[0],
                Subject.valueOf((String) row[1]),
                (UUID) row[2],
                (UUID) row[3],
                (String) row[4],
                Columns.instant(row[5]));
        return switch ((String) row[6]) {
            case "OPEN" -> new Open(matter);
            case "CLOSED" ->
                new Closed(
                        matter,
                        new Ruling(
                                Choice.valueOf((String) row[7]),
                                Label.valueOf((String) row[8]),
                                (String) row[9],
                                (UUID) row[10],
                                Columns.instant(row[11])));
            default -> throw new IllegalStateException("state: " + row[6] + " (expected: OPEN or CLOSED)");
        };
    }
}
