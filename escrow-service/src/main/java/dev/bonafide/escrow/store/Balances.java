package dev.bonafide.escrow.store;

import dev.bonafide.escrow.audit.Hold;
import dev.bonafide.escrow.audit.LedgerFinding;
import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Posting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the auditor compares: balances and sums that are kept against the postings they stand for. In one snapshot. */
@ApplicationScoped
public class Balances {
    private static final String SIGNED = """
            case when side = case when kind = any(string_to_array(:debits, ',')) then 'DEBIT' else 'CREDIT' end
                 then amount_minor else -amount_minor end""";
    private static final String KEPT_AGAINST = """
            select coalesce(k.account, s.account) as account, coalesce(k.currency, s.currency) as currency,
                   k.balance_minor as kept, cast(coalesce(s.summed, 0) as bigint) as summed
              from (select account, currency, balance_minor from guarded_balance
                     where account = any(string_to_array(:accounts, ','))) k
              full join (%s) s on s.account = k.account and s.currency = k.currency""";
    private static final String OWNERS =
            "any(array(select owner_of(owned) from unnest(string_to_array(:accounts, ',')) owned))";
    static final String OF_ORDERS = KEPT_AGAINST.formatted("""
            select account, currency, sum(%s) as summed from ledger_posting
             where order_id = %s and account = any(string_to_array(:accounts, ','))
             group by account, currency""".formatted(SIGNED, OWNERS));
    static final String OF_OTHERS = KEPT_AGAINST.formatted("""
            select account, currency, sum(signed) as summed
              from (select account, currency,
                           case when split_part(account, ':', 1) = any(string_to_array(:debits, ','))
                                then debit_minor - credit_minor else credit_minor - debit_minor end as signed
                      from ledger_account_sum where account = any(string_to_array(:accounts, ','))
                     union all
                    select p.account, p.currency, p.signed
                      from ledger_unsealed u cross join lateral (
                           select account, currency, %s as signed from ledger_posting
                            where entry_id = u.id and account = any(string_to_array(:accounts, ',')) offset 0) p) parts
             group by account, currency""".formatted(SIGNED));
    private static final String KEPT_PAGE = """
            select distinct account from (
                select account from guarded_balance where account > :place order by account limit :limit) page
             order by account""";
    static final String HELD = """
            select p.account, p.currency,
                   cast(coalesce(sum(p.amount_minor) filter (where e.fact in ('FUNDED', 'INSTALMENTS_OPENED')
                                                               and p.side = 'CREDIT'), 0) as bigint),
                   cast(sum(case p.side when 'CREDIT' then p.amount_minor else -p.amount_minor end) as bigint)
              from ledger_entry e join ledger_posting p on p.entry_id = e.id
             where e.order_id = %s and p.account = any(string_to_array(:accounts, ','))
             group by p.account, p.currency""".formatted(OWNERS);
    private static final String SELLERS_PAGE = """
            select distinct account from (
                select account from ledger_account_sum where account > :place and account like '%:%'
                 order by account limit :limit) page order by account""";
    private static final String FOLDED_AGAINST = """
            select a.account, a.currency, a.debit_minor + coalesce(t.debit, 0) as debit,
                   a.credit_minor + coalesce(t.credit, 0) as credit,
                   coalesce(s.debit, 0) as summed_debit, coalesce(s.credit, 0) as summed_credit
              from (select * from ledger_account_sum where account = any(string_to_array(:accounts, ','))) a
              left join (
                   select p.account, p.currency, sum(p.debit) as debit, sum(p.credit) as credit
                     from ledger_unsealed u cross join lateral (
                          select account, currency, case side when 'DEBIT' then amount_minor else 0 end as debit,
                                 case side when 'CREDIT' then amount_minor else 0 end as credit
                            from ledger_posting where entry_id = u.id offset 0) p
                    group by p.account, p.currency) t on t.account = a.account and t.currency = a.currency
              left join (
                   select account, currency, sum(case side when 'DEBIT' then amount_minor else 0 end) as debit,
                          sum(case side when 'CREDIT' then amount_minor else 0 end) as credit
                     from ledger_posting
                    where seller_id = %s and account = any(string_to_array(:accounts, ','))
                    group by account, currency) s on s.account = a.account and s.currency = a.currency""".formatted(OWNERS);

    /** Kinds that grow on the debit side. */
    private static final String DEBITS =
            Joined.of(Arrays.stream(AccountKind.values()).filter(kind -> kind.normalSide() == Posting.Side.DEBIT));

    /** Balances of orders' accounts that are not the sum of their postings. */
    public Uni<List<LedgerFinding>> checkOrders(Mutiny.Session session, Collection<String> accounts) {
        return check(session, OF_ORDERS, accounts);
    }

    /** Balances of other accounts that are not what is folded for them and booked since. */
    public Uni<List<LedgerFinding>> checkOthers(Mutiny.Session session, Collection<String> accounts) {
        return check(session, OF_OTHERS, accounts);
    }

    /** The next accounts for which a balance is kept, after that one. */
    public Uni<List<String>> keptAfter(Mutiny.Session session, String account, int limit) {
        return page(session, KEPT_PAGE, account, limit);
    }

    /** The next accounts of sellers for which sums are folded, after that one. */
    public Uni<List<String>> sellersAfter(Mutiny.Session session, String account, int limit) {
        return page(session, SELLERS_PAGE, account, limit);
    }

    /** Folded sums of these accounts that are not the sums of their postings. */
    public Uni<List<LedgerFinding>> checkSums(Mutiny.Session session, Collection<String> accounts) {
        return session.createNativeQuery(FOLDED_AGAINST, Object[].class)
                .setParameter("accounts", Joined.of(accounts.stream()))
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> !text(row, 2).equals(text(row, 4)))
                        .map(row -> LedgerFinding.sum((String) row[0], (String) row[1], text(row, 4), text(row, 2)))
                        .toList());
    }

    /** What is held for these orders, by order; one without any posting is not in it. */
    public Uni<Map<UUID, List<Hold.Held>>> held(Mutiny.Session session, Collection<UUID> orders) {
        var byAccount = new HashMap<String, UUID>();
        orders.forEach(order -> byAccount.put(new Account(AccountKind.ESCROW_LIABILITY, order).code(), order));
        return session.createNativeQuery(HELD, Object[].class)
                .setParameter("accounts", Joined.of(byAccount.keySet().stream()))
                .getResultList()
                .map(rows -> {
                    var held = new HashMap<UUID, List<Hold.Held>>();
                    rows.forEach(row -> held.computeIfAbsent(
                                    Objects.requireNonNull(byAccount.get((String) row[0])), _ -> new ArrayList<>())
                            .add(new Hold.Held((String) row[1], number(row[2]), number(row[3]))));
                    return held;
                });
    }

    private static Uni<List<LedgerFinding>> check(Mutiny.Session session, String query, Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(query, Object[].class)
                .setParameter("accounts", Joined.of(accounts.stream()))
                .setParameter("debits", DEBITS)
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> !Objects.equals(kept(row), number(row[3])))
                        .map(row -> LedgerFinding.balance((String) row[0], (String) row[1], number(row[3]), kept(row)))
                        .toList());
    }

    private static Uni<List<String>> page(Mutiny.Session session, String query, String account, int limit) {
        return session.createNativeQuery(query, String.class)
                .setParameter("place", account)
                .setParameter("limit", limit)
                .getResultList();
    }

    private static @Nullable Long kept(Object[] row) {
        return row[2] == null ? null : number(row[2]);
    }

    private static String text(Object[] row, int place) {
        return number(row[place]) + " " + number(row[place + 1]);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
