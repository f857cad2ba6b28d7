package dev.bonafide.escrow.store;

import static dev.bonafide.kit.transaction.RowKind.Column.ID;
import static dev.bonafide.kit.transaction.RowKind.Column.NUMBER;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;

import dev.bonafide.escrow.earning.Cover;
import dev.bonafide.escrow.earning.EarningEffect;
import dev.bonafide.escrow.earning.Lot;
import dev.bonafide.escrow.earning.Portion;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.RowKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The lots that sellers' earnings are made of. Sales add lots and lock nothing; whoever uses lots or blocks them holds the
 * seller's lock, so that between reading what is open and using it nothing changes but by new sales.
 */
@ApplicationScoped
public class Lots {
    private static final String ADD = """
            insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                                     available_at, blocked, policy_version)
            values\s""";
    private static final String NEW_LOT = """
            (:id%1$d, :seller%1$d, :order%1$d, :entry%1$d, :kind%1$d, :amount%1$d, :amount%1$d, :currency%1$d,
             :available%1$d, exists (select 1 from earning_block
                                      where order_id = :order%1$d
                                        and (milestone_id is null
                                             or is_earned_by(:entry%1$d, :amount%1$d, :available%1$d, milestone_id))),
             :policy%1$d)""";
    private static final RowKind MADE = RowKind.of("""
            insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency,
                                     available_at, blocked, policy_version)
            select id, seller, of_order, entry, kind, amount, amount, currency, available,
                   exists (select 1 from earning_block
                            where order_id = of_order
                              and (milestone_id is null or is_earned_by(entry, amount, available, milestone_id))), policy
              from %s lot (id, seller, of_order, entry, kind, amount, currency, available, policy)""", ID, ID, ID, ID, TEXT, NUMBER, TEXT, TIME, TEXT);
    private static final String USE =
            "insert into earning_use (entry_id, lot_id, amount_minor) values (:entry, :lot, :amount)";
    private static final String FIND = """
            select id, seller_id, order_id, kind, amount_minor, open_minor, currency, available_at, blocked, policy_version
              from earning_lot where id = :id""";
    /** Lots in the order of their use, each with what is open in those before it. */
    private static final String CHOOSE = """
            select id, open_minor from (
                select id, open_minor, position,
                       sum(open_minor) over (order by position) - open_minor as before
                  from (select id, open_minor,
                               row_number() over (order by %s) as position
                          from earning_lot
                         where seller_id = :seller and currency = :currency and kind = :kind and open_minor > 0
                           and %s) chosen) counted
             where before < :amount order by position""";

    private static final String SOURCES = """
            select kind, order_id = :order, cast(sum(open_minor) as bigint)
              from earning_lot
             where seller_id = :seller and currency = :currency and open_minor > 0 and (order_id = :order or not blocked)
             group by 1, 2""";
    private static final String UNBLOCKED = """
            select cast(coalesce(sum(open_minor) filter (where kind = 'PAYABLE'), 0) as bigint),
                   cast(coalesce(sum(open_minor) filter (where kind = 'RESERVE'), 0) as bigint)
              from earning_lot
             where seller_id = :seller and currency = :currency and open_minor > 0 and not blocked""";
    private static final String AVAILABLE = """
            select cast(coalesce(sum(open_minor), 0) as bigint) from earning_lot
             where seller_id = :seller and currency = :currency and kind = 'PAYABLE' and open_minor > 0
               and not blocked and available_at <= :now""";
    private static final String USED = """
            select l.id, l.seller_id, l.order_id, l.kind, u.amount_minor, l.open_minor, l.currency, l.available_at,
                   l.blocked, l.policy_version
              from ledger_entry e
              join earning_use u on u.entry_id = e.id
              join earning_lot l on l.id = u.lot_id
             where e.operation_key = :key order by l.available_at, l.id""";
    private static final String BLOCK = """
            insert into earning_block (order_id, dispute_id, milestone_id, blocked_at)
            values (:order, :dispute, cast(:milestone as uuid), :at)
            on conflict do nothing""";
    private static final String UNBLOCK = "delete from earning_block where order_id = :order and dispute_id = :dispute";
    private static final String MARK = """
            update earning_lot set blocked = exists (
                       select 1 from earning_block b
                        where b.order_id = :order
                          and (b.milestone_id is null
                               or is_earned_by(earning_lot.entry_id, earning_lot.amount_minor, earning_lot.available_at,
                                               b.milestone_id)))
             where order_id = :order""";

