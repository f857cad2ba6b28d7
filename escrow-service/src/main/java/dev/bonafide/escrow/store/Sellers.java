package dev.bonafide.escrow.store;

import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.earning.Standing;
import dev.bonafide.kit.transaction.Direct;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.ReadAhead;
import dev.bonafide.kit.transaction.RowKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What identity says of sellers, and the lock that everybody holds who takes money from one. */
@ApplicationScoped
public class Sellers {
    private static final String FIND =
            "select level, payout_delay_days, rights_version from seller_standing where account_id = :seller";
    private static final String OUTLOOK = """
            select seller.level, seller.payout_delay_days, seller.rights_version,
                   exists (select from receivable
                            where seller_id = sale.seller and currency = sale.currency and open_minor > 0),
                   exists (select from ledger_freeze where lifted_at is null and owner in (sale.seller, sale.of_order)),
                   sale.place
              from %s with ordinality sale (seller, of_order, currency, place)
              left join lateral (
                   select * from seller_standing where account_id = sale.seller offset 0) seller on true""".formatted(RowKind.rows(1, "uuid", "uuid", "text"));
    private static final String KEEP = """
            insert into seller_standing as known (account_id, level, payout_delay_days, rights_version, changed_at)
            values (:seller, :level, :delay, :version, :at)
            on conflict (account_id) do update
               set level = excluded.level, payout_delay_days = excluded.payout_delay_days,
                   rights_version = excluded.rights_version, changed_at = excluded.changed_at
             where known.changed_at <= excluded.changed_at""";
    private static final String KNOW = "insert into seller_lock (seller_id) values (:seller) on conflict do nothing";
    private static final String LOCK = "select seller_id from seller_lock where seller_id = :seller for update";

    private final LastRows lastRows;
    private final ReadAhead readAhead;

    Sellers(LastRows lastRows, ReadAhead readAhead) {
        this.lastRows = lastRows;
        this.readAhead = readAhead;
    }

    /**
     * All that a sale depends on beside its order.
     *
     * @param owes whether the seller owes anything in the currency of the sale
     * @param frozen whether the accounts of the order or the seller do not move
     */
    public record Outlook(Standing standing, boolean owes, boolean frozen) {}

    /** A sale as far as its seller is concerned. */
    public record Sale(UUID seller, UUID order, Currency currency) {}

    /** All that a sale depends on beside its order; reads without a lock. */
    public Uni<Outlook> outlook(Mutiny.Session session, Sale sale) {
        var known = (Outlook) readAhead.take(session, sale);
        return known == null
                ? outlooks(session, List.of(sale)).map(List::getFirst)
                : Uni.createFrom().item(known);
    }

    /** Reads it for several sales of this transaction. */
    public Uni<Void> readAhead(Mutiny.Session session, List<Sale> sales) {
        return outlooks(session, sales)
                .invoke(outlooks -> {
                    for (int i = 0; i < sales.size(); i++) {
                        readAhead.keep(session, sales.get(i), outlooks.get(i));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<List<Outlook>> outlooks(Mutiny.Session session, List<Sale> sales) {
        return Direct.selectInPlace(
                        session,
                        OUTLOOK,
                        sales.stream().map(Sale::seller).toArray(UUID[]::new),
                        sales.stream().map(Sale::order).toArray(UUID[]::new),
                        sales.stream()
                                .map(sale -> sale.currency().getCurrencyCode())
                                .toArray(String[]::new))
                .map(rows -> rows.stream()
                        .map(row ->
                                new Outlook(standing(row), Boolean.TRUE.equals(row[3]), Boolean.TRUE.equals(row[4])))
                        .toList());
    }

    /** The standing of a seller; {@link Standing#UNKNOWN} for one we have not heard of. */
    public Uni<Standing> standing(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("seller", seller)
                .getSingleResultOrNull()
                .map(row -> row == null ? Standing.UNKNOWN : standing(row));
    }

    /** Keeps the standing unless a later word is known. */
    public Uni<Void> keep(Mutiny.Session session, UUID seller, Standing standing, Instant at) {
        return session.createNativeQuery(KEEP)
                .setParameter("seller", seller)
                .setParameter("level", standing.level().name())
                .setParameter("delay", standing.payoutDelay().toDays())
                .setParameter("version", standing.rightsVersion())
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Waits for everybody else who takes money from this seller, blocks it, or changes where it is paid to. A sale that
     * only brings money does not take this lock, so the sales of one seller never wait for each other.
     *
     * <p>Locks are taken in this order everywhere: orders, then the seller, then the compensation pool.
     */
    public Uni<Void> lock(Mutiny.Session session, UUID seller) {
        // Whoever locks a seller goes on to read what the seller has.
        return lastRows.write(session)
                .chain(() -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter("seller", seller)
                        .getSingleResultOrNull())
                .chain(known ->
                        known == null ? know(session, seller) : Uni.createFrom().voidItem());
    }

    private static Standing standing(@Nullable Object[] row) {
        var level = (String) row[0];
        return level == null
                ? Standing.UNKNOWN
                : new Standing(
                        SellerLevel.valueOf(level),
                        Duration.ofDays(((Number) Objects.requireNonNull(row[1])).longValue()),
                        (String) Objects.requireNonNull(row[2]));
    }

    private static Uni<Void> know(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(KNOW)
                .setParameter("seller", seller)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter("seller", seller)
                        .getSingleResult())
                .replaceWithVoid();
    }
}
