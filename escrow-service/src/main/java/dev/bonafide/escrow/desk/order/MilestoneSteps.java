package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.AcceptedV1;
import dev.bonafide.escrow.events.said.OrderEvent.InspectionStartedV1;
import dev.bonafide.escrow.events.said.OrderEvent.MilestoneReleasedV1;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.InMilestones;
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

/** What follows when milestones of an order move: each is released by an entry of its own. */
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

    static Consequences of(InMilestones before, InMilestones after, Instant now) {
        var a = after.agreement();
        var events = new ArrayList<OrderEvent>();
        var bookings = new ArrayList<Occurrence>();
        var notDelivered = new ArrayList<Milestone>();
        for (int i = 0; i < after.milestones().all().size(); i++) {
            var at = after.milestones().all().get(i);
            if (at.equals(before.milestones().all().get(i))) {
                continue;
            }
            var milestone = at.milestone();
            switch (at.state()) {
                case MilestoneState.Delivered delivered -> events.add(started(a, milestone, delivered));
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
        // Deadlines refund, people and silence release: never both in one step.
        return notDelivered.isEmpty() ? new Consequences(events, bookings, null) : refunded(after, notDelivered, now);
    }

    /** What was not delivered goes back in one entry, which its first milestone names. */
    private static Consequences refunded(InMilestones order, List<Milestone> notDelivered, Instant now) {
        var a = order.agreement();
        var hold = notDelivered.stream().map(Milestone::hold).reduce(Hold::plus).orElseThrow();
        var settled = settle(hold, Settlement.refund(hold));
        var back = settled.part(Part.BUYER);
        var reason = Reason.PART_NOT_DELIVERED;
        return new Consequences(
                List.of(Endings.refundIssued(a, back, reason, null, now)),
                List.of(settled.to(
                        a.orderId(), a.sellerId(), notDelivered.getFirst().id())),
                new MoneyBack(order.payment(), back, reason, null));
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
        return switch (from) {
            case InMilestones o -> earned(o.agreement(), o.milestones());
            case Order.Disputed o
            when o.before() instanceof InMilestones before -> earned(o.agreement(), before.milestones());
            case Order.Unpaid _, Order.Underway _, Order.Accepted _, Order.Disputed _, Order.Ended _ ->
                Earned.nothing(from.agreement());
        };
    }

    private static Earned earned(Agreement agreement, Milestones milestones) {
        var earned = Earned.nothing(agreement);
        for (var at : milestones.all()) {
            if (at.state() instanceof MilestoneState.Released) {
                var hold = at.milestone().hold();
                earned = earned.plus(settle(hold, Settlement.release(hold)));
            }
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
