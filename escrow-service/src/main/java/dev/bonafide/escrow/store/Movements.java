package dev.bonafide.escrow.store;

import dev.bonafide.escrow.reconciliation.FileLine;
import dev.bonafide.escrow.reconciliation.Movement;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What providers told us they have moved, each once. */
@ApplicationScoped
public class Movements {
    private static final String ADD = """
            insert into provider_movement (id, provider, kind, subject, reference, operation_keys, amount_minor,
                                           currency, told_at)
            values (:id, :provider, :kind, :subject, :reference, :keys, :amount, :currency, :at)
            on conflict do nothing""";
    // By our own id where the file has it, else by what the provider calls it.
    private static final String KNOWN = """
            select m.id, m.amount_minor, m.currency, m.line_id is not null and m.line_id <> :line,
                   (select cast(sum(p.amount_minor) as bigint)
                      from ledger_entry e join ledger_posting p on p.entry_id = e.id
                     where e.operation_key = any(string_to_array(m.operation_keys, ' '))
                       and p.account = 'PROVIDER_CLEARING'),
                   (select max(p.currency)
                      from ledger_entry e join ledger_posting p on p.entry_id = e.id
                     where e.operation_key = any(string_to_array(m.operation_keys, ' '))
                       and p.account = 'PROVIDER_CLEARING')
              from provider_movement m
             where m.provider = :provider and m.kind = :kind
               and case when cast(:subject as uuid) is null or m.kind like 'CHARGEBACK%' then m.reference = :reference
                        else m.subject = cast(:subject as uuid) end
             order by m.line_id is not null and m.line_id <> :line, m.id limit 1""";
    private static final String MISSED = """
            update provider_movement set missed_in = :reconciliation
             where provider = :provider and line_id is null and missed_in is null and told_at < :before""";
    private static final String MISSED_IN = """
            select kind, subject, reference, amount_minor, currency, told_at
              from provider_movement where missed_in = :reconciliation and line_id is null order by id limit :limit""";

    /** A movement that no file has. */
    public record Missing(Movement.Kind kind, UUID subject, String reference, Money amount, Instant toldAt) {}

    private final Ids ids;

    Movements(Ids ids) {
        this.ids = ids;
    }

    /** Remembers a movement; one that is known stays as it is. */
    public Uni<Void> add(Mutiny.Session session, Movement movement, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("id", ids.next())
                .setParameter("provider", movement.provider())
                .setParameter("kind", movement.kind().name())
                .setParameter("subject", movement.subject())
                .setParameter("reference", movement.reference())
                .setParameter("keys", String.join(" ", movement.operationKeys()))
                .setParameter("amount", movement.amount().amountMinor())
                .setParameter("currency", movement.amount().currency().getCurrencyCode())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The movement a line is about, and what the ledger has of it; null if the provider never told us. */
    public Uni<Movement.@Nullable Known> known(Mutiny.Session session, String provider, FileLine line) {
        var subject = line.subject();
        return session.createNativeQuery(KNOWN, Object[].class)
                .setParameter("line", line.id())
                .setParameter("provider", provider)
                .setParameter("kind", line.kind().name())
                .setParameter("subject", subject == null ? null : subject.toString())
                .setParameter("reference", line.reference())
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new Movement.Known(
                                (UUID) row[0],
                                Money.of(((Number) row[1]).longValue(), (String) row[2]),
                                row[4] == null ? null : Money.of(((Number) row[4]).longValue(), (String) row[5]),
                                (Boolean) row[3]));
    }

    /** Writes which line says the same as a movement. */
    public Uni<Void> match(Mutiny.Session session, UUID id, UUID lineId) {
        return session.createNativeQuery("update provider_movement set line_id = :line where id = :id")
                .setParameter("line", lineId)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Marks what was told before that time and no line has said so far. */
    public Uni<Void> miss(Mutiny.Session session, String provider, UUID reconciliationId, Instant before) {
        return session.createNativeQuery(MISSED)
                .setParameter("reconciliation", reconciliationId)
                .setParameter("provider", provider)
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What a reconciliation found no line for, and no later one either. */
    public Uni<List<Missing>> missedIn(Mutiny.Session session, UUID reconciliationId, int limit) {
        return session.createNativeQuery(MISSED_IN, Object[].class)
                .setParameter("reconciliation", reconciliationId)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Missing(
                                Movement.Kind.valueOf((String) row[0]),
                                (UUID) row[1],
                                (String) row[2],
                                Money.of(((Number) row[3]).longValue(), (String) row[4]),
                                Orders.instant(row[5])))
                        .toList());
    }
}
