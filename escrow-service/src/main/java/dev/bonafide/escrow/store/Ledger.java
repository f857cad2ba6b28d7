package dev.bonafide.escrow.store;

import static dev.bonafide.kit.transaction.RowKind.Column.ID;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;

import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Cause;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Posting;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.RowKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The entries of the ledger. They are added, read and summed, and never changed. */
@ApplicationScoped
public class Ledger {
    // Not added where an owner is frozen.
    private static final String ADD = """
            insert into ledger_entry (id, order_id, fact, operation_key, posted_at, correlation_id, idempotency_key,
                                      provider_reference, seller_id, currency, accounts, amounts)
            select cast(:id as uuid), cast(:order as uuid), cast(:fact as text), cast(:key as text),
                   cast(:at as timestamptz), cast(:correlation as text), cast(:idempotency as text),
                   cast(:reference as text), cast(:seller as uuid), cast(:currency as text), string_to_array(:accounts, ' '),
                   cast(string_to_array(:amounts, ' ') as bigint[])
             where not exists (select from ledger_freeze
                                where lifted_at is null
                                  and owner in (cast(:order as uuid), cast(:seller as uuid)))""";
    private static final RowKind ENTRY =
            RowKind.of("""
            insert into ledger_entry (id, order_id, fact, operation_key, posted_at, correlation_id, idempotency_key,
                                      provider_reference, seller_id, currency, accounts, amounts)
            select id, order_id, fact, operation_key, posted_at, correlation_id, idempotency_key, provider_reference, seller_id,
                   currency,
                   string_to_array(accounts, ' '), cast(string_to_array(amounts, ' ') as bigint[])
              from %s entry (id, order_id, fact, operation_key, posted_at, correlation_id, idempotency_key,
                             provider_reference, seller_id, currency, accounts, amounts)""", ID, ID, TEXT, TEXT, TIME, TEXT, TEXT, TEXT, ID, TEXT, TEXT, TEXT);
    static final String OF_ORDER = """
            select e.id, e.fact, e.operation_key, e.posted_at, p.account, p.side, p.amount_minor, p.currency
              from ledger_entry e join ledger_posting p on p.entry_id = e.id
             where e.order_id = :order order by e.posted_at, e.id, p.line""";
    // What is folded up to the last seal, and what has been booked since: one statement, so one snapshot. The lateral
    // joins keep the planner on the index: it cannot know how few entries are not sealed yet.
    static final String TOTALS = """
            select currency, kind, cast(sum(debit) as bigint), cast(sum(credit) as bigint)
              from (select currency, kind, debit_minor as debit, credit_minor as credit from ledger_kind_sum
                     union all
                    select p.currency, p.kind, p.debit, p.credit
                      from ledger_unsealed u cross join lateral (
                           select currency, kind, case side when 'DEBIT' then amount_minor else 0 end as debit,
                                  case side when 'CREDIT' then amount_minor else 0 end as credit
                             from ledger_posting where entry_id = u.id offset 0) p) sums
             group by currency, kind order by currency, kind""";

    private final LastRows lastRows;

    Ledger(LastRows lastRows) {
        this.lastRows = lastRows;
    }

    /** Adds an entry at the end of the transaction; it fails if the operation has been booked before or an owner is frozen. */
    public void addLast(Mutiny.Session session, Entry entry, Cause cause) {
        lastRows.add(
                session,
                ENTRY,
                entry.entryId(),
                entry.orderId(),
                entry.fact().name(),
                entry.operationKey(),
                entry.postedAt().atOffset(ZoneOffset.UTC),
                cause.correlationId(),
                cause.idempotencyKey(),
                cause.providerReference(),
                entry.sellerId(),
                entry.currency().getCurrencyCode(),
                accounts(entry),
                amounts(entry));
    }

    /**
     * Adds an entry; the database refuses it if its operation has been booked before.
     *
     * @return false if its order, or a seller whose accounts it touches, is frozen; then nothing was added
     */
    public Uni<Boolean> add(Mutiny.Session session, Entry entry, Cause cause) {
        var orderId = entry.orderId();
        var sellerId = entry.sellerId();
        var insert = session.createNativeQuery(ADD)
                .setParameter("id", entry.entryId())
                .setParameter("order", orderId == null ? null : orderId.toString())
                .setParameter("fact", entry.fact().name())
                .setParameter("key", entry.operationKey())
                .setParameter("at", entry.postedAt().atOffset(ZoneOffset.UTC))
                .setParameter("correlation", cause.correlationId())
                .setParameter("idempotency", cause.idempotencyKey())
                .setParameter("reference", cause.providerReference())
                .setParameter("seller", sellerId == null ? null : sellerId.toString())
                .setParameter("currency", entry.currency().getCurrencyCode())
                .setParameter("accounts", accounts(entry))
                .setParameter("amounts", amounts(entry));
        return lastRows.write(session).chain(insert::executeUpdate).map(added -> added > 0);
    }

    private static String accounts(Entry entry) {
        return entry.postings().stream()
                .map(posting -> posting.account().code())
                .collect(Collectors.joining(" "));
    }

    private static String amounts(Entry entry) {
        return entry.postings().stream()
                .map(posting -> Long.toString(posting.debitMinor()))
                .collect(Collectors.joining(" "));
    }

    /** The entries of an order, oldest first. */
    public Uni<List<Entry>> ofOrder(Mutiny.Session session, UUID orderId) {
        return lastRows.write(session)
                .chain(() -> session.createNativeQuery(OF_ORDER, Object[].class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(rows -> entries(orderId, rows));
    }

    /** The sums of the whole ledger, of one moment. */
    public Uni<TrialBalance> trialBalance(Mutiny.Session session) {
        return session.createNativeQuery(TOTALS, Object[].class)
                .getResultList()
                .map(rows -> TrialBalance.of(rows.stream()
                        .map(row -> new TrialBalance.Line(
                                (String) row[0], AccountKind.valueOf((String) row[1]), number(row[2]), number(row[3])))
                        .toList()));
    }

    private static List<Entry> entries(UUID orderId, List<Object[]> rows) {
        var byEntry = new LinkedHashMap<UUID, List<Object[]>>();
        rows.forEach(row ->
                byEntry.computeIfAbsent((UUID) row[0], _ -> new ArrayList<>()).add(row));
        return byEntry.values().stream()
                .map(lines -> {
                    var head = lines.getFirst();
                    return new Entry(
                            (UUID) head[0],
                            orderId,
                            Fact.valueOf((String) head[1]),
                            (String) head[2],
                            lines.stream().map(Ledger::posting).toList(),
                            Orders.instant(head[3]));
                })
                .toList();
    }

    private static Posting posting(Object[] row) {
        return new Posting(
                Account.of((String) row[4]), Posting.Side.valueOf((String) row[5]), Money.of(number(row[6]), (String)
                        row[7]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
