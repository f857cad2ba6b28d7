package dev.bonafide.escrow.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.escrow.audit.SealedRow;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.Seal;
import dev.bonafide.proof.ledger.SealedEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The chain that seals the entries: reading it, and adding to its end. */
@ApplicationScoped
public class Seals {
    static final String POSITION = """
            select p.n, encode(s.hash, 'hex'), cast(p.below as text),
                   cast(pg_snapshot_xmin(pg_current_snapshot()) as text),
                   cast(pg_snapshot_xmax(pg_current_snapshot()) as text),
                   (select cast(e.xid as text) from ledger_entry e order by e.xid desc, e.id desc limit 1),
                   cast(p.foreign_newest as text)
              from ledger_progress p left join ledger_seal s on s.n = p.n""";

    // Committed, and nothing older can still appear: every transaction before xmin is over. Numbers that the server has
    // yet to reach were given by another one, before a restore; what they wrote is there as a whole.
    // The planner cannot know how few they are, and would read the whole ledger for them: hence the lateral joins.
    // However
    // many there are, no more are read than are asked for.
    static final String NEXT = "select cast(u.xid as text), " + EntryContent.COLUMNS + """
              from (select e.id, e.xid from ledger_entry e
                     where e.xid >= (select low from ledger_tail) and e.xid < (select high from ledger_tail)
                       and (e.xid < pg_snapshot_xmin(pg_current_snapshot())
                            or e.xid >= pg_snapshot_xmax(pg_current_snapshot()))
                       and not exists (select from ledger_seal s where s.entry_id = e.id offset 0)
                     order by e.xid, e.id limit :limit) u
             cross join lateral (select * from ledger_entry where id = u.id offset 0) e
             cross join lateral (select * from ledger_posting where entry_id = u.id offset 0) p
             order by u.xid, u.id, p.line""";
    private static final String APPEND = """
            insert into ledger_seal (n, entry_id, content_hash, hash)
            select s.n, s.entry, decode(s.content, 'hex'), decode(s.hash, 'hex')
              from jsonb_to_recordset(cast(cast(:seals as text) as jsonb)) as s(n bigint, entry uuid, content text, hash text)
             order by s.n""";
    private static final String ADVANCE = """
            update ledger_progress set n = :n, below = cast(cast(:below as text) as xid8),
                   foreign_newest = cast(cast(:foreign as text) as xid8)""";
    static final String PAGE = "select s.n, encode(s.content_hash, 'hex'), encode(s.hash, 'hex'), s.entry_id, "
            + EntryContent.COLUMNS + """
              from (select * from ledger_seal where n > :after and n <= :upTo order by n limit :limit) s
              left join ledger_entry e on e.id = s.entry_id left join ledger_posting p on p.entry_id = s.entry_id
             order by s.n, p.line""";
    private static final String HEAD = "select n, encode(hash, 'hex') from ledger_seal order by n desc limit 1";
    private static final String WITNESSED =
            "select n, encode(hash, 'hex') from ledger_witness where n > :after and n <= :upTo order by n";
    private static final String LAST_WITNESSED = """
            select n, encode(hash, 'hex'), cast(extract(epoch from clock_timestamp() - said_at) * 1000 as bigint)
              from ledger_witness order by n desc limit 1""";

    /**
     * Where the sealer stands.
     *
     * @param head the last seal; null where the chain has lost it
     * @param over every transaction before it is over, at the time of reading
     * @param renumbered whether the server counts transactions anew, so that all entries must be looked at once
     */
    public record Position(
            @Nullable Anchor head,
            String below,
            String over,
            boolean renumbered,
            @Nullable String foreign) {}

    /** A committed entry that waits for its seal. */
    public record Unsealed(UUID entryId, String xid, ObjectNode content) {}

    /** The last head that was told to others, and how long ago. */
    public record Witnessed(Anchor anchor, long ageMillis) {}

    /** Where the sealer stands. */
    public Uni<Position> position(Mutiny.Session session) {
        return session.createNativeQuery(POSITION, Object[].class)
                .getSingleResult()
                .map(Seals::position);
    }

    /** Entries that can be sealed, in the order in which they will be. */
    public Uni<List<Unsealed>> next(Mutiny.Session session, int limit) {
        return session.createNativeQuery(NEXT, Object[].class)
                .setParameter("limit", limit)
                .getResultList()
                .map(Seals::unsealed);
    }

