package dev.bonafide.escrow.store;

import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Posting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The books as finance looks through them: accounts with balances, entries by what they are known by. */
@ApplicationScoped
public class LedgerSearch {
    // The first accounts of three sources, of which each holds the first of its own: together they hold the first of
    // all.
    private static final String ACCOUNTS = """
            select account, currency, cast(sum(balance) as bigint)
              from (
                (select account, currency, balance_minor as balance from guarded_balance where %1$s
                  order by account, currency limit :limit)
                 union all
                (select account, currency, %2$s * (debit_minor - credit_minor) from ledger_account_sum
                  where %1$s and split_part(account, ':', 1) = any(string_to_array(:unguarded, ','))
                  order by account, currency limit :limit)
                 union all
                 select p.account, p.currency, %2$s * p.signed
                   from ledger_unsealed u cross join lateral (
                        select account, currency, case side when 'DEBIT' then amount_minor else -amount_minor end as signed
                          from ledger_posting where entry_id = u.id
                           and kind = any(string_to_array(:unguarded, ',')) offset 0) p
                  where %1$s) found
             group by account, currency order by account, currency limit :limit""";
    private static final String NORMAL =
            "case when split_part(account, ':', 1) = any(string_to_array(:debits, ',')) then 1 else -1 end";
    private static final String WITH_POSTINGS = "select s.n, " + EntryContent.COLUMNS + """
              from (%s) found
              join ledger_entry e on e.id = found.id join ledger_posting p on p.entry_id = e.id
              left join ledger_seal s on s.entry_id = e.id
             order by e.id %s, p.line""";

    private static final String UNGUARDED =
            Joined.of(Arrays.stream(AccountKind.values()).filter(kind -> kind.guard() != AccountKind.Guard.BALANCE));
    private static final String DEBITS =
            Joined.of(Arrays.stream(AccountKind.values()).filter(kind -> kind.normalSide() == Posting.Side.DEBIT));

    /** An account and what it comes to, on its normal side. */
    public record AccountBalance(String account, String currency, long balanceMinor) {}

    /** Which accounts: all of one kind, or those of one owner, or all. After one place of the list. */
    public record AccountQuery(
            @Nullable AccountKind kind,
            @Nullable UUID owner,
            @Nullable String afterAccount,
            @Nullable String afterCurrency) {}

    /** What an entry may be known by. */
    public enum By {
        ORDER(
                "select id from ledger_entry where order_id = cast(:value as uuid) and id %1$s order by id %2$s limit :limit"),
        /** By its owner; one of the platform's own by reading on, among the few entries where only few touch it. */
        ACCOUNT(
                """
                select id from (
                    (select id from ledger_entry where order_id = owner_of(:value) and :value = any(accounts) and id %1$s
                      order by id %2$s limit :limit)
                     union all
                    (select id from ledger_entry where seller_id = owner_of(:value) and :value = any(accounts) and id %1$s
                      order by id %2$s limit :limit)
                     union all
                    (select id from ledger_entry where :value = any(array[RARE]) and accounts && array[RARE]
                        and :value = any(accounts) and id %1$s order by id %2$s limit :limit)
                     union all
                    (select id from ledger_entry where :value in ('PROVIDER_CLEARING', 'PLATFORM_REVENUE')
                        and :value = any(accounts) and id %1$s order by id %2$s limit :limit)) touching
                 order by id %2$s limit :limit""".replace(
                                "RARE",
                                "'PLATFORM_EXPENSE', 'COMPENSATION_POOL', 'POOL_CLAIM', 'INSPECTION', 'INSURANCE', 'WARRANTY'")),
        OPERATION_KEY(
                "select id from ledger_entry where operation_key = :value and id %1$s order by id %2$s limit :limit"),
        IDEMPOTENCY_KEY("""
                select id from ledger_entry where idempotency_key = :value and id %1$s order by id %2$s limit :limit"""),
        PROVIDER_REFERENCE("""
                select id from ledger_entry where provider_reference = :value and id %1$s order by id %2$s limit :limit""");

        private final String query;

        By(String query) {
            this.query = query;
        }

        /** The whole statement. */
        String statement(boolean newestFirst) {
            return WITH_POSTINGS.formatted(ids(newestFirst), newestFirst ? "desc" : "asc");
        }

