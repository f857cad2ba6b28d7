package dev.bonafide.escrow.store;

import dev.bonafide.escrow.earning.EarningEffect;
import dev.bonafide.escrow.earning.Receivable;
import dev.bonafide.escrow.earning.Receivable.Favour;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What sellers owe. It changes under the seller's lock only. */
@ApplicationScoped
public class Receivables {
    private static final String ADD = """
            insert into receivable (id, seller_id, order_id, entry_id, favour, cause, cause_id, amount_minor, open_minor,
                                    currency, opened_at)
            values (:id, :seller, :order, :entry, :favour, :cause, :causeId, :amount, :amount, :currency, :at)""";
    private static final String SELECT = """
            select id, seller_id, order_id, favour, cause, cause_id, amount_minor, open_minor, currency, opened_at
              from receivable\s""";
    private static final String REPAY = """
            insert into receivable_repayment (entry_id, receivable_id, amount_minor)
            values (:entry, :receivable, :amount)""";
    private static final String OWES = """
            select exists (select 1 from receivable
                            where seller_id = :seller and currency = :currency and open_minor > 0)""";

    private static final String RECOVERED = """
            select cast(coalesce(sum(p.amount_minor), 0) as bigint)
              from receivable r
              join receivable_repayment p on p.receivable_id = r.id
              join ledger_entry e on e.id = p.entry_id
             where r.cause_id = :cause and r.currency = :currency
               and e.fact in ('RECEIVABLE_RECOVERED', 'ADVANCE_RECOVERED')""";

    private static final String GIVEN_UP = """
            select r.cause, cast(sum(p.amount_minor) as bigint)
              from ledger_entry e
              join receivable_repayment p on p.entry_id = e.id
              join receivable r on r.id = p.receivable_id
             where e.order_id = :order and e.fact = 'RECEIVABLE_WRITTEN_OFF' and r.currency = :currency
             group by r.cause""";

    /** Adds what an entry has opened. */
    public Uni<Void> add(Mutiny.Session session, UUID entryId, Receivable receivable) {
        return session.createNativeQuery(ADD)
                .setParameter("id", receivable.id())
                .setParameter("seller", receivable.sellerId())
                .setParameter("order", receivable.orderId())
                .setParameter("entry", entryId)
                .setParameter("favour", receivable.favour().name())
                .setParameter("cause", receivable.cause().name())
                .setParameter("causeId", receivable.causeId())
                .setParameter("amount", receivable.amount().amountMinor())
                .setParameter("currency", receivable.amount().currency().getCurrencyCode())
                .setParameter("at", receivable.openedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that an entry repays some of a receivable; the database refuses more than is open. */
    public Uni<Void> repay(Mutiny.Session session, UUID entryId, UUID receivableId, Money amount) {
        return session.createNativeQuery(REPAY)
                .setParameter("entry", entryId)
                .setParameter("receivable", receivableId)
                .setParameter("amount", amount.amountMinor())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether the seller owes anything; reads without a lock. */
    public Uni<Boolean> owes(Mutiny.Session session, UUID seller, Currency currency) {
        return session.createNativeQuery(OWES, Boolean.class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult();
    }

    /** What the seller owes in a currency, oldest first. */
    public Uni<List<Receivable>> open(Mutiny.Session session, UUID seller, Currency currency) {
        return session.createNativeQuery(
                        SELECT + "where seller_id = :seller and currency = :currency and open_minor > 0"
                                + " order by opened_at, id",
                        Object[].class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .getResultList()
                .map(Receivables::receivables);
    }

    /** The receivables that a credit repays, oldest first. The seller must be locked. */
    public Uni<List<Receivable>> choose(
            Mutiny.Session session, EarningEffect.Repays choice, UUID seller, UUID subject, Currency currency) {
        return open(session, seller, currency)
                .map(open -> open.stream()
                        .filter(receivable -> switch (choice) {
                            case OF_THE_PLATFORM -> receivable.favour() == Favour.PLATFORM;
                            case OF_THE_POOL -> receivable.favour() == Favour.POOL;
                            case THE_RECEIVABLE -> receivable.id().equals(subject);
                            case OF_THE_CAUSE -> receivable.causeId().equals(subject);
                            case NONE -> throw new IllegalArgumentException("The fact repays nothing");
                        })
                        .toList());
    }

    /** The receivable, or null. */
    public Uni<@Nullable Receivable> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(SELECT + "where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : receivable(row));
    }

    /** What that ruling, chargeback or advance has opened, repaid or not. */
    public Uni<List<Receivable>> ofCause(Mutiny.Session session, UUID causeId) {
        return session.createNativeQuery(SELECT + "where cause_id = :cause order by opened_at, id", Object[].class)
                .setParameter("cause", causeId)
                .getResultList()
                .map(Receivables::receivables);
    }

    /** What was taken from the seller for that ruling, chargeback or advance; what was written off is no part of it. */
    public Uni<Money> recovered(Mutiny.Session session, UUID causeId, Currency currency) {
        return session.createNativeQuery(RECOVERED, Long.class)
                .setParameter("cause", causeId)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    /** What was given up of what the seller owed to the platform because of the order, by the fact that had opened the debt. */
    public Uni<Map<Fact, Money>> givenUp(Mutiny.Session session, UUID orderId, Currency currency) {
        return session.createNativeQuery(GIVEN_UP, Object[].class)
                .setParameter("order", orderId)
                .setParameter("currency", currency.getCurrencyCode())
                .getResultList()
                .map(rows -> {
                    var givenUp = new EnumMap<Fact, Money>(Fact.class);
                    rows.forEach(row -> givenUp.put(
                            Fact.valueOf((String) row[0]), new Money(((Number) row[1]).longValue(), currency)));
                    return givenUp;
                });
    }

    /**
     * Receivables, newest first, older than the one given.
     *
     * @param seller only those of this one, or of all if null
     */
    public Uni<List<Receivable>> newest(
            Mutiny.Session session, @Nullable UUID seller, boolean openOnly, @Nullable UUID before, int limit) {
        var query = session.createNativeQuery(
                        SELECT + "where (cast(:seller as uuid) is null or seller_id = cast(:seller as uuid))"
                                + (openOnly ? " and open_minor > 0" : "")
                                + " and id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')"
                                + " order by id desc limit :limit",
                        Object[].class)
                .setParameter("seller", seller == null ? null : seller.toString())
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit);
        return query.getResultList().map(Receivables::receivables);
    }

    private static List<Receivable> receivables(List<Object[]> rows) {
        return rows.stream().map(Receivables::receivable).toList();
    }

    private static Receivable receivable(Object[] row) {
        var currency = (String) row[8];
        return new Receivable(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                Favour.valueOf((String) row[3]),
                Fact.valueOf((String) row[4]),
                (UUID) row[5],
                Money.of(((Number) row[6]).longValue(), currency),
                Money.of(((Number) row[7]).longValue(), currency),
                Orders.instant(row[9]));
    }
}
