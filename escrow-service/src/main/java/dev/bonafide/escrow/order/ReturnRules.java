package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.AboveHeld;
import dev.bonafide.escrow.order.Decision.Refused.NotReturnable;
import dev.bonafide.escrow.order.Decision.Refused.OtherCurrency;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.ExpireReturn;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.ReturnState.Arrived;
import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.OnTheWay;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.terms.ReturnWindows;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The item goes back without a reason. Its word may come late and twice; whatever was missed of it, what comes later says as much.
 * A dispute stops the clock and not the parcel, so a disputed order knows how far the return is, and that alone.
 */
final class ReturnRules {
    private ReturnRules() {}

    static Decision started(Order order, StartReturn command, Instant now) {
        return command.heardBefore()
                ? new AlreadyDone(order)
                : started(order, command, now, earlier(command.acceptedAt(), now));
    }

    /** @param stopped when the clock of the inspection stopped */
    private static Decision started(Order order, StartReturn command, Instant now, Instant stopped) {
        return switch (order) {
            case Inspection o -> Moved.to(Returning.first(o, command.returnId(), stopped, command.acceptedAt()));
            case Shipped o -> {
                // What the buyer sends back has come to them, although nobody has told us yet.
                var deliveredAt = command.deliveredAt();
                if (deliveredAt == null) {
                    yield new NotReturnable(ReturnRefusal.NOT_DELIVERED);
                }
                var inspection = o.deliver(o.parcel(), deliveredAt, now);
                yield Moved.to(
                        inspection, Returning.first(inspection, command.returnId(), stopped, command.acceptedAt()));
            }
            case Returning o when o.returnId().equals(command.returnId()) -> new AlreadyDone(o);
            case Returning _ -> new NotReturnable(ReturnRefusal.OTHER_RETURN);
            case Disputed o -> meanwhile(o, started(o.before(), command, now, o.since()));
            case InMilestones _ -> new NotReturnable(ReturnRefusal.DELIVERED_IN_MILESTONES);
            case Funded _ -> new NotReturnable(ReturnRefusal.NOT_DELIVERED);
            case Unpaid _ -> new NotReturnable(ReturnRefusal.NOT_FUNDED);
            case Accepted o -> new NotReturnable(LateReturnRules.because(o.ground()));
            case Released o -> LateReturnRules.started(o, command);
            case Refunded o when isBy(command.returnId(), o.ground()) -> new AlreadyDone(o);
            case PartiallyRefunded o when isBy(command.returnId(), o.ground()) -> new AlreadyDone(o);
            case Refunded _, PartiallyRefunded _ -> new NotReturnable(ReturnRefusal.ALREADY_REFUNDED);
            case Cancelled _ -> new NotReturnable(ReturnRefusal.ORDER_CANCELLED);
        };
    }

    static Decision followed(Order order, FollowReturn command, Instant now) {
        return followed(order, command, now, earlier(command.at(), now));
    }

    private static Decision followed(Order order, FollowReturn command, Instant now, Instant stopped) {
        return switch (order) {
            case Returning o when !o.returnId().equals(command.returnId()) -> otherReturn();
            case Returning o -> {
                var next = next(o.state(), windows(o), command, now);
                yield next == null ? new AlreadyDone(o) : Moved.to(o.with(next));
            }
            case Released o -> LateReturnRules.followed(o, command, now);
            // Sent after all, when it had expired; or we were not told that it had begun.
            case Inspection o -> {
                var begun = Returning.first(o, command.returnId(), stopped, command.at());
                var next = next(begun.state(), windows(o), command, now);
                yield Moved.to(next == null ? begun : begun.with(next));
            }
            case Shipped _ -> new NotReturnable(ReturnRefusal.NOT_DELIVERED);
            case Disputed o -> meanwhile(o, followed(o.before(), command, now, o.since()));
            case Accepted _, Ended _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, InMilestones _ -> wrong(command, order);
        };
    }

    private static ReturnWindows windows(Order order) {
        return order.agreement().terms().windows().returns();
    }

    /** How far it is after that word; null if it was as far before. */
    static @Nullable ReturnState next(ReturnState state, ReturnWindows windows, FollowReturn command, Instant now) {
        return switch (state) {
            case Awaited _, OnTheWay _
            when command.arrived() -> new Arrived(earlier(command.at(), now).plus(windows.refundWithin()));
            case Awaited _ -> new OnTheWay(earlier(command.at(), now).plus(windows.arriveWithin()));
            case OnTheWay _, Arrived _, Over _ -> null;
        };
    }

