package dev.bonafide.escrow.ruling;

import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.ruling.RulingMoney.Refusal;
import dev.bonafide.escrow.ruling.RulingMoney.Refused;
import dev.bonafide.escrow.ruling.RulingMoney.Settled;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/** What becomes of the money of a ruling when it is to be fixed and when it is to be moved. Plain. */
public final class RulingRules {
    private RulingRules() {}

    /** What comes of a step. */
    public sealed interface Decision {
        /** It is written down now. */
        record Done(RulingMoney to) implements Decision {}

        /** It had been answered before: the same answer again. */
        record Already(RulingMoney as) implements Decision {}
    }

    /** What is to be done so that the money moves. */
    public sealed interface Move {
        /** The hold is divided, and the order ends, or the milestone that it is about. */
        record EndOrder(Fixed fixed) implements Move {}

        /** The order has ended by an earlier ruling: new entries make up the difference. */
        record Correct(Fixed fixed, Legs before) implements Move {}

        /** The order has ended without it, or goes on, or another dispute has the say: there is nothing left to move. */
        record Nothing(Fixed fixed) implements Move {}

        /** It had moved before. */
        record Already(Settled settled) implements Move {}

        /** It has not been fixed. */
        record NotFixed() implements Move {}
    }

    /**
     * Fixes the money.
     *
     * @param known what is known of this ruling; null if nothing is
     * @param hold what is held, or was when a ruling has ended the order: all of it, unless milestones had ended before
     * @param last what is fixed or settled by another ruling of the same order, the latest; null if nothing is
     */
    public static Decision fix(
            @Nullable RulingMoney known,
            Ask ask,
            Order order,
            Hold hold,
            Indemnity indemnity,
            @Nullable RulingMoney last) {
        if (known instanceof Settled || (known != null && known.ask().planVersion() >= ask.planVersion())) {
            return new Decision.Already(known);
        }
        return new Decision.Done(
                last instanceof Fixed
                        ? refused(ask, order, indemnity, Refusal.OTHER_RULING)
                        : fixed(ask, order, hold, indemnity, last));
    }

    /** Whether the money is fixed for another plan than the one whose step is to move it: that step is late, or too early. */
    public static boolean isOfAnotherPlan(@Nullable RulingMoney known, Ask ask) {
        return known instanceof Fixed fixed && fixed.ask().planVersion() != ask.planVersion();
    }

    /** Moves the money that is fixed: whatever has happened since, as much of it as is left. Nothing of it is refused any more. */
    public static Move move(@Nullable RulingMoney known, Order order, Hold hold, @Nullable RulingMoney last) {
        return switch (known) {
            case null -> new Move.NotFixed();
            case Refused _ -> new Move.NotFixed();
            case Settled settled -> new Move.Already(settled);
            // A party may have taken over from the doubt about a return: then that dispute decides.
            case Fixed fixed
            when order instanceof Disputed o ->
                o.dispute().equals(fixed.ask().disputeId()) ? new Move.EndOrder(fixed) : new Move.Nothing(fixed);
            case Fixed fixed when claims(fixed.ask(), order) -> new Move.Correct(fixed, Settlement.release(hold));
            case Fixed fixed
            when last instanceof Settled(var _, var _, var _, var before, var _) -> new Move.Correct(fixed, before);
            case Fixed fixed -> new Move.Nothing(fixed);
        };
    }

    private static RulingMoney fixed(Ask ask, Order order, Hold hold, Indemnity indemnity, @Nullable RulingMoney last) {
        var counted = ask.counted();
        if (counted != null && !counted.equals(hold.total())) {
            return refused(ask, order, indemnity, Refusal.HELD_DIFFERS);
        }
        return switch (order) {
            case Disputed o
            when !o.dispute().equals(ask.disputeId()) -> refused(ask, order, indemnity, Refusal.OTHER_DISPUTE);
            case Disputed _ -> ofTheHold(ask, order, hold, indemnity);
            case Released _
            when claims(ask, order) -> correction(ask, order, hold, indemnity, Settlement.release(hold));
            case Released _, Refunded _, PartiallyRefunded _
            when last instanceof Settled settled && !settled.ask().disputeId().equals(ask.disputeId()) ->
                refused(ask, order, indemnity, Refusal.OTHER_DISPUTE);
            case Released _, Refunded _, PartiallyRefunded _
            when last instanceof Settled settled -> correction(ask, order, hold, indemnity, settled.legs());
            // Whoever has ended it for the buyer has left nothing to rule about.
            case Released _, Refunded _, PartiallyRefunded _
            when isForBuyer(ask) && indemnity.isMadeGood() ->
                refused(ask, order, indemnity, Refusal.ALREADY_INDEMNIFIED);
            case Released _, Refunded _, PartiallyRefunded _, Unpaid _, Underway _, Accepted _, Cancelled _ ->
                refused(ask, order, indemnity, Refusal.NOT_FROZEN);
        };
    }

