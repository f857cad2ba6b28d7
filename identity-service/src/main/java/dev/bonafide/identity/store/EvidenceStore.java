package dev.bonafide.identity.store;

import dev.bonafide.identity.evidence.Evidence;
import dev.bonafide.identity.evidence.EvidenceKind;
import dev.bonafide.identity.score.ScoreInput.DatedWeight;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Evidence in the database; there is no way to change or remove it. */
@ApplicationScoped
public class EvidenceStore {

    private static final String ADD = """
            insert into evidence (id, account_id, kind, happened_on, counterparty, order_id, weight_micros, source_event)
            values (:id, :account, :kind, :day, :counterparty, :order, :weight, :source) on conflict do nothing""";
    private static final String WEIGHTS = """
            select kind, happened_on, count(*), sum(weight_micros) from evidence
            where account_id = :account group by kind, happened_on order by happened_on, kind""";

    private final Ids ids;

    EvidenceStore(Ids ids) {
        this.ids = ids;
    }

    /** Adds a fact; one that is known already changes nothing. */
    public Uni<Void> add(Mutiny.Session session, Evidence fact) {
        return session.createNativeQuery(ADD)
                .setParameter("id", ids.next())
                .setParameter("account", fact.account())
                .setParameter("kind", fact.kind().name())
                .setParameter("day", fact.happenedOn())
                .setParameter("counterparty", fact.counterparty())
                .setParameter("order", fact.order())
                .setParameter("weight", fact.weightMicros())
                .setParameter("source", fact.source())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The account's facts, those of one kind and day added up. */
    public Uni<List<DatedWeight>> weights(Mutiny.Session session, UUID account) {
        return session.createNativeQuery(WEIGHTS, Object[].class)
                .setParameter("account", account)
                .getResultList()
                .map(rows -> rows.stream().map(EvidenceStore::weight).toList());
    }

    private static DatedWeight weight(Object[] row) {
        LocalDate day = row[1] instanceof Date date ? date.toLocalDate() : (LocalDate) row[1];
        return new DatedWeight(
                EvidenceKind.valueOf((String) row[0]),
                day,
                ((Number) row[2]).intValue(),
                ((Number) row[3]).longValue());
    }
}
