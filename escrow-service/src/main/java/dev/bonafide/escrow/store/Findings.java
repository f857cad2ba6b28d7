package dev.bonafide.escrow.store;

import dev.bonafide.escrow.audit.Concerned;
import dev.bonafide.escrow.audit.LedgerFinding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the auditor has found, what is frozen for it, and who has agreed to lift that. */
@ApplicationScoped
public class Findings {
    private static final String ADD = """
            insert into ledger_finding (id, code, fingerprint, n, entry_id, order_id, account, currency, expected, found,
                                        detail, found_at)
            values (:id, :code, :fingerprint, cast(:n as bigint), cast(:entry as uuid), cast(:order as uuid),
                    cast(:account as text), cast(:currency as text), cast(:expected as text), cast(:found as text),
                    :detail, :at)
            on conflict (fingerprint) do nothing""";
    private static final String FREEZE = """
            insert into ledger_freeze (finding_id, owner, kind, since) values (:finding, :owner, :kind, :at)""";
    private static final String SELECT = """
            select id, code, n, entry_id, order_id, account, currency, expected, found, detail, found_at, resolved_at
              from ledger_finding""";
    private static final String NEWEST = SELECT + """
             where id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
               and (not :open or resolved_at is null) order by id desc limit :limit""";
    private static final String ONE = SELECT + " where id = :id";
    private static final String FIRST_OPEN = SELECT + " where resolved_at is null order by n nulls last, id limit 1";
    private static final String CONSENTS = """
            select finding_id, account_id, reason, given_at from ledger_finding_consent
             where finding_id = any(cast(string_to_array(:ids, ',') as uuid[])) order by given_at""";
    private static final String FREEZES = """
            select finding_id, kind, owner, lifted_at from ledger_freeze
             where finding_id = any(cast(string_to_array(:ids, ',') as uuid[])) order by kind, owner""";
    private static final String CONSENT = """
            insert into ledger_finding_consent (finding_id, account_id, reason, given_at)
            values (:id, :account, :reason, :at)""";

    /** Somebody agreed that it is resolved, and why. */
    public record Consent(UUID accountId, String reason, Instant givenAt) {}

    /** An owner whose accounts do not move, until the freeze is lifted. */
    public record Freeze(
            Concerned.Kind kind, UUID id, @Nullable Instant liftedAt) {}

    /** A finding as it was found, and what has come of it. */
    public record StoredFinding(
            UUID findingId,
            String code,
            @Nullable Long n,
            @Nullable UUID entryId,
            @Nullable UUID orderId,
            @Nullable String account,
            @Nullable String currency,
            @Nullable String expected,
            @Nullable String found,
            String detail,
            Instant foundAt,
            @Nullable Instant resolvedAt,
            List<Freeze> frozen,
            List<Consent> consents) {}

    /** Adds a finding and freezes what is concerned; false if the same was found before. */
    public Uni<Boolean> add(Mutiny.Session session, UUID id, LedgerFinding finding, Instant at) {
        return session.createNativeQuery(ADD)
                .setParameter("id", id)
                .setParameter("code", finding.code().name())
                .setParameter("fingerprint", finding.fingerprint())
                .setParameter("n", finding.n() == null ? null : finding.n().toString())
                .setParameter("entry", text(finding.entryId()))
                .setParameter("order", text(finding.orderId()))
                .setParameter("account", finding.account())
                .setParameter("currency", finding.currency())
                .setParameter("expected", finding.expected())
                .setParameter("found", finding.found())
                .setParameter("detail", finding.detail())
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(added -> added == 0
                        ? Uni.createFrom().item(false)
                        : freeze(session, id, finding, at).replaceWith(true));
    }

    /** Findings, newest first, older than the one given. */
    public Uni<List<StoredFinding>> newest(Mutiny.Session session, @Nullable UUID before, boolean openOnly, int limit) {
        return session.createNativeQuery(NEWEST, Object[].class)
                .setParameter("before", text(before))
                .setParameter("open", openOnly)
                .setParameter("limit", limit)
                .getResultList()
                .chain(rows -> whole(session, rows));
    }

