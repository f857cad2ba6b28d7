package dev.bonafide.escrow.store;

import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Posting;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The entries of the ledger. They are added, read and summed, and never changed. */
@ApplicationScoped
public class Ledger {
    private static final String ADD_ENTRY = """
            insert into ledger_entry (id, order_id, fact, operation_key, posted_at)
            values (:id, :order, :fact, :key, :at)""";
    private static final String ADD_POSTINGS =
            "insert into ledger_posting (entry_id, line, account, side, amount_minor, currency) values ";
    private static final String OF_ORDER = """
            select e.id, e.fact, e.operation_key, e.posted_at, p.account, p.side, p.amount_minor, p.currency
              from ledger_entry e join ledger_posting p on p.entry_id = e.id
             where e.order_id = :order order by e.posted_at, e.id, p.line""";
    private static final String TOTALS = """
            select currency, kind,
                   cast(coalesce(sum(amount_minor) filter (where side = 'DEBIT'), 0) as bigint),
                   cast(coalesce(sum(amount_minor) filter (where side = 'CREDIT'), 0) as bigint)
              from ledger_posting group by currency, kind order by currency, kind""";

    /** Adds an entry; the database refuses it if its operation has been booked before. */
    public Uni<Void> add(Mutiny.Session session, Entry entry) {
        return session.createNativeQuery(ADD_ENTRY)
                .setParameter("id", entry.entryId())
                .setParameter("order", entry.orderId())
                .setParameter("fact", entry.fact().name())
                .setParameter("key", entry.operationKey())
                .setParameter("at", entry.postedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> addPostings(session, entry));
    }

    /** The entries of an order, oldest first. */
    public Uni<List<Entry>> ofOrder(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(OF_ORDER, Object[].class)
                .setParameter("order", orderId)
                .getResultList()
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

    private static Uni<Void> addPostings(Mutiny.Session session, Entry entry) {
        var lines = entry.postings().size();
        var insert = session.createNativeQuery(ADD_POSTINGS
                + IntStream.range(0, lines)
                        .mapToObj(i ->
                                "(:entry, %1$d + 1, :account%1$d, :side%1$d, :amount%1$d, :currency%1$d)".formatted(i))
                        .collect(Collectors.joining(", ")));
        insert.setParameter("entry", entry.entryId());
        for (int i = 0; i < lines; i++) {
            var posting = entry.postings().get(i);
            insert.setParameter("account" + i, posting.account().code())
                    .setParameter("side" + i, posting.side().name())
                    .setParameter("amount" + i, posting.amount().amountMinor())
                    .setParameter("currency" + i, posting.amount().currency().getCurrencyCode());
        }
        return insert.executeUpdate().replaceWithVoid();
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
