package dev.bonafide.escrow.store;

import dev.bonafide.escrow.audit.LedgerFinding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Entries that should have been sealed long ago: whoever slipped them in said that they were older. */
@ApplicationScoped
public class UnsealedEntries {
    private static final String PAGE = """
            select e.id, e.order_id,
                   e.xid < p.below and not exists (select from ledger_seal s where s.entry_id = e.id offset 0),
                   (select string_agg(distinct account, ',') from ledger_posting where entry_id = e.id)
              from ledger_progress p
              cross join (select id, order_id, xid from ledger_entry where id > :after order by id limit :limit) e
             order by e.id""";

    /**
     * A page of all entries.
     *
     * @param last the last entry looked at; empty at the end
     */
    public record Page(List<LedgerFinding> findings, String last) {}

    /** Looks at entries after that one. */
    public Uni<Page> page(Mutiny.Session session, UUID after, int limit) {
        return session.createNativeQuery(PAGE, Object[].class)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> new Page(
                        rows.stream()
                                .filter(row -> (Boolean) row[2])
                                .map(row -> LedgerFinding.unsealed((UUID) row[0], (UUID) row[1], accounts(row[3])))
                                .toList(),
                        rows.isEmpty() ? "" : rows.getLast()[0].toString()));
    }

    private static Set<String> accounts(Object joined) {
        return joined == null ? Set.of() : Set.of(joined.toString().split(",", -1));
    }
}