    /** A finding; null if there is none. */
    public Uni<@Nullable StoredFinding> find(Mutiny.Session session, UUID id) {
        return one(session, ONE, id);
    }

    /** A finding, which from now on only this transaction can resolve; null if there is none. */
    public Uni<@Nullable StoredFinding> lock(Mutiny.Session session, UUID id) {
        return one(session, ONE + " for update", id);
    }

    /** The open finding of the lowest number, or else the oldest; null if all is well. */
    public Uni<@Nullable StoredFinding> firstOpen(Mutiny.Session session) {
        return session.createNativeQuery(FIRST_OPEN, Object[].class)
                .getResultList()
                .chain(rows -> whole(session, rows))
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** How many findings are open. */
    public Uni<Long> countOpen(Mutiny.Session session) {
        return session.createNativeQuery("select count(*) from ledger_finding where resolved_at is null", Long.class)
                .getSingleResult();
    }

    /** Notes that somebody agrees. */
    public Uni<Void> consent(Mutiny.Session session, UUID id, UUID account, String reason, Instant at) {
        return session.createNativeQuery(CONSENT)
                .setParameter("id", id)
                .setParameter("account", account)
                .setParameter("reason", reason)
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Resolves a finding that two have agreed on, and lifts its freezes. */
    public Uni<Void> resolve(Mutiny.Session session, UUID id, Instant at) {
        return session.createNativeQuery("update ledger_finding set resolved_at = :at where id = :id")
                .setParameter("id", id)
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                "update ledger_freeze set lifted_at = :at where finding_id = :id and lifted_at is null")
                        .setParameter("id", id)
                        .setParameter("at", at.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> freeze(Mutiny.Session session, UUID id, LedgerFinding finding, Instant at) {
        Uni<Void> frozen = Uni.createFrom().voidItem();
        for (var owner : finding.concerned()) {
            frozen = frozen.chain(() -> session.createNativeQuery(FREEZE)
                    .setParameter("finding", id)
                    .setParameter("owner", owner.id())
                    .setParameter("kind", owner.kind().name())
                    .setParameter("at", at.atOffset(ZoneOffset.UTC))
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return frozen;
    }

    private static Uni<@Nullable StoredFinding> one(Mutiny.Session session, String query, UUID id) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("id", id)
                .getResultList()
                .chain(rows -> whole(session, rows))
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    private static Uni<List<StoredFinding>> whole(Mutiny.Session session, List<Object[]> rows) {
        var ids = Joined.of(rows.stream().map(row -> row[0]));
        var consents = session.createNativeQuery(CONSENTS, Object[].class)
                .setParameter("ids", ids)
                .getResultList();
        return consents.chain(agreed -> session.createNativeQuery(FREEZES, Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .map(frozen -> rows.stream()
                        .map(row -> finding(row, byFinding(frozen), byFinding(agreed)))
                        .toList()));
    }

    private static Map<UUID, List<Object[]>> byFinding(List<Object[]> rows) {
        var byFinding = new HashMap<UUID, List<Object[]>>();
        rows.forEach(row ->
                byFinding.computeIfAbsent((UUID) row[0], _ -> new ArrayList<>()).add(row));
        return byFinding;
    }

    private static StoredFinding finding(
            Object[] row, Map<UUID, List<Object[]>> frozen, Map<UUID, List<Object[]>> agreed) {
        var id = (UUID) row[0];
        return new StoredFinding(
                id,
                (String) row[1],
                row[2] == null ? null : ((Number) row[2]).longValue(),
                (UUID) row[3],
                (UUID) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                Orders.instant(row[10]),
                instant(row[11]),
                frozen.getOrDefault(id, List.of()).stream()
                        .map(each ->
                                new Freeze(Concerned.Kind.valueOf((String) each[1]), (UUID) each[2], instant(each[3])))
                        .toList(),
                agreed.getOrDefault(id, List.of()).stream()
                        .map(each -> new Consent((UUID) each[1], (String) each[2], Orders.instant(each[3])))
                        .toList());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value == null ? null : Orders.instant(value);
    }
}
