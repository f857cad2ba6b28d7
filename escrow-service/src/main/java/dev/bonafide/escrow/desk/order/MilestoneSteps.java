package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.AcceptedV1;
import dev.bonafide.escrow.events.said.OrderEvent.FrozenV1;
import dev.bonafide.escrow.events.said.OrderEvent.InspectionStartedV1;
import dev.bonafide.escrow.events.said.OrderEvent.MilestoneReleasedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ResumedV1;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settled;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What follows when milestones of an order move: each is released, or divided, by an entry of its own. */
final class MilestoneSteps {
    private MilestoneSteps() {}

    /** What the seller has earned, and the platform kept, of milestones that were released. */
    record Earned(Money seller, Money fees) {
        Earned plus(Settled settled) {
            return new Earned(seller.plus(settled.part(Part.SELLER)), fees.plus(settled.part(Part.FEES)));
        }

        /** Nothing yet. */
        static Earned nothing(Agreement agreement) {
            var nothing = Money.zero(agreement.terms().price().currency());
            return new Earned(nothing, nothing);
        }
    }

    /** What follows from a step within a stage: nothing, unless milestones that are still held have moved by it. */
    static Consequences of(Order from, Order to, Instant now) {
        var before = Milestones.ofOpen(from);
        var after = Milestones.ofOpen(to);
        return before.isPresent() && after.isPresent() ? of(to, before.get(), after.get(), now) : Consequences.NONE;
    }

    private static Consequences of(Order order, Milestones before, Milestones after, Instant now) {
        var a = order.agreement();
        var events = new ArrayList<OrderEvent>();
        var bookings = new ArrayList<Occurrence>();
        var notDelivered = new ArrayList<Milestone>();
        MoneyBack ruledBack = null;
        for (int i = 0; i < after.all().size(); i++) {
            var at = after.all().get(i);
            var was = before.all().get(i).state();
            if (at.state().equals(was)) {
                continue;
            }
            var milestone = at.milestone();
            switch (at.state()) {
                case MilestoneState.Delivered _
                when was instanceof MilestoneState.Frozen frozen ->
                    events.add(resumed(order, milestone, frozen.dispute(), now));
                case MilestoneState.Delivered delivered -> events.add(started(a, milestone, delivered));
                case MilestoneState.Frozen frozen -> {
                    // One that may only last longer was told of before.
                    if (!(was instanceof MilestoneState.Frozen)) {
                        events.add(frozen(a, milestone, frozen.dispute(), now));
                    }
                }
                case MilestoneState.Ruled ruled -> {
                    var settled = settle(milestone.hold(), ruled.legs());
                    bookings.add(settled.to(a.orderId(), a.sellerId(), milestone.id()));
                    var back = settled.part(Part.BUYER);
                    if (back.isPositive()) {
                        var reason = hasFailed(a, after) ? Reason.DISPUTE_RULED : Reason.PART_RULED;
                        events.add(Endings.refundIssued(a, back, reason, ruled.dispute(), now));
                        ruledBack = new MoneyBack(payment(order), back, reason, ruled.dispute());
                    }
                }
                case MilestoneState.Released(var by, var _) -> {
                    var settled = settle(milestone.hold(), Settlement.release(milestone.hold()));
                    bookings.add(settled.to(a.orderId(), a.sellerId(), milestone.id()));
                    events.add(released(a, milestone, settled, acceptedBy(by), now));
                }
                case MilestoneState.Refunded _ -> notDelivered.add(milestone);
                // A milestone never goes back.
                case MilestoneState.Awaited _ -> throw new IllegalStateException("Awaited again: " + milestone);
            }
        }
        // Deadlines refund, people and silence release, and a ruling is about one: never two of these in one step.
        return notDelivered.isEmpty()
                ? new Consequences(events, bookings, ruledBack)
                : refunded(order, after, notDelivered, now);
    }

    /** Whether all of the money has gone back by now: there was no sale. */
    private static boolean hasFailed(Agreement a, Milestones milestones) {
        var legs = milestones.ended(Legs.nothing(a.terms().price().currency()));
        return milestones.haveEnded()
                && legs.seller().isZero()
                && legs.platform().isZero();
    }

    /** What was not delivered goes back in one entry, which its first milestone names. */
    private static Consequences refunded(
            Order order, Milestones milestones, List<Milestone> notDelivered, Instant now) {
        var a = order.agreement();
        var hold = notDelivered.stream().map(Milestone::hold).reduce(Hold::plus).orElseThrow();
        var settled = settle(hold, Settlement.refund(hold));
        var back = settled.part(Part.BUYER);
        var reason = hasFailed(a, milestones) ? Reason.NOT_DELIVERED : Reason.PART_NOT_DELIVERED;
        return new Consequences(
                List.of(Endings.refundIssued(a, back, reason, null, now)),
                List.of(settled.to(
                        a.orderId(), a.sellerId(), notDelivered.getFirst().id())),
                new MoneyBack(payment(order), back, reason, null));
    }

    private static UUID payment(Order order) {
        return Objects.requireNonNull(order.payment());
    }

    private static FrozenV1 frozen(Agreement a, Milestone milestone, UUID dispute, Instant now) {
        return new FrozenV1(
                a.orderId(),
                dispute,
                a.buyerId(),
                a.sellerId(),
                milestone.number(),
                FrozenV1.Source.HELD,
                FrozenBy.DISPUTE,
                milestone.hold().total(),
                now);
    }

    private static ResumedV1 resumed(Order order, Milestone milestone, UUID dispute, Instant now) {
        var a = order.agreement();
        return new ResumedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                dispute,
                milestone.number(),
                order.stage().name(),
                now);
    }

    private static AcceptedV1.By acceptedBy(MilestoneState.AcceptedBy by) {
        return switch (by) {
            case BUYER -> AcceptedV1.By.BUYER;
            case TIMER -> AcceptedV1.By.TIMER;
        };
    }

    private static MilestoneReleasedV1 released(
            Agreement a, Milestone milestone, Settled settled, AcceptedV1.By by, Instant now) {
        return new MilestoneReleasedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                milestone.id(),
                milestone.number(),
                settled.part(Part.SELLER),
                settled.part(Part.FEES),
                by,
                now);
    }

    /** What was earned of an order before it ended, by milestones. */
    static Earned earnedBefore(Order from) {
        return Milestones.ofOpen(from)
                .map(milestones -> earned(from.agreement(), milestones))
                .orElseGet(() -> Earned.nothing(from.agreement()));
    }

    private static Earned earned(Agreement agreement, Milestones milestones) {
        var earned = Earned.nothing(agreement);
        for (var at : milestones.all()) {
            var hold = at.milestone().hold();
            earned = switch (at.state()) {
                case MilestoneState.Open _, MilestoneState.Refunded _ -> earned;
                case MilestoneState.Released _ -> earned.plus(settle(hold, Settlement.release(hold)));
                case MilestoneState.Ruled(var _, var _, var legs) -> earned.plus(settle(hold, legs));
            };
        }
        return earned;
    }

    private static InspectionStartedV1 started(Agreement a, Milestone milestone, MilestoneState.Delivered delivered) {
        return new InspectionStartedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                null,
                milestone.id(),
                delivered.deliveredAt(),
                delivered.autoConfirmAt());
    }

    private static Settled settle(Hold hold, Legs legs) {
        return Settlement.settle(hold, legs, Money.zero(hold.price().currency()));
    }
}
