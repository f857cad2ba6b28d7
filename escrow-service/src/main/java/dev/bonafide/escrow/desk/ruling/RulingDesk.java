package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.events.said.RulingEvent;
import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.ruling.Matter;
import dev.bonafide.escrow.ruling.MilestoneRulings;
import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.ruling.RulingMoney.Refusal;
import dev.bonafide.escrow.ruling.RulingRules;
import dev.bonafide.escrow.ruling.RulingRules.Move;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Fixes the money of a ruling and moves it, in two steps with a transaction each. What a step has come to is written down with
 * it, so that a step asked for again is answered again and changes nothing, and one that was never reached is still due.
 */
@ApplicationScoped
public class RulingDesk {
    /** The timer that moves money that is fixed, where nobody else has to do anything first. */
    public static final String MOVE = "ruling.move";

    /** What moves the money once it is fixed. */
    private enum Then {
        /** A step that somebody asks for. */
        STEP,
        /** A timer, set with it: a ruling that is told again finds it set, and does not wait for it. */
        TIMER,
        /** Whoever fixes it, in the same transaction. */
        AT_ONCE
    }

    private final Orders orders;
    private final RulingMoneys moneys;
    private final RulingMoves moves;
    private final IndemnityKeeper indemnities;
    private final Deadlines deadlines;
    private final Outbox outbox;
    private final Clock clock;

