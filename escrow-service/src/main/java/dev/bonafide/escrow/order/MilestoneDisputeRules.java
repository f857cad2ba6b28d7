package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.FreezeExtendedBefore;
import dev.bonafide.escrow.order.Decision.Refused.MilestoneDisputed;
import dev.bonafide.escrow.order.Decision.Refused.NotADivision;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.Decision.Refused.NotInMilestones;
import dev.bonafide.escrow.order.Decision.Refused.OtherDispute;
import dev.bonafide.escrow.order.Decision.Refused.UnknownMilestone;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Awaited;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Frozen;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.MilestoneState.Ruled;
import dev.bonafide.escrow.order.Milestones.At;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.ByDispute;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import dev.bonafide.escrow.order.ReleaseGround.LastMilestone;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A dispute about one milestone stops its clock alone; the others go on. Its end goes on with that clock, or ends the milestone, and
 * the order with it if it was the last. A bank may freeze the whole order beside it.
 */
final class MilestoneDisputeRules {
    private MilestoneDisputeRules() {}

    /** Whether the command is about one milestone of the order. */
    static boolean isAbout(Order order, ByDispute command) {
        return command instanceof Freeze freeze
                ? freeze.milestone() != null
                : Milestones.ofOpen(order)
                        .flatMap(milestones -> milestones.about(command.dispute()))
                        .isPresent();
    }

    static boolean isAnyFrozen(Order order) {
        return !Milestones.frozenOf(order).isEmpty();
    }

    /** What comes of a command that is about one milestone. */
    static Decision decide(Order order, ByDispute command, Instant now) {
        return switch (command) {
            case Freeze c -> frozen(order, c, Objects.requireNonNull(c.milestone()), now);
            case Resume c -> resumed(order, c, now);
            case CarryOutRuling c -> ruled(order, c);
        };
    }

