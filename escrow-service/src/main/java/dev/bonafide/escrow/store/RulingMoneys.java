package dev.bonafide.escrow.store;

import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.ruling.RulingMoney.Refusal;
import dev.bonafide.escrow.ruling.RulingMoney.Refused;
import dev.bonafide.escrow.ruling.RulingMoney.Settled;
import dev.bonafide.escrow.settlement.Legs;
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

/** The money of rulings. It changes under the lock of its order alone. */
@ApplicationScoped
public class RulingMoneys {
    /** A later plan may be refused because the milestone has ended with its order: it was about that one all the same. */
    private static final String PUT = """
            insert into ruling_money (ruling_id, dispute_id, order_id, plan_version, outcome, state, currency, held_minor,
                                      left_minor, buyer_minor, seller_minor, platform_minor, refusal, made_good_by, decided_at,
                                      due_at, milestone_id)
            values (:ruling, :dispute, :order, :version, :outcome, :state, :currency, :held,
                    cast(cast(:left as text) as bigint), cast(cast(:buyer as text) as bigint),
                    cast(cast(:seller as text) as bigint), cast(cast(:platform as text) as bigint), cast(:refusal as text),
                    cast(:by as text), :at, cast(cast(:due as text) as timestamptz), cast(cast(:milestone as text) as uuid))
            on conflict (ruling_id) do update
               set plan_version = excluded.plan_version, outcome = excluded.outcome, state = excluded.state,
                   held_minor = excluded.held_minor, left_minor = excluded.left_minor, buyer_minor = excluded.buyer_minor,
                   seller_minor = excluded.seller_minor, platform_minor = excluded.platform_minor,
                   refusal = excluded.refusal, made_good_by = excluded.made_good_by, decided_at = excluded.decided_at,
                   due_at = excluded.due_at,
                   milestone_id = case when excluded.state = 'REFUSED' then ruling_money.milestone_id
                                       else excluded.milestone_id end""";

    private static final String SELECT = """
            select ruling_id, dispute_id, order_id, plan_version, outcome, state, currency, held_minor, left_minor,
                   buyer_minor, seller_minor, platform_minor, refusal, made_good_by,
                   given_buyer_minor, given_seller_minor, given_platform_minor
              from ruling_money\s""";
    private static final String SETTLE = """
            update ruling_money
               set state = 'SETTLED', decided_at = :at, due_at = null,
                   given_buyer_minor = :buyer, given_seller_minor = :seller, given_platform_minor = :platform
             where ruling_id = :ruling""";
    private static final String IN_MATTER = """
            select e.entry_id from ruling_entry e join ruling_money m on m.ruling_id = e.ruling_id
             where m.order_id = :order and m.state = 'SETTLED'
               and m.milestone_id is not distinct from cast(cast(:milestone as text) as uuid)""";
    private static final String ENTRY = "insert into ruling_entry (ruling_id, entry_id) values (:ruling, :entry)";
    private static final String ENTRY_IDS =
            "select entry_id from ruling_entry where ruling_id = :ruling order by entry_id";
    private static final String STEP = """
            insert into ruling_step (step_id, ruling_id, step, plan_version, outcome, answered_at)
            values (:step, :ruling, :kind, :version, :outcome, :at) on conflict (step_id) do nothing""";
    private static final String BOUND = """
            select cast(coalesce(sum(buyer_minor), 0) as bigint) from ruling_money
             where order_id = :order and currency = :currency and state = 'FIXED' and held_minor > 0""";
    private static final String UNPAID = """
            select count(*) from ruling_money m join orders o on o.id = m.order_id
             where m.due_at <= :before
               and (m.state = 'FIXED'
                    or m.state = 'REFUSED'
                       and (o.stage = 'DISPUTED' and o.dispute_id = m.dispute_id
                            or o.claim_dispute = m.dispute_id and o.claim_ruling is null
                            or exists (select from milestone_claim c where c.dispute_id = m.dispute_id and c.ruling_id is null)
                            or exists (select from milestone s
                                        where s.id = m.milestone_id and s.state = 'FROZEN' and s.dispute_id = m.dispute_id)))""";
    private static final String SPARED = """
            select cast(coalesce(sum(case outcome when 'BUYER' then held_minor else buyer_minor end
                                     - (select coalesce(sum(d.amount_minor), 0)
                                          from ruling_entry e join indemnity_draw d on d.entry_id = e.entry_id
                                         where e.ruling_id = m.ruling_id)), 0) as bigint)
              from ruling_money m
             where order_id = :order and currency = :currency and state = 'SETTLED' and held_minor > 0
               and given_buyer_minor + given_seller_minor + given_platform_minor > 0
               and milestone_id is not null and milestone_id is distinct from cast(cast(:milestone as text) as uuid)""";