    RulingDesk(
            Orders orders,
            RulingMoneys moneys,
            RulingMoves moves,
            IndemnityKeeper indemnities,
            Deadlines deadlines,
            Outbox outbox,
            Clock clock) {
        this.orders = orders;
        this.moneys = moneys;
        this.moves = moves;
        this.indemnities = indemnities;
        this.deadlines = deadlines;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Fixes the money and has it moved at once, by a timer: nothing else is to be done first. Null: there is no such order. */
    public Uni<@Nullable RulingMoney> carryOut(Mutiny.Session session, Ask ask) {
        return fix(session, ask, null, Then.TIMER);
    }

    /** The first step of a plan: fixes the money, which then waits for the step that moves it. Null: no such order. */
    public Uni<@Nullable RulingMoney> fix(Mutiny.Session session, Ask ask, UUID stepId) {
        return fix(session, ask, stepId, Then.STEP);
    }

    private Uni<@Nullable RulingMoney> fix(Mutiny.Session session, Ask ask, @Nullable UUID stepId, Then then) {
        return orders.lock(session, ask.orderId()).chain(stored -> {
            if (stored == null) {
                return Uni.createFrom().nullItem();
            }
            var order = stored.order();
            return orders.matter(session, order, ask.disputeId())
                    .chain(matter -> moneys.find(session, ask.rulingId())
                            .chain(known -> lastOther(session, ask, matter)
                                    .chain(last -> indemnities
                                            .of(session, order, matter)
                                            .map(indemnity -> decide(known, ask, order, matter, indemnity, last))))
                            .chain(decision -> fixed(session, decision, order, matter, stepId, then)));
        });
    }

    private static RulingRules.Decision decide(
            @Nullable RulingMoney known,
            Ask ask,
            Order order,
            Matter matter,
            Indemnity indemnity,
            @Nullable RulingMoney last) {
        return switch (matter) {
            case Matter.Whole(var hold) -> RulingRules.fix(known, ask, order, hold, indemnity, last);
            case Matter.OneMilestone(var at) -> MilestoneRulings.fix(known, ask, order, at, indemnity, last);
            case Matter.AcceptedMilestone(var accepted) ->
                MilestoneRulings.fixClaim(known, ask, order, accepted.hold(), indemnity, last);
        };
    }

    private Uni<@Nullable RulingMoney> lastOther(Mutiny.Session session, Ask ask, Matter matter) {
        return moneys.lastOther(session, ask.orderId(), matter.milestone(), ask.rulingId());
    }

    private Uni<@Nullable RulingMoney> fixed(
            Mutiny.Session session,
            RulingRules.Decision decision,
            Order order,
            Matter matter,
            @Nullable UUID stepId,
            Then then) {
        var now = clock.instant();
        return switch (decision) {
            case RulingRules.Decision.Already(var money) ->
                answer(session, money, order, stepId, "FIX_MONEY").replaceWith(money);
            case RulingRules.Decision.Done(var money) ->
                moneys.put(session, money, matter.milestone(), then == Then.STEP ? null : now, now)
                        .chain(() -> money instanceof Fixed && then == Then.TIMER
                                ? deadlines.askNow(session, MOVE, money.ask().rulingId(), now)
                                : Uni.createFrom().voidItem())
                        .chain(() -> answer(session, money, order, stepId, "FIX_MONEY"))
                        .replaceWith(money);
        };
    }

    /** Moves money that is fixed; for the timer. */
    public Uni<Void> move(Mutiny.Session session, UUID rulingId) {
        return moneys.find(session, rulingId)
                .chain(known -> known == null
                        ? Uni.createFrom().voidItem()
                        : move(session, known.ask(), null).replaceWithVoid());
    }

    /** The step of a plan that moves the money, whatever has been done between. Null: no such order. */
    public Uni<@Nullable RulingMoney> move(Mutiny.Session session, Ask ask, @Nullable UUID stepId) {
        return orders.lock(session, ask.orderId()).chain(stored -> {
            if (stored == null) {
                return Uni.createFrom().nullItem();
            }
            var order = stored.order();
            return orders.matter(session, order, ask.disputeId())
                    .chain(matter -> moneys.find(session, ask.rulingId())
                            .chain(known -> lastOther(session, ask, matter)
                                    .map(last -> decideMove(known, ask, order, matter, last)))
                            .chain(move -> move(session, move, ask, order, matter)))
                    .call(money -> answer(session, money, order, stepId, "MOVE_MONEY"));
        });
    }

    private static Move decideMove(
            @Nullable RulingMoney known, Ask ask, Order order, Matter matter, @Nullable RulingMoney last) {
        if (RulingRules.isOfAnotherPlan(known, ask)) {
            return new Move.NotFixed();
        }
        return switch (matter) {
            case Matter.Whole(var hold) -> RulingRules.move(known, order, hold, last);
            case Matter.OneMilestone(var at) -> MilestoneRulings.move(known, at, last);
            case Matter.AcceptedMilestone(var accepted) -> MilestoneRulings.moveClaim(known, accepted.hold(), last);
        };
    }

    private Uni<RulingMoney> move(Mutiny.Session session, Move move, Ask ask, Order order, Matter matter) {
        return switch (move) {
            case Move.Already(var settled) -> Uni.createFrom().<RulingMoney>item(settled);
            case Move.EndOrder(var fixed) ->
                moves.divide(session, fixed, matter).map(Function.identity());
            case Move.Correct(var fixed, var before) ->
                moves.correct(session, fixed, before, order, matter).map(Function.identity());
            case Move.Nothing(var fixed) -> moves.nothing(session, fixed).map(Function.identity());
            case Move.NotFixed _ -> refused(session, ask, order, matter, Refusal.NOT_FIXED);
        };
    }

    /**
     * Nobody has decided in time: the buyer has the money, or the seller if others have made the buyer's loss good. What a ruling has
     * fixed and not moved by now gives way.
     */
    Uni<Void> expire(Mutiny.Session session, Order order, Standstill freeze, UUID rulingId) {
        var orderId = order.agreement().orderId();
        var forBuyer = new Ask(rulingId, freeze.cause(), orderId, 1, new Ruling.ForBuyer(), null);
        var forSeller = new Ask(rulingId, freeze.cause(), orderId, 2, new Ruling.ForSeller(), null);
        return orders.matter(session, order, freeze.cause())
                .chain(matter -> lastOther(session, forBuyer, matter)
                        .chain(last -> last instanceof Fixed fixed
                                ? moves.nothing(session, fixed).replaceWithVoid()
                                : Uni.createFrom().voidItem()))
                .chain(() -> fix(session, forBuyer, null, Then.AT_ONCE))
                .chain(money -> money instanceof Fixed
                        ? Uni.createFrom().item(forBuyer)
                        : fix(session, forSeller, null, Then.AT_ONCE).replaceWith(forSeller))
                .chain(ask -> move(session, ask, null))
                .replaceWithVoid();
    }

    private Uni<RulingMoney> refused(Mutiny.Session session, Ask ask, Order order, Matter matter, Refusal refusal) {
        return indemnities.of(session, order, matter).map(indemnity -> switch (matter) {
            case Matter.Whole _ -> RulingRules.refused(ask, order, indemnity, refusal);
            case Matter.OneMilestone(var at) -> MilestoneRulings.refused(ask, at, indemnity, refusal);
            case Matter.AcceptedMilestone _ -> MilestoneRulings.refusedClaim(ask, indemnity, refusal);
        });
    }

    private Uni<Void> answer(
            Mutiny.Session session, RulingMoney money, Order order, @Nullable UUID stepId, String step) {
        var now = clock.instant();
        var agreement = order.agreement();
        var event = RulingEvent.of(money, stepId, agreement.buyerId(), agreement.sellerId(), now);
        return Optional.ofNullable(stepId)
                .map(id -> moneys.answer(session, id, step, money, event.type(), now))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> outbox.append(
                        session, new OutgoingEvent(RulingEvent.TOPIC, event.orderId(), event.type(), event, now)))
                .replaceWithVoid();
    }
}
