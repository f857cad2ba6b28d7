package dev.bonafide.risk.store;

import dev.bonafide.kit.transaction.Columns;
import dev.bonafide.risk.casework.Restriction;
import dev.bonafide.risk.casework.Restriction.Active;
import dev.bonafide.risk.casework.Restriction.LiftReason;
import dev.bonafide.risk.casework.Restriction.Lifted;
import dev.bonafide.risk.casework.Restriction.Statement;
import dev.bonafide.risk.casework.Restriction.Terms;
import dev.bonafide.risk.verdict.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Restrictions with their statements of reasons, and the one mapping between row and stage. */
@ApplicationScoped
public class Restrictions {
    private static final String SELECT = """
            select r.id, r.account_id, r.scope, r.from_at, r.until_at, r.case_id, r.state, r.lift_reason, r.lifted_at,
                   s.id as statement, s.rule_id, s.rule_version, s.policy_version, s.automated, s.text_key,
                   cast(s.facts as text), s.appeal_until
              from restriction r join statement s on s.id = r.statement_id""";
    private static final String INSERT_STATEMENT = """
            insert into statement (id, rule_id, rule_version, policy_version, automated, text_key, facts, appeal_until)
            values (:id, :rule, :ruleVersion, :policy, :automated, :textKey, cast(cast(:facts as text) as jsonb), :appealUntil)""";
    private static final String INSERT = """
            insert into restriction (id, account_id, scope, from_at, until_at, case_id, statement_id, state)
            values (:id, :account, :scope, :from, :until, :case, :statement, 'ACTIVE')""";
    private static final String LIFT = """
            update restriction set state = 'LIFTED', lift_reason = :reason, lifted_at = :at
             where id = :id and state = 'ACTIVE'""";

    /** Writes a restriction and its statement. */
    public Uni<Void> impose(Mutiny.Session session, Active restriction) {
        var terms = restriction.terms();
        var statement = terms.statement();
        return session.createNativeQuery(INSERT_STATEMENT)
                .setParameter("id", statement.id())
                .setParameter("rule", statement.ruleId())
                .setParameter("ruleVersion", statement.ruleVersion())
                .setParameter("policy", statement.policyVersion())
                .setParameter("automated", statement.automated())
                .setParameter("textKey", statement.textKey())
                .setParameter("facts", Rows.json(statement.facts()))
                .setParameter("appealUntil", Rows.time(statement.appealUntil()))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(INSERT)
                        .setParameter("id", terms.id())
                        .setParameter("account", terms.accountId())
                        .setParameter("scope", terms.scope().name())
                        .setParameter("from", Rows.time(terms.from()))
                        .setParameter("until", Rows.time(terms.until()))
                        .setParameter("case", terms.caseId())
                        .setParameter("statement", statement.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Writes that a restriction holds no longer. */
    public Uni<Void> lift(Mutiny.Session session, Lifted lifted) {
        return session.createNativeQuery(LIFT)
                .setParameter("reason", lifted.reason().name())
                .setParameter("at", Rows.time(lifted.at()))
                .setParameter("id", lifted.terms().id())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** One restriction, locked. */
    public Uni<Optional<Restriction>> lock(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(SELECT + " where r.id = :id for update of r", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? Optional.empty() : Optional.of(restriction(row)));
    }

    /** The one that holds for an account and scope, locked. */
    public Uni<Optional<Restriction>> lockActive(Mutiny.Session session, UUID account, Scope scope) {
        return session.createNativeQuery(
                        SELECT
                                + " where r.account_id = :account and r.scope = :scope and r.state = 'ACTIVE' for update of r",
                        Object[].class)
                .setParameter("account", account)
                .setParameter("scope", scope.name())
                .getSingleResultOrNull()
                .map(row -> row == null ? Optional.empty() : Optional.of(restriction(row)));
    }

    /** Those that came from a case and hold, locked. */
    public Uni<List<Restriction>> lockActiveOfCase(Mutiny.Session session, UUID caseId) {
        return session.createNativeQuery(
                        SELECT + " where r.case_id = :case and r.state = 'ACTIVE' order by r.id for update of r",
                        Object[].class)
                .setParameter("case", caseId)
                .getResultList()
                .map(rows -> rows.stream().map(Restrictions::restriction).toList());
    }

    /** All of an account, the latest first, at most so many. */
    public Uni<List<Restriction>> of(Mutiny.Session session, UUID account, int most) {
        return session.createNativeQuery(
                        SELECT + " where r.account_id = :account order by r.from_at desc, r.id limit :most",
                        Object[].class)
                .setParameter("account", account)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(Restrictions::restriction).toList());
    }

    private static Restriction restriction(Object[] row) {
        var statement = new Statement(
                (UUID) row[9],
                (String) row[10],
                ((Number) row[11]).intValue(),
                (String) row[12],
                (Boolean) row[13],
                (String) row[14],
                Rows.facts(row[15]),
                Columns.instant(row[16]));
        var terms = new Terms(
                (UUID) row[0],
                (UUID) row[1],
                Scope.valueOf((String) row[2]),
                Columns.instant(row[3]),
                Columns.instant(row[4]),
                (UUID) row[5],
                statement);
        return switch ((String) row[6]) {
            case "ACTIVE" -> new Active(terms);
            case "LIFTED" -> new Lifted(terms, LiftReason.valueOf((String) row[7]), Columns.instant(row[8]));
            default -> throw new IllegalStateException("state: " + row[6] + " (expected: ACTIVE or LIFTED)");
        };
    }
}