    static RulingMoney ofTheHold(Ask ask, Order order, Hold hold, Indemnity indemnity) {
        var held = hold.total();
        return switch (ask.outcome()) {
            case Ruling.ForSeller _ -> new Fixed(ask, held, Settlement.release(hold));
            case Ruling.ForBuyer _
            when isMadeGoodByOthers(indemnity) -> refused(ask, order, indemnity, Refusal.ALREADY_INDEMNIFIED);
            // What the pool has paid in advance was paid for this: the hold makes it whole.
            case Ruling.ForBuyer _ -> {
                var shares = indemnity.share(held);
                yield new Fixed(ask, held, new Legs(shares.buyer(), shares.seller(), shares.platform()));
            }
            case Ruling.Split(var legs)
            when !isAllOf(legs, held) || !legs.isDivided() -> refused(ask, order, indemnity, Refusal.HELD_DIFFERS);
            case Ruling.Split(var legs)
            when legs.buyer().isMoreThan(indemnity.left()) ->
                refused(ask, order, indemnity, Refusal.ALREADY_INDEMNIFIED);
            case Ruling.Split(var legs) -> new Fixed(ask, held, legs);
        };
    }

    /** Nothing is held any more: the legs say what the sides are to have in the end. */
    static RulingMoney correction(Ask ask, Order order, Hold hold, Indemnity indemnity, Legs before) {
        var legs = switch (ask.outcome()) {
            case Ruling.ForSeller _ -> Settlement.release(hold);
            case Ruling.ForBuyer _ -> Settlement.refund(hold);
            case Ruling.Split(var wish) -> wish;
        };
        if (!isAllOf(legs, hold.total())) {
            return refused(ask, order, indemnity, Refusal.HELD_DIFFERS);
        }
        var nothing = Money.zero(hold.total().currency());
        var more = legs.buyer().minus(legs.buyer().min(before.buyer()));
        return more.isPositive() && indemnity.isMadeGood()
                ? refused(ask, order, indemnity, Refusal.ALREADY_INDEMNIFIED)
                : new Fixed(ask, nothing, legs);
    }

    /** Whether the dispute claims what has been released, and nobody has ruled about it. */
    private static boolean claims(Ask ask, Order order) {
        return order instanceof Released released && released.isClaimedBy(ask.disputeId());
    }

    private static boolean isForBuyer(Ask ask) {
        return switch (ask.outcome()) {
            case Ruling.ForBuyer _, Ruling.Split _ -> true;
            case Ruling.ForSeller _ -> false;
        };
    }

    /** Whether somebody outside of this dispute has made the whole loss good: insurer or warranty. */
    private static boolean isMadeGoodByOthers(Indemnity indemnity) {
        return indemnity.isMadeGood()
                && indemnity
                        .by()
                        .filter(by -> by == Source.INSURER || by == Source.WARRANTY)
                        .isPresent();
    }

    private static boolean isAllOf(Legs legs, Money held) {
        return legs.buyer().currency().equals(held.currency()) && legs.sum().equals(held);
    }

    /** The ruling as it is refused now. */
    public static Refused refused(Ask ask, Order order, Indemnity indemnity, Refusal refusal) {
        var held = switch (order) {
            case Disputed o -> o.before().held().total();
            case Underway o -> o.held().total();
            case Unpaid _, Accepted _, Ended _ ->
                Money.zero(order.agreement().terms().price().currency());
        };
        return new Refused(ask, held, indemnity.left(), refusal, indemnity.by().orElse(null));
    }
}
