package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.desk.Consequences.MoneyBack;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.InspectionStartedV1;
import dev.bonafide.escrow.events.said.OrderEvent.MilestoneReleasedV1;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.InMilestones;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settled;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;

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
        var back = Money.zero(a.terms().price().currency());
        for (int i = 0; i < after.milestones().all().size(); i++) {
            var at = after.milestones().all().get(i);
            if (at.equals(before.milestones().all().get(i))) {
                continue;
            }
            var milestone = at.milestone();
            switch (at.state()) {
                case MilestoneState.Delivered delivered -> events.add(started(a, milestone, delivered));
                case MilestoneState.Released(var ground) -> {
                    var settled = settle(milestone, Settlement.release(milestone.hold()));
                    bookings.add(settled.to(a.orderId(), a.sellerId(), milestone.id()));
                    events.add(new MilestoneReleasedV1(
                            a.orderId(),
                            a.listingId(),
                            a.buyerId(),
                            a.sellerId(),
                            milestone.id(),
                            milestone.number(),
                            settled.part(Part.SELLER),
                            settled.part(Part.FEES),
                            Consequences.acceptedBy(ground),
                            now));
                }
                case MilestoneState.Refunded _ -> {
                    var settled = settle(milestone, Settlement.refund(milestone.hold()));
                    bookings.add(settled.to(a.orderId(), a.sellerId(), milestone.id()));
                    back = back.plus(settled.part(Part.BUYER));
                }
                // A milestone never goes back, and its clock stands still only while a dispute has the order.
                case MilestoneState.Awaited _ -> throw new IllegalStateException("Awaited again: " + milestone);
            }
        }
        if (back.isZero()) {
            return new Consequences(events, bookings, null);
        }
        events.add(Endings.refundIssued(a, back, Reason.PART_NOT_DELIVERED, null, now));
        return new Consequences(
                events, bookings, new MoneyBack(after.payment(), back, Reason.PART_NOT_DELIVERED, null));
    }

    /** What was earned of an order before it ended, by milestones. */
    static Earned earnedBefore(Order from) {
        return switch (from) {
            case InMilestones o -> earned(o.agreement(), o.milestones());
            case Order.Disputed o when o.before() instanceof InMilestones before ->
                earned(o.agreement(), before.milestones());
            case Order.Unpaid _, Order.Underway _, Order.Accepted _, Order.Disputed _, Order.Ended _ ->
                Earned.nothing(from.agreement());
        };
    }

    private static Earned earned(Agreement agreement, Milestones milestones) {
        var earned = Earned.nothing(agreement);
        for (var at : milestones.all()) {
            if (at.state() instanceof MilestoneState.Released) {
                earned = earned.plus(settle(at.milestone(), Settlement.release(at.milestone().hold())));
            }
        }
        return earned;
    }

    private static InspectionStartedV1 started(
            Agreement a, Milestone milestone, MilestoneState.Delivered delivered) {
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

    private static Settled settle(Milestone milestone, Legs legs) {
        Hold hold = milestone.hold();
        return Settlement.settle(hold, legs, Money.zero(hold.price().currency()));
    }
}
