package dev.bonafide.escrow.store;

import dev.bonafide.escrow.instalment.Debts;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.store.PlanMapping.PartState;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Instalment plans and their parts. They change only under the lock of their order. */
@ApplicationScoped
public class InstalmentPlans {
    private static final String ADD_PLAN = """
            insert into instalment_plan (id, order_id, buyer_id, stage, total_minor, currency, part_count, method,
                   later_script, policy_version, remind_before_s, retry_after, write_off_after_s, agreed_at)
            values (:id, :order, :buyer, :stage, :total, :currency, :parts, :method, cast(:script as text), :policy,
                    :remindBefore, :retryAfter, :writeOffAfter, :at)""";
    private static final String ADD_PART = """
            insert into instalment_part (id, plan_id, number, amount_minor, cancelled_minor, due_on, due_at, stage)
            values (:id, :plan, :number, :amount, :cancelled, :dueOn, :dueAt, :stage)""";
    private static final String SAVE_PART = """
            update instalment_part
               set stage = :stage, by_hand = :byHand, cancelled_minor = :cancelled,
                   deferred_days = cast(:dueOn as date) - due_on, payment_id = cast(:payment as uuid),
                   tries = coalesce(cast(cast(:tries as text) as int), tries), retry_at = cast(cast(:retryAt as text) as timestamptz),
                   overdue_since = coalesce(cast(cast(:overdueSince as text) as timestamptz), overdue_since),
                   give_up_at = coalesce(cast(cast(:giveUpAt as text) as timestamptz), give_up_at),
                   paid_at = cast(cast(:paidAt as text) as timestamptz), written_off_at = cast(cast(:writtenOffAt as text) as timestamptz)
             where id = :id""";
    private static final String OPEN =
            "update instalment_plan set stage = 'OPEN', mandate = :mandate, opened_at = :at where id = :id";
    private static final String END = "update instalment_plan set stage = :stage, ended_at = :at where id = :id";
    private static final String PAUSE =
            "update instalment_plan set paused_since = :at where order_id = :order and stage = 'OPEN'";
    private static final String PAUSED_SINCE =
            "select paused_since from instalment_plan where order_id = :order and paused_since is not null";
    private static final String GO_ON = "update instalment_plan set paused_since = null where order_id = :order";
    private static final String PLAN_OF_PART = "select plan_id from instalment_part where id = :part";
    private static final String DEBTS = """
            select cast(coalesce(sum(open) filter (where stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE')), 0) as bigint),
                   cast(coalesce(sum(open) filter (where stage in ('ASKED', 'OVERDUE') and overdue_since is not null), 0)
                        as bigint),
                   cast(coalesce(sum(open) filter (where stage = 'WRITTEN_OFF'), 0) as bigint)
              from (select part.stage, part.overdue_since, part.amount_minor - part.cancelled_minor as open
                      from instalment_plan plan join instalment_part part on part.plan_id = plan.id
                     where plan.buyer_id = :buyer and plan.currency = :currency and plan.stage <> 'DROPPED') parts""";

    /** Adds a plan that has just been agreed on. */
    public Uni<Void> add(Mutiny.Session session, StoredPlan stored) {
        var plan = stored.plan();
        var conditions = plan.conditions();
        Uni<Void> added = session.createNativeQuery(ADD_PLAN)
                .setParameter("id", plan.planId())
                .setParameter("order", plan.orderId())
                .setParameter("buyer", plan.buyerId())
                .setParameter("stage", plan.stage().name())
                .setParameter("total", plan.total().amountMinor())
                .setParameter("currency", plan.total().currency().getCurrencyCode())
                .setParameter("parts", plan.parts().size())
                .setParameter("method", stored.method().name())
                .setParameter("script", stored.laterScript())
                .setParameter("policy", conditions.policyVersion())
                .setParameter("remindBefore", conditions.remindBefore().toSeconds())
                .setParameter("retryAfter", PlanMapping.text(conditions.retryAfter()))
                .setParameter("writeOffAfter", conditions.writeOffAfter().toSeconds())
                .setParameter("at", utc(plan.agreedAt()))
                .executeUpdate()
                .replaceWithVoid();
        for (var part : plan.parts()) {
            added = added.chain(() -> addPart(session, plan.planId(), part));
        }
        return added;
    }

    /** The plan of an order, whether it is still running or has ended; null if there is none or it came to nothing. */
    public Uni<@Nullable StoredPlan> ofOrder(Mutiny.Session session, UUID orderId) {
        return one(session, "where order_id = :id and stage <> 'DROPPED'", orderId);
    }

