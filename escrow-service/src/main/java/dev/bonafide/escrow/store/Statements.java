package dev.bonafide.escrow.store;

import dev.bonafide.escrow.earning.SellerBalance;
import dev.bonafide.escrow.earning.Statement;
import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a seller has, and how it came: read from the ledger, so that it agrees with it to the cent. */
@ApplicationScoped
public class Statements {
    private static final String CHANGES = """
            cast(coalesce(sum(case p.side when 'CREDIT' then p.amount_minor else -p.amount_minor end)
                          filter (where p.kind = 'SELLER_PAYABLE'), 0) as bigint),
            cast(coalesce(sum(case p.side when 'CREDIT' then p.amount_minor else -p.amount_minor end)
                          filter (where p.kind = 'SELLER_RESERVE'), 0) as bigint),
            cast(coalesce(sum(case p.side when 'CREDIT' then p.amount_minor else -p.amount_minor end)
                          filter (where p.kind = 'PAYOUT_IN_TRANSIT'), 0) as bigint),
            cast(coalesce(sum(case p.side when 'DEBIT' then p.amount_minor else -p.amount_minor end)
                          filter (where p.kind = 'SELLER_RECEIVABLE'), 0) as bigint)""";
    private static final String OF_SELLER = """
              from ledger_entry e join ledger_posting p on p.entry_id = e.id
             where e.seller_id = :seller and e.currency = :currency
               and p.kind in ('SELLER_PAYABLE', 'SELLER_RESERVE', 'PAYOUT_IN_TRANSIT', 'SELLER_RECEIVABLE')
            """;
    private static final String BEFORE = "select " + CHANGES + OF_SELLER + " and e.posted_at < :to";
    private static final String BETWEEN = "select e.id, e.posted_at, cast(e.order_id as text), e.fact, " + CHANGES
            + OF_SELLER
            + " and e.posted_at >= :from and e.posted_at < :to group by e.id order by e.posted_at, e.id limit :limit";
    private static final String BALANCES = """
            select currency,
                   cast(sum(available) as bigint), cast(sum(pending) as bigint), cast(sum(blocked) as bigint),
                   cast(sum(reserved) as bigint), cast(sum(transit) as bigint), cast(sum(owed) as bigint)
              from (select currency,
                           case when kind = 'PAYABLE' and not blocked and available_at <= :now then open_minor end as available,
                           case when kind = 'PAYABLE' and not blocked and available_at > :now then open_minor end as pending,
                           case when kind = 'PAYABLE' and blocked then open_minor end as blocked,
                           case when kind = 'RESERVE' then open_minor end as reserved,
                           null as transit, null as owed
                      from earning_lot where seller_id = :seller and open_minor > 0
                    union all
                    select currency, null, null, null, null,
                           case when account = :transit then balance_minor end,
                           case when account = :owed then balance_minor end
                      from guarded_balance where account in (:transit, :owed) and balance_minor > 0) parts
             group by currency order by currency""";

    /** What the seller had when that instant began. */
    public Uni<Statement.Position> positionAt(Mutiny.Session session, UUID seller, Currency currency, Instant at) {
        return session.createNativeQuery(BEFORE, Object[].class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .setParameter("to", at.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(row -> new Statement.Position(number(row[0]), number(row[1]), number(row[2]), number(row[3])));
    }

    /** What moved from the first instant to before the second, oldest first, at most so many. */
    public Uni<List<Statement.Entry>> entries(
            Mutiny.Session session, UUID seller, Currency currency, Instant from, Instant to, int limit) {
        return session.createNativeQuery(BETWEEN, Object[].class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .setParameter("from", from.atOffset(ZoneOffset.UTC))
                .setParameter("to", to.atOffset(ZoneOffset.UTC))
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Statements::entry).toList());
    }

    /** What the seller has now, one balance per currency; none for a seller who never had anything. */
    public Uni<List<SellerBalance>> balances(Mutiny.Session session, UUID seller, Instant now) {
        return session.createNativeQuery(BALANCES, Object[].class)
                .setParameter("seller", seller)
                .setParameter("transit", account(AccountKind.PAYOUT_IN_TRANSIT, seller))
                .setParameter("owed", account(AccountKind.SELLER_RECEIVABLE, seller))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getResultList()
                .map(rows -> rows.stream().map(Statements::balance).toList());
    }

    private static Statement.Entry entry(Object[] row) {
        var order = (String) row[2];
        return new Statement.Entry(
                (UUID) row[0],
                Orders.instant(row[1]),
                order == null ? null : UUID.fromString(order),
                Fact.valueOf((String) row[3]),
                new Statement.Change(number(row[4]), number(row[5]), number(row[6]), number(row[7])));
    }

    private static SellerBalance balance(Object[] row) {
        var currency = (String) row[0];
        return new SellerBalance(
                money(row[1], currency),
                money(row[2], currency),
                money(row[3], currency),
                money(row[4], currency),
                money(row[5], currency),
                money(row[6], currency));
    }

    private static Money money(@Nullable Object minor, String currency) {
        return Money.of(minor == null ? 0 : number(minor), currency);
    }

    private static String account(AccountKind kind, UUID seller) {
        return new Account(kind, seller).code();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