    static Decision closed(Order order, CloseReturn command, Instant now) {
        return switch (order) {
            case Returning o when !o.returnId().equals(command.returnId()) -> otherReturn();
            case Returning o ->
                switch (command.outcome()) {
                    case ReturnOutcome.Expired _ ->
                        o.state() instanceof Awaited ? Moved.to(o.goOn(now)) : new AlreadyDone(o);
                    case ReturnOutcome.Cleared(var deduction, var freight) -> {
                        var retained = o.retained(deduction, freight);
                        var refusal = mayNotRetain(o.held(), retained);
                        yield refusal == null ? Moved.to(o.refund(retained)) : refusal;
                    }
                    case ReturnOutcome.Lost _ -> Moved.to(o.refund());
                };
            case Released o -> LateReturnRules.closed(o, command);
            case Inspection _, Shipped _, Accepted _, Ended _
            when command.outcome() instanceof ReturnOutcome.Expired -> new AlreadyDone(order);
            case Inspection o -> {
                var begun = Returning.first(o, command.returnId(), now, now);
                var decision = closed(begun, command, now);
                yield decision instanceof Moved moved ? Moved.to(begun, moved.to()) : decision;
            }
            case Shipped _ -> new NotReturnable(ReturnRefusal.NOT_DELIVERED);
            case Disputed o -> meanwhile(o, overMeanwhile(o, command));
            case Accepted o -> new NotReturnable(LateReturnRules.because(o.ground()));
            case Refunded _, PartiallyRefunded _, Cancelled _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, InMilestones _ -> wrong(command, order);
        };
    }

    /** What a disputed order knows of the return by its end. */
    private static Decision overMeanwhile(Disputed order, CloseReturn command) {
        return switch (order.before()) {
            case Returning o when !o.returnId().equals(command.returnId()) -> otherReturn();
            case Returning o when o.over() != null -> new AlreadyDone(o);
            case Returning o ->
                switch (command.outcome()) {
                    case ReturnOutcome.Expired _ ->
                        o.state() instanceof Awaited ? Moved.to(o.goOn(order.since())) : new AlreadyDone(o);
                    case ReturnOutcome.Cleared(var deduction, var freight) -> {
                        var retained = o.retained(deduction, freight);
                        var refusal = mayNotRetain(o.held(), retained);
                        yield refusal == null ? Moved.to(o.with(new Over(retained))) : refusal;
                    }
                    case ReturnOutcome.Lost _ -> Moved.to(o.with(new Over(o.nothingRetained())));
                };
            case Inspection _, Shipped _
            when command.outcome() instanceof ReturnOutcome.Expired -> new AlreadyDone(order);
            case Inspection o -> {
                var begun = Returning.first(o, command.returnId(), order.since(), order.since());
                yield overMeanwhile(order.know(begun), command);
            }
            case Shipped _ -> new NotReturnable(ReturnRefusal.NOT_DELIVERED);
            case Funded _, InMilestones _ -> wrong(command, order);
        };
    }

    /** Nobody has told in time how it went on: it ends so that whoever has acted has what is theirs. */
    static Decision untold(Order order, ExpireReturn command, Instant now) {
        return switch (order) {
            case Returning o -> {
                var dueAt = o.dueAt();
                if (dueAt == null) {
                    yield new AlreadyDone(o);
                }
                if (now.isBefore(dueAt)) {
                    yield new TooEarly(dueAt);
                }
                yield Moved.to(o.state() instanceof Awaited ? o.goOn(now) : o.refund());
            }
            case Released o -> LateReturnRules.untold(o, now);
            case Shipped _, Inspection _, Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, InMilestones _ -> wrong(command, order);
        };
    }

    /** Where an order goes on whose dispute has ended without a ruling: what has come of a return meanwhile comes of it now. */
    static Moved resumed(Underway before) {
        return before instanceof Returning o && o.over() instanceof Retained retained
                ? Moved.to(o, o.refund(retained))
                : Moved.to(before);
    }

    /** Of what was paid the price is kept at most, in its currency; null if so much may be kept. */
    static @Nullable Refused mayNotRetain(Hold hold, Retained retained) {
        var price = hold.price();
        if (!retained.bySeller().currency().equals(price.currency())
                || !retained.freight().currency().equals(price.currency())) {
            return new OtherCurrency(price.currency(), retained.bySeller());
        }
        // Where nothing would go back there is no refund, and a person must say what there is instead.
        var leavesNothing = !hold.total().isMoreThan(retained.sum());
        return leavesNothing || retained.sum().isMoreThan(price) ? new AboveHeld(price, retained.sum()) : null;
    }

    private static Decision meanwhile(Disputed order, Decision atStageBefore) {
        return switch (atStageBefore) {
            case Moved moved -> Moved.to(order.know((Underway) moved.to()));
            case AlreadyDone _ -> new AlreadyDone(order);
            case Refused refused -> refused;
        };
    }

    private static boolean isBy(UUID returnId, RefundGround ground) {
        return ground instanceof RefundGround.Returned(var by) && by.equals(returnId);
    }

    private static Refused otherReturn() {
        return new NotReturnable(ReturnRefusal.OTHER_RETURN);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