    /** The plan, or null. */
    public Uni<@Nullable StoredPlan> find(Mutiny.Session session, UUID planId) {
        return one(session, "where id = :id", planId);
    }

    /** The plan that has this part, or null. */
    public Uni<@Nullable StoredPlan> ofPart(Mutiny.Session session, UUID partId) {
        return session.createNativeQuery(PLAN_OF_PART, UUID.class)
                .setParameter("part", partId)
                .getSingleResultOrNull()
                .chain(planId -> planId == null ? Uni.createFrom().nullItem() : find(session, planId));
    }

    /** Writes what has changed between two states of a plan. */
    public Uni<Void> save(Mutiny.Session session, InstalmentPlan before, InstalmentPlan after, Instant now) {
        Uni<Void> saved = Uni.createFrom().voidItem();
        for (int i = 0; i < after.parts().size(); i++) {
            var part = after.parts().get(i);
            if (!part.equals(before.parts().get(i))) {
                saved = saved.chain(() -> savePart(session, part));
            }
        }
        return before.stage() == after.stage() ? saved : saved.chain(() -> end(session, after, now));
    }

    /** Writes that the plan runs from now on. */
    public Uni<Void> open(Mutiny.Session session, UUID planId, String mandate, Instant now) {
        return session.createNativeQuery(OPEN)
                .setParameter("mandate", mandate)
                .setParameter("at", utc(now))
                .setParameter("id", planId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that the plan of an order stands still, if it runs. */
    public Uni<Void> pause(Mutiny.Session session, UUID orderId, Instant now) {
        return session.createNativeQuery(PAUSE)
                .setParameter("at", utc(now))
                .setParameter("order", orderId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Since when the plan of an order has stood still; null if it does not, or there is none. */
    public Uni<@Nullable Instant> pausedSince(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(PAUSED_SINCE, Object.class)
                .setParameter("order", orderId)
                .getSingleResultOrNull()
                .map(since -> since == null ? null : Orders.instant(since));
    }

    /** Writes that it goes on. */
    public Uni<Void> goOn(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(GO_ON)
                .setParameter("order", orderId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What the buyer owes by all plans in that currency. */
    public Uni<Debts> debts(Mutiny.Session session, UUID buyer, Currency currency) {
        return session.createNativeQuery(DEBTS, Object[].class)
                .setParameter("buyer", buyer)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(row -> new Debts(
                        new Money(((Number) row[0]).longValue(), currency),
                        new Money(((Number) row[1]).longValue(), currency),
                        new Money(((Number) row[2]).longValue(), currency)));
    }

    private static Uni<Void> addPart(Mutiny.Session session, UUID planId, Instalment part) {
        var share = part.share();
        return session.createNativeQuery(ADD_PART)
                .setParameter("id", share.partId())
                .setParameter("plan", planId)
                .setParameter("number", share.number())
                .setParameter("amount", share.amount().amountMinor())
                .setParameter("cancelled", share.cancelled().amountMinor())
                .setParameter("dueOn", share.dueOn())
                .setParameter("dueAt", utc(share.dueAt()))
                .setParameter("stage", part.stage().name())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> savePart(Mutiny.Session session, Instalment part) {
        var state = PartState.of(part);
        var payment = state.payment();
        var tries = state.tries();
        var arrears = state.arrears();
        return session.createNativeQuery(SAVE_PART)
                .setParameter("stage", state.stage().name())
                .setParameter("byHand", state.byHand())
                .setParameter("cancelled", part.share().cancelled().amountMinor())
                .setParameter("dueOn", part.share().dueOn())
                .setParameter("payment", payment == null ? null : payment.toString())
                .setParameter("tries", tries == null ? null : tries.toString())
                .setParameter("retryAt", text(state.retryAt()))
                .setParameter("overdueSince", arrears == null ? null : text(arrears.since()))
                .setParameter("giveUpAt", arrears == null ? null : text(arrears.giveUpAt()))
                .setParameter("paidAt", text(state.paidAt()))
                .setParameter("writtenOffAt", text(state.writtenOffAt()))
                .setParameter("id", part.share().partId())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> end(Mutiny.Session session, InstalmentPlan plan, Instant now) {
        return session.createNativeQuery(END)
                .setParameter("stage", plan.stage().name())
                .setParameter("at", utc(now))
                .setParameter("id", plan.planId())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<@Nullable StoredPlan> one(Mutiny.Session session, String which, UUID id) {
        return session.createNativeQuery(PlanMapping.PLAN + which, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : session.createNativeQuery(PlanMapping.PARTS, Object[].class)
                                .setParameter("plan", (UUID) row[0])
                                .getResultList()
                                .map(parts -> PlanMapping.plan(row, parts)));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