    /** Adds seals to the end of the chain, of entries in the same order. */
    public Uni<Void> append(Mutiny.Session session, List<Seal> seals, List<Unsealed> entries) {
        var rows = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < seals.size(); i++) {
            var seal = seals.get(i);
            rows.addObject()
                    .put("n", seal.n())
                    .put("entry", entries.get(i).entryId().toString())
                    .put("content", seal.contentHash())
                    .put("hash", seal.hash());
        }
        return session.createNativeQuery(APPEND)
                .setParameter("seals", rows.toString())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Notes how far the sealer has come: the last seal, and before which transaction nothing is left to seal. */
    public Uni<Void> advance(Mutiny.Session session, long n, String below, @Nullable String foreign) {
        return session.createNativeQuery(ADVANCE)
                .setParameter("n", n)
                .setParameter("below", below)
                .setParameter("foreign", foreign)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Seals after a number and up to another, with their entries, as they stand there. */
    public Uni<List<SealedRow>> page(Mutiny.Session session, long after, long upTo, int limit) {
        return session.createNativeQuery(PAGE, Object[].class)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .setParameter("limit", limit)
                .getResultList()
                .map(Seals::sealedRows);
    }

    /** How many committed entries wait for their seal, counted up to so many: who asks often must not read a long queue through. */
    public Uni<Long> countUnsealed(Mutiny.Session session, int atMost) {
        return session.createNativeQuery(
                        "select count(*) from (select from ledger_unsealed limit :atMost) waiting", Long.class)
                .setParameter("atMost", atMost)
                .getSingleResult();
    }

    /** The end of the chain; the genesis while nothing is sealed. */
    public Uni<Anchor> head(Mutiny.Session session) {
        return session.createNativeQuery(HEAD, Object[].class)
                .getSingleResultOrNull()
                .map(row -> row == null ? Anchor.GENESIS : anchor(row));
    }

    /** Heads that were told to others, after a number and up to another. */
    public Uni<List<Anchor>> witnessed(Mutiny.Session session, long after, long upTo) {
        return session.createNativeQuery(WITNESSED, Object[].class)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .getResultList()
                .map(rows -> rows.stream().map(Seals::anchor).toList());
    }

    /** The last head that was told to others; null if none was. */
    public Uni<@Nullable Witnessed> lastWitnessed(Mutiny.Session session) {
        return session.createNativeQuery(LAST_WITNESSED, Object[].class)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : new Witnessed(anchor(row), ((Number) row[2]).longValue()));
    }

    /** Notes that a head is being told to others. */
    public Uni<Void> witness(Mutiny.Session session, Anchor head) {
        return session.createNativeQuery("insert into ledger_witness (n, hash) values (:n, decode(:hash, 'hex'))")
                .setParameter("n", head.n())
                .setParameter("hash", head.hash())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The entry that was sealed first: it tells one ledger from another. */
    public Uni<UUID> first(Mutiny.Session session) {
        return session.createNativeQuery("select entry_id from ledger_seal order by n limit 1", UUID.class)
                .getSingleResult();
    }

    private static Position position(Object[] row) {
        var n = ((Number) row[0]).longValue();
        var hash = (String) row[1];
        var below = (String) row[2];
        var next = (String) row[4];
        var newest = (String) row[5];
        var foreign = (String) row[6];
        var isAhead = newest != null && Long.compareUnsigned(xid(newest), xid(next)) >= 0;
        return new Position(
                n == 0 ? Anchor.GENESIS : hash == null ? null : new Anchor(n, hash),
                below,
                (String) row[3],
                Long.compareUnsigned(xid(below), xid(next)) > 0 || (isAhead && !newest.equals(foreign)),
                isAhead ? newest : null);
    }

    private static long xid(String text) {
        return Long.parseUnsignedLong(text);
    }

    private static List<Unsealed> unsealed(List<Object[]> rows) {
        var entries = new LinkedHashMap<UUID, Unsealed>();
        for (var row : rows) {
            var content = new EntryContent(row, 1);
            var entry =
                    entries.computeIfAbsent((UUID) row[1], id -> new Unsealed(id, (String) row[0], content.entry()));
            content.addPosting(entry.content());
        }
        return List.copyOf(entries.values());
    }

    private static List<SealedRow> sealedRows(List<Object[]> rows) {
        var bySeal = new LinkedHashMap<Long, List<Object[]>>();
        rows.forEach(row -> bySeal.computeIfAbsent(((Number) row[0]).longValue(), _ -> new ArrayList<>())
                .add(row));
        return bySeal.values().stream().map(Seals::sealedRow).toList();
    }

    private static SealedRow sealedRow(List<Object[]> lines) {
        var head = lines.getFirst();
        var seal = new Seal(((Number) head[0]).longValue(), (String) head[1], (String) head[2]);
        var first = new EntryContent(head, 4);
        var entry = first.entryId() == null ? null : first.entry();
        var accounts = new LinkedHashSet<String>();
        for (var line : lines) {
            var content = new EntryContent(line, 4);
            var account = content.account();
            if (account != null) {
                accounts.add(account);
            }
            if (entry != null) {
                content.addPosting(entry);
            }
        }
        return new SealedRow(new SealedEntry(seal, entry), (UUID) head[3], (UUID) first.orderId(), accounts);
    }

    private static Anchor anchor(Object[] row) {
        return new Anchor(((Number) row[0]).longValue(), (String) row[1]);
    }
}
