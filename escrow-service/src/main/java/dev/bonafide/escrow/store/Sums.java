package dev.bonafide.escrow.store;

import dev.bonafide.escrow.ledger.AccountKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sums that are folded as entries are sealed, so that nobody has to add up the whole ledger. */
@ApplicationScoped
public class Sums {
    private static final String FOLD_KINDS = """
            insert into ledger_kind_sum as kept (currency, kind, debit_minor, credit_minor)
            select p.currency, p.kind, coalesce(sum(p.amount_minor) filter (where p.side = 'DEBIT'), 0),
                   coalesce(sum(p.amount_minor) filter (where p.side = 'CREDIT'), 0)
              from ledger_seal s join ledger_posting p on p.entry_id = s.entry_id
             where s.n > :after and s.n <= :upTo group by p.currency, p.kind
            on conflict (currency, kind) do update set debit_minor = kept.debit_minor + excluded.debit_minor,
                   credit_minor = kept.credit_minor + excluded.credit_minor""";
    private static final String FOLD_ACCOUNTS = """
            insert into ledger_account_sum as kept (account, currency, debit_minor, credit_minor)
            select p.account, p.currency, coalesce(sum(p.amount_minor) filter (where p.side = 'DEBIT'), 0),
                   coalesce(sum(p.amount_minor) filter (where p.side = 'CREDIT'), 0)
              from ledger_seal s join ledger_posting p on p.entry_id = s.entry_id
             where s.n > :after and s.n <= :upTo and p.kind = any(string_to_array(:kinds, ','))
             group by p.account, p.currency
            on conflict (account, currency) do update set debit_minor = kept.debit_minor + excluded.debit_minor,
                   credit_minor = kept.credit_minor + excluded.credit_minor""";

    /** Kinds whose accounts are folded one by one: not those of orders, which have a handful of postings each. */
    static final String FOLDED_KINDS =
            Joined.of(Arrays.stream(AccountKind.values()).filter(kind -> kind.owner() != AccountKind.Owner.ORDER));

    /** Folds in what was sealed after a number and up to another. */
    public Uni<Void> fold(Mutiny.Session session, long after, long upTo) {
        return session.createNativeQuery(FOLD_KINDS)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(FOLD_ACCOUNTS)
                        .setParameter("after", after)
                        .setParameter("upTo", upTo)
                        .setParameter("kinds", FOLDED_KINDS)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
