package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.NotReturnable;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.settlement.Hold;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The item goes back without a reason after the release. The order stays released; what the sale has brought waits, and is the
 * buyer's once the item has come back. A dispute about it, or a doubt, claims what was released, and then a ruling decides.
 */
final class LateReturnRules {
    private LateReturnRules() {}

    static Decision started(Released order, StartReturn command) {
        var back = order.back();
        if (back != null && back.returnId().equals(command.returnId())) {
            return new AlreadyDone(order);
        }
        if (back != null && back.state() != null) {
            return new NotReturnable(ReturnRefusal.OTHER_RETURN);
        }
        var refusal = mayNot(order, command.acceptedAt());
        return refusal == null
                ? Moved.to(begun(order, command.returnId(), command.acceptedAt()))
                : new NotReturnable(refusal);
    }

    private static Released begun(Released order, UUID returnId, Instant since) {
        var within = order.agreement().terms().windows().returns().dispatchWithin();
        return order.sendBack(LateReturn.first(returnId, since, within));
    }

    static Decision followed(Released order, FollowReturn command, Instant now) {
        var windows = order.agreement().terms().windows().returns();
        var back = order.back();
        if (back == null) {
            // It was accepted in time, and had expired before the release or was not told.
            var accepted = command.at().minus(windows.dispatchWithin());
            return mayNot(order, accepted) == null
                    ? followed(begun(order, command.returnId(), command.at()), command, now)
                    : new AlreadyDone(order);
        }
        if (order.isRuledAbout()) {
            return new AlreadyDone(order);
        }
        if (!back.returnId().equals(command.returnId())) {
            return new NotReturnable(ReturnRefusal.OTHER_RETURN);
        }
        var state = back.state();
        // Sent after all, when it had expired.
        var next = ReturnRules.next(state == null ? new Awaited(now) : state, windows, command, now);
        return next == null ? new AlreadyDone(order) : Moved.to(order.sendBack(back.with(next)));
    }

    static Decision closed(Released order, CloseReturn command) {
        var back = order.back();
        if (back == null || !back.returnId().equals(command.returnId())) {
            return command.outcome() instanceof ReturnOutcome.Expired
                    ? new AlreadyDone(order)
                    : new NotReturnable(back == null ? because(order.ground()) : ReturnRefusal.OTHER_RETURN);
        }
        if (back.state() instanceof Over) {
            return new AlreadyDone(order);
        }
        return switch (command.outcome()) {
            case ReturnOutcome.Expired _ ->
                back.state() instanceof Awaited && order.claim() == null
                        ? Moved.to(order.sendBack(back.notSent()))
                        : new AlreadyDone(order);
            case ReturnOutcome.Cleared _, ReturnOutcome.Lost _
            when order.isRuledAbout() -> new NotReturnable(ReturnRefusal.RELEASED_BY_RULING);
            case ReturnOutcome.Cleared(var deduction, var freight) -> {
                var hold = Hold.of(order.agreement().terms());
                var retained = Retained.of(deduction, freight, hold.price().currency());
                var refusal = ReturnRules.mayNotRetain(hold, retained);
                yield refusal == null ? over(order, back, retained) : refusal;
            }
            case ReturnOutcome.Lost _ -> over(order, back);
        };
    }

    /** Nobody has told in time how it went on; while somebody claims what was released, that decides. */
    static Decision untold(Released order, Instant now) {
        var back = order.back();
        var dueAt = back == null ? null : back.dueAt();
        if (back == null || dueAt == null || order.claim() != null) {
            return new AlreadyDone(order);
        }
        if (now.isBefore(dueAt)) {
            return new TooEarly(dueAt);
        }
        return back.state() instanceof Awaited ? Moved.to(order.sendBack(back.notSent())) : over(order, back);
    }

    private static Moved over(Released order, LateReturn back) {
        return over(
                order,
                back,
                Retained.of(null, null, order.agreement().terms().price().currency()));
    }

    private static Moved over(Released order, LateReturn back, Retained retained) {
        return Moved.to(order.sendBack(back.with(new Over(retained))));
    }

    /** However the item was accepted, it may go back as long as the promise runs that the terms have pinned. */
    private static @Nullable ReturnRefusal mayNot(Released order, Instant acceptedAt) {
        if (order.isRuledAbout()) {
            return ReturnRefusal.RELEASED_BY_RULING;
        }
        var within = order.agreement().terms().windows().returns().askWithin();
        return order.ground() instanceof Acceptance accepted
                        && acceptedAt.isBefore(accepted.over().deliveredAt().plus(within))
                ? null
                : because(order.ground());
    }

    static ReturnRefusal because(ReleaseGround ground) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _ -> ReturnRefusal.ACCEPTED_BY_BUYER;
            case ReleaseGround.AcceptedByTimer _ -> ReturnRefusal.INSPECTION_OVER;
            case ReleaseGround.LastMilestone _ -> ReturnRefusal.DELIVERED_IN_MILESTONES;
            case ReleaseGround.Ruled _ -> ReturnRefusal.RELEASED_BY_RULING;
        };
    }
}
