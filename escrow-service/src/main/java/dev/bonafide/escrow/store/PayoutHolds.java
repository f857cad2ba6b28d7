package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payout.PayoutHold;
import dev.bonafide.kit.event.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What keeps money from leaving, as risk tells it. Nothing of it is ever removed. */
@ApplicationScoped
public class PayoutHolds {
    private static final String KEEP = """
            insert into payout_hold as known (restriction_id, account_id, scope, from_at, until_at, statement_id, rule_id,
                                     policy_version, automated, text_key, facts, appeal_until, case_id)
            values (:id, :account, :scope, :from, :until, :statement, :rule, :policy, :automated, :text, :facts, :appeal,
                    :case)
            on conflict (restriction_id) do update set until_at = greatest(known.until_at, excluded.until_at)""";
    private static final String LIFT = """
            insert into payout_hold_lifted (restriction_id, reason, lifted_at) values (:id, :reason, :at)
            on conflict do nothing""";
    private static final String ACTIVE = """
            select restriction_id, account_id, scope, from_at, until_at, statement_id, rule_id, policy_version, automated,
                   text_key, facts, appeal_until, case_id
              from payout_hold h
             where account_id = :account and from_at <= :now and until_at > :now
               and not exists (select 1 from payout_hold_lifted l where l.restriction_id = h.restriction_id)
             order by from_at, restriction_id""";

    /** The facts as they stand in their column. */
    private record Facts(Map<String, String> facts) {}

    /** Keeps a hold; told again with a later end, it lasts until then. */
    public Uni<Void> keep(Mutiny.Session session, PayoutHold hold) {
        return session.createNativeQuery(KEEP)
                .setParameter("id", hold.restrictionId())
                .setParameter("account", hold.accountId())
                .setParameter("scope", hold.scope())
                .setParameter("from", hold.from().atOffset(ZoneOffset.UTC))
                .setParameter("until", hold.until().atOffset(ZoneOffset.UTC))
                .setParameter("statement", hold.statementId())
                .setParameter("rule", hold.ruleId())
                .setParameter("policy", hold.policyVersion())
                .setParameter("automated", hold.automated())
                .setParameter("text", hold.textKey())
                .setParameter("facts", EventJson.write(new Facts(hold.facts())))
                .setParameter("appeal", hold.appealUntil().atOffset(ZoneOffset.UTC))
                .setParameter("case", hold.caseId())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Keeps that a hold holds no longer, whether or not we have heard of it. */
    public Uni<Void> lift(Mutiny.Session session, UUID restriction, String reason, Instant at) {
        return session.createNativeQuery(LIFT)
                .setParameter("id", restriction)
                .setParameter("reason", reason)
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What holds the account's money now, oldest first. */
    public Uni<List<PayoutHold>> active(Mutiny.Session session, UUID account, Instant now) {
        return session.createNativeQuery(ACTIVE, Object[].class)
                .setParameter("account", account)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getResultList()
                .map(rows -> rows.stream().map(PayoutHolds::hold).toList());
    }

    private static PayoutHold hold(Object[] row) {
        return new PayoutHold(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                Orders.instant(row[3]),
                Orders.instant(row[4]),
                (UUID) row[5],
                (String) row[6],
                (String) row[7],
                (Boolean) row[8],
                (String) row[9],
                EventJson.read((String) row[10], Facts.class).facts(),
                Orders.instant(row[11]),
                (UUID) row[12]);
    }
}