    /** The money of the ruling; null if nobody has asked for it. */
    public Uni<@Nullable RulingMoney> find(Mutiny.Session session, UUID rulingId) {
        return session.createNativeQuery(SELECT + "where ruling_id = :ruling", Object[].class)
                .setParameter("ruling", rulingId)
                .getSingleResultOrNull()
                .chain(row -> row == null ? Uni.createFrom().nullItem() : money(session, row));
    }

    /**
     * The latest that another ruling has fixed or moved in the same matter; null if there is none. One for which there was nothing to
     * move is none of them.
     *
     * @param milestone the one it is about; null for the order as a whole
     */
    public Uni<@Nullable RulingMoney> lastOther(
            Mutiny.Session session, UUID orderId, @Nullable UUID milestone, UUID rulingId) {
        return session.createNativeQuery(
                        SELECT + "where order_id = :order and ruling_id <> :ruling"
                                + " and (state = 'FIXED' or state = 'SETTLED'"
                                + " and given_buyer_minor + given_seller_minor + given_platform_minor > 0)"
                                + " and milestone_id is not distinct from cast(cast(:milestone as text) as uuid)"
                                + " order by state = 'FIXED' desc, decided_at desc, ruling_id desc limit 1",
                        Object[].class)
                .setParameter("order", orderId)
                .setParameter("ruling", rulingId)
                .setParameter("milestone", text(milestone))
                .getSingleResultOrNull()
                .chain(row -> row == null ? Uni.createFrom().nullItem() : money(session, row));
    }

    /**
     * Writes that it is fixed or refused.
     *
     * @param milestone the one it is about; null for the order as a whole
     * @param due when it is to move; null while others have to do something first
     */
    public Uni<Void> put(
            Mutiny.Session session, RulingMoney money, @Nullable UUID milestone, @Nullable Instant due, Instant now) {
        return switch (money) {
            case Fixed fixed -> put(session, fixed, milestone, "FIXED", fixed.legs(), null, due, now);
            case Refused refused ->
                put(session, refused, milestone, "REFUSED", wish(refused.ask().outcome()), refused, now, now);
            case Settled settled ->
                Uni.createFrom().failure(new IllegalArgumentException(settled + " is settled by its entries"));
        };
    }

    /**
     * The entries by which rulings have moved something in that matter.
     *
     * @param milestone the one it is about; null for the order as a whole
     */
    public Uni<List<UUID>> entriesAbout(Mutiny.Session session, UUID orderId, @Nullable UUID milestone) {
        return session.createNativeQuery(IN_MATTER, UUID.class)
                .setParameter("order", orderId)
                .setParameter("milestone", text(milestone))
                .getResultList();
    }

    /**
     * Writes that what was fixed has moved.
     *
     * @param given who has how much of it since
     * @param entries by which it has; none if nothing was to be moved
     */
    public Uni<Settled> settle(Mutiny.Session session, Fixed fixed, Legs given, List<UUID> entries, Instant now) {
        var ruling = fixed.ask().rulingId();
        return session.createNativeQuery(SETTLE)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("buyer", given.buyer().amountMinor())
                .setParameter("seller", given.seller().amountMinor())
                .setParameter("platform", given.platform().amountMinor())
                .setParameter("ruling", ruling)
                .executeUpdate()
                .chain(() -> addAll(session, ruling, entries))
                .replaceWith(() -> new Settled(fixed.ask(), fixed.held(), fixed.legs(), given, entries));
    }

