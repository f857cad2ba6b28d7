package dev.bonafide.dispute.store;

import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.Ruling;
import dev.bonafide.dispute.dispute.Stage;
import dev.bonafide.dispute.dispute.Transition;
import dev.bonafide.dispute.evidence.ChainHead;
import dev.bonafide.kit.transaction.Columns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The disputes, their rulings and their history. Whoever changes a dispute has locked it first. */
@ApplicationScoped
public class Disputes {
    private static final String TELL = """
            insert into dispute_transition (dispute_id, number, from_stage, to_stage, actor, actor_id, reason, at)
            values (:dispute,
                    (select coalesce(max(number), 0) + 1 from dispute_transition where dispute_id = :dispute),
                    cast(:from as text), :to, :actor, cast(cast(:person as text) as uuid), :reason, :at)""";
    private static final String HISTORY = """
            select from_stage, to_stage, actor, actor_id, reason, at
              from dispute_transition where dispute_id = :dispute order by number""";
    private static final String UNPAID =
            "select count(*) from dispute where stage = 'EXECUTING' and unpaid_since is not null";
    private static final String RUNNING =
            "select id from dispute where order_id = :order and stage not in ('CLOSED', 'NOT_OPENED')";

    /** Adds a dispute that has just been opened. */
    public Uni<StoredDispute> add(Mutiny.Session session, Dispute.Opening dispute) {
        var row = DisputeMapping.newRow(dispute);
        return session.persist(row).chain(session::flush).map(_ -> DisputeMapping.stored(row, null));
    }

    /** The dispute, which from now on only this transaction can change; null if there is none. */
    public Uni<@Nullable StoredDispute> lock(Mutiny.Session session, UUID id) {
        return session.<@Nullable DisputeRow>find(DisputeRow.class, id, LockMode.PESSIMISTIC_WRITE)
                .chain(row -> withRuling(session, row));
    }

    /** The dispute as it is; null if there is none. */
    public Uni<@Nullable StoredDispute> find(Mutiny.Session session, UUID id) {
        return session.<@Nullable DisputeRow>find(DisputeRow.class, id).chain(row -> withRuling(session, row));
    }

    /** The dispute that is open about an order; null if there is none. */
    public Uni<@Nullable UUID> running(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(RUNNING, UUID.class)
                .setParameter("order", orderId)
                .getSingleResultOrNull()
                .<@Nullable UUID>map(found -> found);
    }

    /** Writes the stage of a dispute that this transaction has locked. */
    public Uni<Void> save(Mutiny.Session session, Dispute dispute) {
        return session.find(DisputeRow.class, dispute.claim().disputeId())
                .invoke(row -> DisputeMapping.write(dispute, row))
                .call(session::flush)
                .replaceWithVoid();
    }

    /** Writes a ruling for good; the dispute, which this transaction has locked, is saved after it. */
    public Uni<Void> add(Mutiny.Session session, UUID disputeId, Ruling ruling) {
        return session.persist(RulingRow.of(disputeId, ruling)).chain(session::flush);
    }

    /** Writes the head of the chain of a dispute that this transaction has locked. */
    public Uni<Void> save(Mutiny.Session session, UUID disputeId, ChainHead chain) {
        return session.find(DisputeRow.class, disputeId)
                .invoke(row -> DisputeMapping.write(chain, row))
                .call(session::flush)
                .replaceWithVoid();
    }