    private static Decision frozen(Order order, Freeze command, int number, Instant now) {
        var since = command.openedAt().isBefore(now) ? command.openedAt() : now;
        var dispute = command.dispute();
        if (order.agreement().milestones().stream().noneMatch(milestone -> milestone.number() == number)) {
            return refused(FreezeRefusal.NO_SUCH_MILESTONE);
        }
        return switch (order) {
            case InMilestones o -> frozen(order, o, command, number, since, since);
            // The bank has the say, and goes on freezing the whole order; the clock has stood still since it came.
            case Disputed o
            when o.dispute().equals(command.insteadOf()) && o.before() instanceof InMilestones before ->
                frozen(order, before, command, number, since, o.since());
            case Disputed _ -> refused(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Order.Released(var _, var _, var _, ReleaseGround.Ruled(var ruled, var _), var _, var _)
            when ruled.equals(dispute) -> new AlreadyDone(order);
            case Order.Refunded(var _, var _, var _, RefundGround.Ruled(var ruled, var _))
            when ruled.equals(dispute) -> new AlreadyDone(order);
            case PartiallyRefunded(var _, var _, var _, RefundGround.Ruled(var ruled, var _), var _)
            when ruled.equals(dispute) -> new AlreadyDone(order);
            // Nothing is held for any milestone: what they have brought is claimed as a whole.
            case Order.Released o ->
                refused(
                        switch (o.ground()) {
                            case LastMilestone(var by, var _) -> over(by);
                            case Acceptance _ -> FreezeRefusal.ACCEPTED_BY_BUYER;
                            case ReleaseGround.Ruled _ -> FreezeRefusal.RELEASED_BY_RULING;
                        });
            case Order.Refunded _, PartiallyRefunded _ -> refused(FreezeRefusal.ALREADY_REFUNDED);
            case Cancelled _ -> refused(FreezeRefusal.ORDER_CANCELLED);
            case Unpaid _ -> refused(FreezeRefusal.NOT_FUNDED);
            case Underway _, Accepted _ -> refused(FreezeRefusal.NO_SUCH_MILESTONE);
        };
    }

    /** @param stoodSince since when its clock has stood still: since the dispute, unless a bank came before it */
    private static Decision frozen(
            Order order, InMilestones held, Freeze command, int number, Instant since, Instant stoodSince) {
        return switch (held.milestones().state(number)) {
            case Frozen(var freeze, var _) when freeze.cause().equals(command.dispute()) -> new AlreadyDone(order);
            case Ruled(var dispute, var _, var _) when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            case Frozen _ -> refused(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Ruled(var _, var _, var legs) ->
                refused(legs.buyer().isZero() ? FreezeRefusal.RELEASED_BY_RULING : FreezeRefusal.ALREADY_REFUNDED);
            case Awaited _ -> refused(FreezeRefusal.NOT_SHIPPED);
            case Released(var by, var _) -> refused(over(by));
            case Refunded _ -> refused(FreezeRefusal.ALREADY_REFUNDED);
            case Delivered _ when command.madeGood() -> refused(FreezeRefusal.ALREADY_INDEMNIFIED);
            case Delivered delivered -> {
                var stood = since.isAfter(stoodSince) ? Duration.between(stoodSince, since) : Duration.ZERO;
                var then = delivered.later(stood);
                // At the very instant of the deadline the window is closed, as it is for the timer.
                yield command.openedAt().isBefore(then.autoConfirmAt())
                        ? Moved.to(with(order, number, new Frozen(Standstill.of(command.dispute(), since), then)))
                        : refused(FreezeRefusal.INSPECTION_OVER);
            }
        };
    }

    private static Decision resumed(Order order, Resume command, Instant now) {
        var at = at(order, command);
        return switch (at.state()) {
            // While a bank has frozen the order, its clock stands still from then on.
            case Frozen frozen -> {
                var from = order instanceof Disputed disputed ? disputed.since() : now;
                yield Moved.to(with(order, at.milestone().number(), frozen.resume(from)));
            }
            case Awaited _, Delivered _, Released _, Refunded _, Ruled _ -> new AlreadyDone(order);
        };
    }

    private static Decision ruled(Order order, CarryOutRuling command) {
        var at = at(order, command);
        return switch (at.state()) {
            case Frozen _ -> {
                var hold = at.milestone().hold();
                yield switch (command.outcome()) {
                    case Ruling.ForSeller _ -> ruled(order, at, command, Settlement.release(hold));
                    case Ruling.ForBuyer _ -> ruled(order, at, command, Settlement.refund(hold));
                    case Ruling.Split(var legs) ->
                        isADivision(legs, hold)
                                ? ruled(order, at, command, legs)
                                : new NotADivision(hold.total(), legs);
                };
            }
            case Ruled(var _, var ruling, var _) when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case Awaited _, Delivered _, Released _, Refunded _, Ruled _ -> new OtherDispute(command.dispute());
        };
    }

    private static Moved ruled(Order order, At at, CarryOutRuling command, Legs legs) {
        var ruled = with(order, at.milestone().number(), new Ruled(command.dispute(), command.ruling(), legs));
        var held = held(ruled);
        return held.milestones().haveEnded()
                ? Moved.to(ruled, held.end(command.dispute(), command.ruling()))
                : Moved.to(ruled);
    }

    /** The freeze of a milestone may last longer than it would have, once. */
    static Decision extended(Order order, ExtendFreeze command) {
        int number = Objects.requireNonNull(command.milestone());
        if (!order.agreement().isInMilestones()) {
            return new NotInMilestones();
        }
        if (order.agreement().milestones().stream().noneMatch(milestone -> milestone.number() == number)) {
            return new UnknownMilestone(number);
        }
        var frozen = Milestones.frozenOf(order).stream()
                .filter(at -> at.milestone().number() == number)
                .findFirst();
        if (frozen.isEmpty() || !(frozen.get().state() instanceof Frozen freeze)) {
            return wrong(command, order);
        }
        return freeze.standstill().extended()
                ? new FreezeExtendedBefore(FreezeAge.expiresAt(
                        freeze.standstill(), order.agreement().terms().windows().disputes()))
                : Moved.to(with(order, number, freeze.with(freeze.standstill().extend())));
    }

    /** Why a milestone that is frozen cannot be had otherwise. */
    static Refused disputed(At at) {
        return at.state() instanceof Frozen frozen
                ? new MilestoneDisputed(at.milestone().number(), frozen.dispute())
                : new UnknownMilestone(at.milestone().number());
    }

    private static At at(Order order, ByDispute command) {
        return Milestones.ofOpen(order)
                .flatMap(milestones -> milestones.about(command.dispute()))
                .orElseThrow();
    }

    private static Order with(Order order, int number, MilestoneState state) {
        var changed = held(order).with(held(order).milestones().with(number, state));
        return order instanceof Disputed frozen ? frozen.know(changed) : changed;
    }

    private static InMilestones held(Order order) {
        return switch (order) {
            case InMilestones o -> o;
            case Disputed o when o.before() instanceof InMilestones before -> before;
            case Unpaid _, Underway _, Accepted _, Disputed _, Order.Ended _ ->
                throw new IllegalArgumentException("No milestones are held at " + order.stage());
        };
    }

    private static boolean isADivision(Legs legs, Hold hold) {
        var held = hold.total();
        return legs.buyer().currency().equals(held.currency()) && legs.sum().equals(held) && legs.isDivided();
    }

    private static FreezeRefusal over(AcceptedBy by) {
        return switch (by) {
            case BUYER -> FreezeRefusal.ACCEPTED_BY_BUYER;
            case TIMER -> FreezeRefusal.INSPECTION_OVER;
        };
    }

    private static NotFreezable refused(FreezeRefusal reason) {
        return new NotFreezable(reason);
    }
}