    /** Writes how a step was answered; the first answer stays. */
    public Uni<Void> answer(
            Mutiny.Session session, UUID stepId, String step, RulingMoney money, String outcome, Instant now) {
        return session.createNativeQuery(STEP)
                .setParameter("step", stepId)
                .setParameter("ruling", money.ask().rulingId())
                .setParameter("kind", step)
                .setParameter("version", money.ask().planVersion())
                .setParameter("outcome", outcome)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What a ruling that is fixed and not moved yet is about to give the buyer of the order. */
    public Uni<Money> boundForBuyer(Mutiny.Session session, UUID orderId, Currency currency) {
        return session.createNativeQuery(BOUND, Long.class)
                .setParameter("order", orderId)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    /**
     * What rulings about milestones of the order have left of the buyer's legs with those who had made the loss good, be it after they
     * were fixed.
     *
     * @param except rulings about this one are not counted; null to count them all
     */
    public Uni<Money> spared(Mutiny.Session session, UUID orderId, @Nullable UUID except, Currency currency) {
        return session.createNativeQuery(SPARED, Long.class)
                .setParameter("order", orderId)
                .setParameter("currency", currency.getCurrencyCode())
                .setParameter("milestone", text(except))
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }

    /** How many rulings the money has not followed that should have moved before that. */
    public Uni<Long> unpaid(Mutiny.Session session, Instant before) {
        return session.createNativeQuery(UNPAID, Long.class)
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .getSingleResult();
    }

    private static Uni<Void> put(
            Mutiny.Session session,
            RulingMoney money,
            @Nullable UUID milestone,
            String state,
            @Nullable Legs legs,
            @Nullable Refused refused,
            @Nullable Instant due,
            Instant now) {
        var ask = money.ask();
        var by = refused == null ? null : refused.by();
        return session.createNativeQuery(PUT)
                .setParameter("ruling", ask.rulingId())
                .setParameter("dispute", ask.disputeId())
                .setParameter("order", ask.orderId())
                .setParameter("version", ask.planVersion())
                .setParameter("outcome", outcome(ask.outcome()))
                .setParameter("state", state)
                .setParameter("currency", money.held().currency().getCurrencyCode())
                .setParameter("held", money.held().amountMinor())
                .setParameter("left", refused == null ? null : text(refused.left()))
                .setParameter("buyer", legs == null ? null : text(legs.buyer()))
                .setParameter("seller", legs == null ? null : text(legs.seller()))
                .setParameter("platform", legs == null ? null : text(legs.platform()))
                .setParameter(
                        "refusal", refused == null ? null : refused.refusal().name())
                .setParameter("by", by == null ? null : by.name())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("due", due == null ? null : due.toString())
                .setParameter("milestone", text(milestone))
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<RulingMoney> money(Mutiny.Session session, Object[] row) {
        var currency = (String) row[6];
        var legs = legs(row, 9, currency);
        var outcome = switch ((String) row[4]) {
            case "BUYER" -> new Ruling.ForBuyer();
            case "SELLER" -> new Ruling.ForSeller();
            case "SPLIT" -> new Ruling.Split(known(legs));
            case String unknown -> throw new IllegalStateException("No outcome of a ruling: " + unknown);
        };
        var ask = new Ask((UUID) row[0], (UUID) row[1], (UUID) row[2], ((Number) row[3]).intValue(), outcome, null);
        var held = minor(row[7], currency);
        return switch ((String) row[5]) {
            case "REFUSED" ->
                Uni.createFrom()
                        .item(new Refused(
                                ask,
                                held,
                                minor(row[8], currency),
                                Refusal.valueOf((String) row[12]),
                                row[13] == null ? null : Source.valueOf((String) row[13])));
            case "FIXED" -> Uni.createFrom().item(new Fixed(ask, held, known(legs)));
            case "SETTLED" ->
                entries(session, ask.rulingId())
                        .map(entries -> new Settled(ask, held, known(legs), known(legs(row, 14, currency)), entries));
            case String unknown -> throw new IllegalStateException("No state of a ruling's money: " + unknown);
        };
    }

    private static Uni<Void> addAll(Mutiny.Session session, UUID ruling, List<UUID> entries) {
        Uni<Void> added = Uni.createFrom().voidItem();
        for (var entry : entries) {
            added = added.chain(() -> session.createNativeQuery(ENTRY)
                    .setParameter("ruling", ruling)
                    .setParameter("entry", entry)
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return added;
    }

    private static Uni<List<UUID>> entries(Mutiny.Session session, UUID ruling) {
        return session.createNativeQuery(ENTRY_IDS, UUID.class)
                .setParameter("ruling", ruling)
                .getResultList();
    }

    private static @Nullable Legs legs(Object[] row, int at, String currency) {
        return row[at] == null
                ? null
                : new Legs(minor(row[at], currency), minor(row[at + 1], currency), minor(row[at + 2], currency));
    }

    private static Legs known(@Nullable Legs legs) {
        if (legs == null) {
            throw new IllegalStateException("The money of a ruling that was not refused has legs");
        }
        return legs;
    }

    private static @Nullable Legs wish(Ruling outcome) {
        return outcome instanceof Ruling.Split(var legs) ? legs : null;
    }

    private static String outcome(Ruling outcome) {
        return switch (outcome) {
            case Ruling.ForBuyer _ -> "BUYER";
            case Ruling.ForSeller _ -> "SELLER";
            case Ruling.Split _ -> "SPLIT";
        };
    }

    private static Money minor(Object value, String currency) {
        return Money.of(((Number) value).longValue(), currency);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static String text(Money amount) {
        return Long.toString(amount.amountMinor());
    }
}