    /** A lot that an entry makes; blocked from the start if its order is, or its milestone. */
    public record NewLot(
            UUID id,
            UUID sellerId,
            UUID orderId,
            UUID entryId,
            Lot.Kind kind,
            Money amount,
            Instant availableAt,
            String policyVersion) {}

    private final LastRows lastRows;

    Lots(LastRows lastRows) {
        this.lastRows = lastRows;
    }

    /** Adds a lot at the end of the transaction. */
    public void addLast(Mutiny.Session session, NewLot lot) {
        lastRows.add(
                session,
                MADE,
                lot.id(),
                lot.sellerId(),
                lot.orderId(),
                lot.entryId(),
                lot.kind().name(),
                lot.amount().amountMinor(),
                lot.amount().currency().getCurrencyCode(),
                lot.availableAt().atOffset(ZoneOffset.UTC),
                lot.policyVersion());
    }

    /** Adds lots. */
    public Uni<Void> add(Mutiny.Session session, List<NewLot> lots) {
        if (lots.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var insert = session.createNativeQuery(ADD
                + IntStream.range(0, lots.size()).mapToObj(NEW_LOT::formatted).collect(Collectors.joining(", ")));
        for (int i = 0; i < lots.size(); i++) {
            var lot = lots.get(i);
            insert.setParameter("id" + i, lot.id())
                    .setParameter("seller" + i, lot.sellerId())
                    .setParameter("order" + i, lot.orderId())
                    .setParameter("entry" + i, lot.entryId())
                    .setParameter("kind" + i, lot.kind().name())
                    .setParameter("amount" + i, lot.amount().amountMinor())
                    .setParameter("currency" + i, lot.amount().currency().getCurrencyCode())
                    .setParameter("available" + i, lot.availableAt().atOffset(ZoneOffset.UTC))
                    .setParameter("policy" + i, lot.policyVersion());
        }
        return insert.executeUpdate().replaceWithVoid();
    }

    /** The lot, or null. */
    public Uni<@Nullable Lot> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : lot(row));
    }

    /**
     * The lots, in the order of their use, that together have the amount, or all there are if they have less. The seller
     * must be locked.
     *
     * @param order whose lots come first, where the choice says so
     * @param subject the lot itself, where the choice says so
     */
    public Uni<List<Portion>> choose(
            Mutiny.Session session,
            EarningEffect.Uses choice,
            UUID seller,
            @Nullable UUID order,
            UUID subject,
            Lot.Kind kind,
            Money amount,
            Instant now) {
        var query = session.createNativeQuery(CHOOSE.formatted(sequence(choice), condition(choice)), Object[].class)
                .setParameter("seller", seller)
                .setParameter("currency", amount.currency().getCurrencyCode())
                .setParameter("kind", kind.name())
                .setParameter("amount", amount.amountMinor());
        switch (choice) {
            case THE_LOT -> query.setParameter("subject", subject);
            case AVAILABLE -> query.setParameter("now", now.atOffset(ZoneOffset.UTC));
            case OF_THE_ORDER, ORDER_FIRST -> query.setParameter("order", order);
            case NONE, UNBLOCKED -> {}
        }
        return query.getResultList()
                .map(rows -> Portion.upTo(
                        rows.stream()
                                .map(row -> new Portion(
                                        (UUID) row[0],
                                        Money.of(
                                                number(row[1]),
                                                amount.currency().getCurrencyCode())))
                                .toList(),
                        amount));
    }

    /** Writes that a debit uses lots; the database refuses more than is open. */
    public Uni<Void> use(Mutiny.Session session, UUID entryId, List<Portion> uses) {
        Uni<Void> used = Uni.createFrom().voidItem();
        for (var use : uses) {
            used = used.chain(() -> session.createNativeQuery(USE)
                    .setParameter("entry", entryId)
                    .setParameter("lot", use.of())
                    .setParameter("amount", use.amount().amountMinor())
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return used;
    }

    /** What the operation of that key has used; the amount of each lot is what was used of it. */
    public Uni<List<Lot>> usedBy(Mutiny.Session session, String operationKey) {
        return session.createNativeQuery(USED, Object[].class)
                .setParameter("key", operationKey)
                .getResultList()
                .map(rows -> rows.stream().map(Lots::lot).toList());
    }

    /** What a claim about the order may take from its seller: the order's own lots, and others that nothing blocks. */
    public Uni<Cover.Sources> sources(Mutiny.Session session, UUID seller, UUID order, Currency currency) {
        return session.createNativeQuery(SOURCES, Object[].class)
                .setParameter("seller", seller)
                .setParameter("order", order)
                .setParameter("currency", currency.getCurrencyCode())
                .getResultList()
                .map(rows -> new Cover.Sources(
                        sum(rows, Lot.Kind.PAYABLE, true, currency),
                        sum(rows, Lot.Kind.RESERVE, true, currency),
                        sum(rows, Lot.Kind.PAYABLE, false, currency),
                        sum(rows, Lot.Kind.RESERVE, false, currency)));
    }

    /** What a seller has that nothing blocks. */
    public record Unblocked(Money payable, Money reserve) {}

    /** What a seller has that nothing blocks, whether or not its time has come. */
    public Uni<Unblocked> unblocked(Mutiny.Session session, UUID seller, Currency currency) {
        return session.createNativeQuery(UNBLOCKED, Object[].class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(row -> new Unblocked(new Money(number(row[0]), currency), new Money(number(row[1]), currency)));
    }

    /** What may be paid out to a seller now. */
    public Uni<Money> available(Mutiny.Session session, UUID seller, Currency currency, Instant now) {
        return session.createNativeQuery(AVAILABLE, Long.class)
                .setParameter("seller", seller)
                .setParameter("currency", currency.getCurrencyCode())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    /**
     * Keeps what the order has earned, or will earn, from being paid out. The order and its seller must be locked.
     *
     * @param milestone whose earnings alone are kept; null for all of the order's
     */
    public Uni<Void> block(Mutiny.Session session, UUID order, @Nullable UUID milestone, UUID dispute, Instant now) {
        return session.createNativeQuery(BLOCK)
                .setParameter("order", order)
                .setParameter("milestone", milestone == null ? null : milestone.toString())
                .setParameter("dispute", dispute)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> mark(session, order));
    }

    /** Takes a block away; others of the same order stay. The order and its seller must be locked. */
    public Uni<Void> unblock(Mutiny.Session session, UUID order, UUID dispute) {
        return session.createNativeQuery(UNBLOCK)
                .setParameter("order", order)
                .setParameter("dispute", dispute)
                .executeUpdate()
                .chain(() -> mark(session, order));
    }

    private static Uni<Void> mark(Mutiny.Session session, UUID order) {
        return session.createNativeQuery(MARK)
                .setParameter("order", order)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String sequence(EarningEffect.Uses choice) {
        return choice == EarningEffect.Uses.ORDER_FIRST
                ? "order_id = :order desc, available_at, id"
                : "available_at, id";
    }

    private static String condition(EarningEffect.Uses choice) {
        return switch (choice) {
            case OF_THE_ORDER -> "order_id = :order";
            case ORDER_FIRST -> "(order_id = :order or not blocked)";
            case UNBLOCKED -> "not blocked";
            case AVAILABLE -> "not blocked and available_at <= :now";
            case THE_LOT -> "id = :subject";
            case NONE -> throw new IllegalArgumentException("The fact uses no lots");
        };
    }

    private static Money sum(List<Object[]> rows, Lot.Kind kind, boolean ofTheOrder, Currency currency) {
        return rows.stream()
                .filter(row -> kind.name().equals(row[0]) && row[1].equals(ofTheOrder))
                .map(row -> new Money(number(row[2]), currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    private static Lot lot(Object[] row) {
        var currency = (String) row[6];
        return new Lot(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                Lot.Kind.valueOf((String) row[3]),
                Money.of(number(row[4]), currency),
                Money.of(number(row[5]), currency),
                Orders.instant(row[7]),
                (Boolean) row[8],
                (String) row[9]);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