    /** Adds a line to the history of a dispute that this transaction has locked. */
    public Uni<Void> tell(Mutiny.Session session, UUID disputeId, Transition line) {
        var from = line.from();
        var person = line.actorId();
        return session.createNativeQuery(TELL)
                .setParameter("dispute", disputeId)
                .setParameter("from", from == null ? null : from.name())
                .setParameter("to", line.to().name())
                .setParameter("actor", line.actor().name())
                .setParameter("person", person == null ? null : person.toString())
                .setParameter("reason", line.reason())
                .setParameter("at", line.at().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The whole history of a dispute, in order. */
    public Uni<List<Transition>> history(Mutiny.Session session, UUID disputeId) {
        return session.createNativeQuery(HISTORY, Object[].class)
                .setParameter("dispute", disputeId)
                .getResultList()
                .map(rows -> rows.stream().map(Disputes::transition).toList());
    }

    /** Disputes of an account, on either side, newest first, older than the one given. */
    public Uni<List<StoredDispute>> ofParty(Mutiny.Session session, UUID account, @Nullable UUID before, int limit) {
        var select = session.createSelectionQuery(
                        "from DisputeRow where (buyerId = :account or sellerId = :account)"
                                + (before == null ? "" : " and id < :before")
                                + " order by id desc",
                        DisputeRow.class)
                .setParameter("account", account)
                .setMaxResults(limit);
        if (before != null) {
            select.setParameter("before", before);
        }
        return select.getResultList().chain(rows -> withRulings(session, rows));
    }

    /**
     * Cases by the time an arbiter should have them: those nobody has, or those that arbiter has.
     *
     * @param arbiter whose cases, or null for the queue
     * @param dueAfter with {@code idAfter} the place after which the list goes on, or null for its beginning
     */
    public Uni<List<StoredDispute>> byDueTime(
            Mutiny.Session session,
            @Nullable UUID arbiter,
            @Nullable Instant dueAfter,
            @Nullable UUID idAfter,
            int limit) {
        var select = session.createSelectionQuery(
                        "from DisputeRow where "
                                + (arbiter == null ? "stage = 'QUEUED'" : "stage = 'IN_HANDS' and arbiterId = :arbiter")
                                + (dueAfter == null
                                        ? ""
                                        : " and (assignBy > :due or (assignBy = :due and id > :after))")
                                + " order by assignBy, id",
                        DisputeRow.class)
                .setMaxResults(limit);
        if (arbiter != null) {
            select.setParameter("arbiter", arbiter);
        }
        if (dueAfter != null && idAfter != null) {
            select.setParameter("due", dueAfter).setParameter("after", idAfter);
        }
        return select.getResultList().chain(rows -> withRulings(session, rows));
    }

    /** How many rulings the money has not followed in time. */
    public Uni<Long> countUnpaid(Mutiny.Session session) {
        return session.createNativeQuery(UNPAID, Long.class).getSingleResult();
    }

    private static Uni<@Nullable StoredDispute> withRuling(Mutiny.Session session, @Nullable DisputeRow row) {
        if (row == null) {
            return Uni.createFrom().<@Nullable StoredDispute>nullItem();
        }
        if (row.rulingId == null) {
            return Uni.createFrom().<@Nullable StoredDispute>item(DisputeMapping.stored(row, null));
        }
        return session.find(RulingRow.class, row.rulingId)
                .<@Nullable StoredDispute>map(ruling -> DisputeMapping.stored(row, ruling));
    }

    private static Uni<List<StoredDispute>> withRulings(Mutiny.Session session, List<DisputeRow> rows) {
        var ids =
                rows.stream().map(row -> row.rulingId).filter(Objects::nonNull).toList();
        Uni<List<RulingRow>> rulings = ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : session.createSelectionQuery("from RulingRow where id in :ids", RulingRow.class)
                        .setParameter("ids", ids)
                        .getResultList();
        return rulings.map(found -> {
            var byId = found.stream().collect(Collectors.toMap(ruling -> ruling.id, Function.identity()));
            return rows.stream()
                    .map(row -> DisputeMapping.stored(row, row.rulingId == null ? null : byId.get(row.rulingId)))
                    .toList();
        });
    }

    private static Transition transition(Object[] row) {
        var from = (String) row[0];
        return new Transition(
                from == null ? null : Stage.valueOf(from),
                Stage.valueOf((String) row[1]),
                Transition.Actor.valueOf((String) row[2]),
                (UUID) row[3],
                (String) row[4],
                Columns.instant(row[5]));
    }
}
