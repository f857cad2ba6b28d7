package dev.bonafide.escrow.store;

import dev.bonafide.escrow.advance.AdvancePool;
import dev.bonafide.escrow.advance.AdvancePool.Limits;
import dev.bonafide.escrow.advance.AdvancePool.Stop;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The compensation pools, one per currency. They change under their own lock, which is taken after a seller's. */
@ApplicationScoped
public class Pools {
    private static final String FIND = """
            select target_minor, case_limit_minor, day_limit_minor, seller_basis_points, stop_basis_points, version,
                   stopped_by, stopped_at
              from advance_pool where currency = :currency""";
    private static final String PUT = """
            insert into advance_pool (currency, version, target_minor, case_limit_minor, day_limit_minor,
                                      seller_basis_points, stop_basis_points)
            values (:currency, :version, :target, :case, :day, :seller, :stop)
            on conflict (currency) do update
               set version = excluded.version, target_minor = excluded.target_minor,
                   case_limit_minor = excluded.case_limit_minor, day_limit_minor = excluded.day_limit_minor,
                   seller_basis_points = excluded.seller_basis_points, stop_basis_points = excluded.stop_basis_points""";
    private static final String STOP = """
            update advance_pool set stopped_by = cast(:by as text), stopped_at = cast(cast(:at as text) as timestamptz)
             where currency = :currency""";
    private static final String BALANCE = """
            select cast(coalesce(sum(balance_minor), 0) as bigint) from guarded_balance
             where account = :account and currency = :currency""";
    private static final String PAID = """
            select cast(coalesce(sum(amount_minor), 0) as bigint) from advance
             where currency = :currency and business_day = :day and state <> 'REFUSED'""";
    private static final String OWED = """
            select cast(coalesce(sum(open_minor), 0) as bigint) from receivable
             where seller_id = :seller and currency = :currency and favour = 'POOL' and open_minor > 0""";

    /** The pool, or null if there is none in the currency. */
    public Uni<@Nullable AdvancePool> find(Mutiny.Session session, Currency currency) {
        return read(session, currency, FIND);
    }

    /** The pool, which from now on only this transaction can change or pay from. */
    public Uni<@Nullable AdvancePool> lock(Mutiny.Session session, Currency currency) {
        return read(session, currency, FIND + " for update");
    }

    /** Gives the pool new limits. */
    public Uni<Void> put(Mutiny.Session session, Limits limits, long version) {
        return session.createNativeQuery(PUT)
                .setParameter("currency", limits.target().currency().getCurrencyCode())
                .setParameter("version", version)
                .setParameter("target", limits.target().amountMinor())
                .setParameter("case", limits.perCase().amountMinor())
                .setParameter("day", limits.perDay().amountMinor())
                .setParameter("seller", limits.sellerBasisPoints())
                .setParameter("stop", limits.stopBasisPoints())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Stops the pool, or lets it pay again. */
    public Uni<Void> stop(Mutiny.Session session, Currency currency, @Nullable Stop stop) {
        return session.createNativeQuery(STOP)
                .setParameter("by", stop == null ? null : stop.by().name())
                .setParameter("at", stop == null ? null : stop.since().toString())
                .setParameter("currency", currency.getCurrencyCode())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What is in the pool. */
    public Uni<Money> balance(Mutiny.Session session, Currency currency) {
        return balance(session, AccountKind.COMPENSATION_POOL, currency);
    }

    /** What sellers owe to the pool. */
    public Uni<Money> claims(Mutiny.Session session, Currency currency) {
        return balance(session, AccountKind.POOL_CLAIM, currency);
    }

    /** What the pool has paid on a business day, also what was found wrong later. */
    public Uni<Money> paidOn(Mutiny.Session session, Currency currency, LocalDate day) {
        return session.createNativeQuery(PAID, Long.class)
                .setParameter("currency", currency.getCurrencyCode())
                .setParameter("day", day)
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    /** What one seller owes to the pool. */
    public Uni<Money> owedBy(Mutiny.Session session, UUID seller, Currency currency) {
        return session.createNativeQuery(OWED, Long.class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    private static Uni<Money> balance(Mutiny.Session session, AccountKind kind, Currency currency) {
        return session.createNativeQuery(BALANCE, Long.class)
                .setParameter("account", kind.name())
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    private static Uni<@Nullable AdvancePool> read(Mutiny.Session session, Currency currency, String query) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResultOrNull()
                .map(row -> row == null ? null : pool(row, currency));
    }

    private static AdvancePool pool(Object[] row, Currency currency) {
        return new AdvancePool(
                new Limits(
                        new Money(number(row[0]), currency),
                        new Money(number(row[1]), currency),
                        new Money(number(row[2]), currency),
                        (int) number(row[3]),
                        (int) number(row[4])),
                number(row[5]),
                row[6] == null ? null : new Stop(Stop.By.valueOf((String) row[6]), Orders.instant(row[7])));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
