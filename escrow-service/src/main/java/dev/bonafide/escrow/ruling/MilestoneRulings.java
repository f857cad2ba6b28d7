package dev.bonafide.escrow.ruling;

import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.order.MilestoneState.Frozen;
import dev.bonafide.escrow.order.MilestoneState.Open;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.MilestoneState.Ruled;
import dev.bonafide.escrow.order.Milestones.At;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.ruling.RulingMoney.Refusal;
import dev.bonafide.escrow.ruling.RulingMoney.Settled;
import dev.bonafide.escrow.ruling.RulingRules.Decision;
import dev.bonafide.escrow.ruling.RulingRules.Move;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/** The money of a ruling about one milestone: the same as of a whole order, and only of what is held for it. Plain. */
public final class MilestoneRulings {
    private MilestoneRulings() {}

    /**
     * Fixes the money.
     *
     * @param known what is known of this ruling; null if nothing is
     * @param indemnity what the buyer may still have of the milestone
     * @param last what is fixed or settled by another ruling about the milestone, the latest; null if nothing is
     */
    public static Decision fix(
            @Nullable RulingMoney known, Ask ask, Order order, At at, Indemnity indemnity, @Nullable RulingMoney last) {
        if (known instanceof Settled || (known != null && known.ask().planVersion() >= ask.planVersion())) {
            return new Decision.Already(known);
        }
        return new Decision.Done(
                last instanceof Fixed
                        ? refused(ask, at, indemnity, Refusal.OTHER_RULING)
                        : fixed(ask, order, at, indemnity, last));
    }

    /** Moves the money that is fixed. */
    public static Move move(@Nullable RulingMoney known, At at, @Nullable RulingMoney last) {
        return switch (known) {
            case null -> new Move.NotFixed();
            case RulingMoney.Refused _ -> new Move.NotFixed();
            case Settled settled -> new Move.Already(settled);
            case Fixed fixed when at.state() instanceof Frozen -> new Move.EndOrder(fixed);
            case Fixed fixed
            when last instanceof Settled(var _, var _, var _, var before, var _) -> new Move.Correct(fixed, before);
            case Fixed fixed -> new Move.Nothing(fixed);
        };
    }

    /** Fixes the money of a ruling about a milestone that had been accepted: the legs say what the sides are to have of it in the end. */
    public static Decision fixClaim(
            @Nullable RulingMoney known,
            Ask ask,
            Order order,
            Hold hold,
            Indemnity indemnity,
            @Nullable RulingMoney last) {
        if (known instanceof Settled || (known != null && known.ask().planVersion() >= ask.planVersion())) {
            return new Decision.Already(known);
        }
        var counted = ask.counted();
        if (last instanceof Fixed) {
            return new Decision.Done(refusedClaim(ask, indemnity, Refusal.OTHER_RULING));
        }
        if (counted != null && !counted.equals(hold.total())) {
            return new Decision.Done(refusedClaim(ask, indemnity, Refusal.HELD_DIFFERS));
        }
        var money = RulingRules.correction(ask, order, hold, indemnity, before(hold, last));
        return new Decision.Done(
                money instanceof RulingMoney.Refused(var _, var _, var _, var why, var _)
                        ? refusedClaim(ask, indemnity, why)
                        : money);
    }

    /** Moves the money of such a ruling. */
    public static Move moveClaim(@Nullable RulingMoney known, Hold hold, @Nullable RulingMoney last) {
        return switch (known) {
            case null -> new Move.NotFixed();
            case RulingMoney.Refused _ -> new Move.NotFixed();
            case Settled settled -> new Move.Already(settled);
            case Fixed fixed -> new Move.Correct(fixed, before(hold, last));
        };
    }

    /** Such a ruling as it is refused now: nothing is held. */
    public static RulingMoney.Refused refusedClaim(Ask ask, Indemnity indemnity, Refusal refusal) {
        return new RulingMoney.Refused(
                ask,
                Money.zero(indemnity.loss().currency()),
                indemnity.left(),
                refusal,
                indemnity.by().orElse(null));
    }

    private static Legs before(Hold hold, @Nullable RulingMoney last) {
        return last instanceof Settled settled ? settled.legs() : Settlement.release(hold);
    }

    private static RulingMoney fixed(Ask ask, Order order, At at, Indemnity indemnity, @Nullable RulingMoney last) {
        var hold = at.milestone().hold();
        var counted = ask.counted();
        if (counted != null && !counted.equals(hold.total())) {
            return refused(ask, at, indemnity, Refusal.HELD_DIFFERS);
        }
        var money = switch (at.state()) {
            case Frozen _ -> RulingRules.ofTheHold(ask, order, hold, indemnity);
            case Ruled _
            when last instanceof Settled settled -> RulingRules.correction(ask, order, hold, indemnity, settled.legs());
            case Open _, Released _, Refunded _, Ruled _ -> refused(ask, at, indemnity, Refusal.NOT_FROZEN);
        };
        return money instanceof RulingMoney.Refused(var _, var _, var _, var why, var _)
                ? refused(ask, at, indemnity, why)
                : money;
    }

    /** The ruling as it is refused now; what is held is what is held for the milestone. */
    public static RulingMoney.Refused refused(Ask ask, At at, Indemnity indemnity, Refusal refusal) {
        var total = at.milestone().hold().total();
        var held = at.state() instanceof Open ? total : Money.zero(total.currency());
        return new RulingMoney.Refused(
                ask, held, indemnity.left(), refusal, indemnity.by().orElse(null));
    }
}
