package dev.bonafide.dispute.store;

import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.evidence.ChainedEntry;
import dev.bonafide.dispute.evidence.Entry;
import dev.bonafide.kit.transaction.Columns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The lines of the chains of custody. Lines are only ever added. */
@ApplicationScoped
public class EvidenceChains {
    private static final String ADD = """
            insert into evidence_entry (dispute_id, n, item_id, action, actor_id, role, at, sha256, size_bytes,
                                        media_type, prev, hash)
            values (:dispute, :n, :item, :action, :actor, :role, :at, :sha256, :size, :mediaType, :prev, :hash)""";
    private static final String LINES = """
            select n, dispute_id, item_id, action, actor_id, role, at, sha256, size_bytes, media_type, prev, hash
              from evidence_entry where dispute_id = :dispute""";
    private static final String COUNT =
            "select count(*) from evidence_entry where dispute_id = :dispute and role = :role and action = 'SEALED'";

    /** Adds a line to the chain of a dispute that this transaction has locked. */
    public Uni<Void> add(Mutiny.Session session, ChainedEntry line) {
        var entry = line.entry();
        return session.createNativeQuery(ADD)
                .setParameter("dispute", entry.disputeId())
                .setParameter("n", entry.n())
                .setParameter("item", entry.itemId())
                .setParameter("action", entry.action().name())
                .setParameter("actor", entry.actor())
                .setParameter("role", entry.role().name())
                .setParameter("at", entry.at().atOffset(ZoneOffset.UTC))
                .setParameter("sha256", entry.sha256())
                .setParameter("size", entry.size())
                .setParameter("mediaType", entry.mediaType())
                .setParameter("prev", entry.prev())
                .setParameter("hash", line.hash())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The whole chain as it is stored, by number. */
    public Uni<List<ChainedEntry>> lines(Mutiny.Session session, UUID disputeId) {
        return session.createNativeQuery(LINES + " order by n", Object[].class)
                .setParameter("dispute", disputeId)
                .getResultList()
                .map(rows -> rows.stream().map(EvidenceChains::line).toList());
    }

    /** The line by which a piece entered; null if the dispute has no such piece. */
    public Uni<@Nullable ChainedEntry> item(Mutiny.Session session, UUID disputeId, UUID itemId) {
        return session.createNativeQuery(LINES + " and item_id = :item and action = 'SEALED'", Object[].class)
                .setParameter("dispute", disputeId)
                .setParameter("item", itemId)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : line(row));
    }

    /** How many pieces a side has added. */
    public Uni<Integer> countItems(Mutiny.Session session, UUID disputeId, Party party) {
        return session.createNativeQuery(COUNT, Long.class)
                .setParameter("dispute", disputeId)
                .setParameter("role", party.name())
                .getSingleResult()
                .map(Math::toIntExact);
    }

    private static ChainedEntry line(Object[] row) {
        return new ChainedEntry(
                new Entry(
                        ((Number) row[0]).longValue(),
                        (UUID) row[1],
                        (UUID) row[2],
                        Entry.Action.valueOf((String) row[3]),
                        (UUID) row[4],
                        Party.valueOf((String) row[5]),
                        Columns.instant(row[6]),
                        (String) row[7],
                        ((Number) row[8]).longValue(),
                        (String) row[9],
                        (String) row[10]),
                (String) row[11]);
    }
}