        private String ids(boolean newestFirst) {
            return query.formatted(
                    newestFirst
                            ? "< coalesce(cast(:place as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')"
                            : "> coalesce(cast(:place as uuid), '00000000-0000-0000-0000-000000000000')",
                    newestFirst ? "desc" : "asc");
        }
    }

    /** One side of an entry, as it stands in its row. */
    public record Line(String account, String side, long amountMinor, String currency) {}

    /**
     * An entry as it stands in its rows, also when somebody has altered them.
     *
     * @param n the number it is sealed under; null while it waits for one
     */
    public record BookedEntry(
            @Nullable Long n,
            UUID entryId,
            @Nullable UUID orderId,
            String fact,
            String operationKey,
            Instant postedAt,
            @Nullable String correlationId,
            @Nullable String idempotencyKey,
            @Nullable String providerReference,
            List<Line> lines) {}

    /** Accounts by code, with what they come to now. */
    public Uni<List<AccountBalance>> accounts(Mutiny.Session session, AccountQuery query, int limit) {
        var kind = query.kind();
        var select = session.createNativeQuery(statement(query), Object[].class)
                .setParameter("account", query.afterAccount() == null ? "" : query.afterAccount())
                .setParameter("currency", query.afterCurrency() == null ? "" : query.afterCurrency())
                .setParameter("unguarded", UNGUARDED)
                .setParameter("debits", DEBITS)
                .setParameter("limit", limit);
        if (kind != null) {
            // ';' follows ':', by which a code goes on after its kind.
            select.setParameter("kind", kind.name()).setParameter("behind", kind.name() + ";");
        }
        if (query.owner() != null) {
            select.setParameter("owned", owned(query.owner()));
        }
        return select.getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new AccountBalance((String) row[0], (String) row[1], ((Number) row[2]).longValue()))
                        .toList());
    }

    /** Entries known by a value, newest or oldest first, behind a place. */
    public Uni<List<BookedEntry>> entries(
            Mutiny.Session session, By by, String value, boolean newestFirst, @Nullable UUID place, int limit) {
        return session.createNativeQuery(by.statement(newestFirst), Object[].class)
                .setParameter("value", value)
                .setParameter("place", place == null ? null : place.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(LedgerSearch::entries);
    }

    /** The platform's accounts that few entries touch, in the order of the index that keeps those entries. */
    private static String rare() {
        return Arrays.stream(AccountKind.values())
                .filter(kind -> kind.owner() == AccountKind.Owner.PLATFORM)
                .filter(kind -> kind != AccountKind.PROVIDER_CLEARING && kind != AccountKind.PLATFORM_REVENUE)
                .map(kind -> "'" + kind + "'")
                .collect(Collectors.joining(", "));
    }

    static String statement(AccountQuery query) {
        var conditions = new ArrayList<>(List.of("(account, currency) > (:account, :currency)"));
        if (query.kind() != null) {
            conditions.add("account >= :kind and account < :behind and split_part(account, ':', 1) = :kind");
        }
        if (query.owner() != null) {
            conditions.add("account = any(string_to_array(:owned, ','))");
        }
        return ACCOUNTS.formatted(String.join(" and ", conditions), NORMAL);
    }

    private static String owned(UUID owner) {
        return Joined.of(Arrays.stream(AccountKind.values())
                .filter(kind -> kind.owner() != AccountKind.Owner.PLATFORM)
                .map(kind -> kind + ":" + owner));
    }

    private static List<BookedEntry> entries(List<Object[]> rows) {
        var entries = new LinkedHashMap<UUID, BookedEntry>();
        for (var row : rows) {
            entries.computeIfAbsent((UUID) row[1], _ -> entry(row))
                    .lines()
                    .add(new Line(
                            (String) row[10], (String) row[11], ((Number) row[12]).longValue(), (String) row[13]));
        }
        return List.copyOf(entries.values());
    }

    private static BookedEntry entry(Object[] row) {
        return new BookedEntry(
                row[0] == null ? null : ((Number) row[0]).longValue(),
                (UUID) row[1],
                (UUID) row[2],
                (String) row[3],
                (String) row[4],
                Orders.instant(row[5]),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                new ArrayList<>());
    }
}
