package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.notTheSeller;
import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.NotInMilestones;
import dev.bonafide.escrow.order.Decision.Refused.SnapshotDiffers;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.OrderCommand.Agree;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.RefuseReservation;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import java.time.Instant;

/** The answers a placed order waits for. */
final class OpeningRules {
    private OpeningRules() {}

    static Decision reserved(Order order, ConfirmReservation command, Instant now) {
        return switch (order) {
            case Placed o
            when !o.agreement().snapshotHash().equals(command.snapshotHash()) ->
                new SnapshotDiffers(o.agreement().snapshotHash(), command.snapshotHash());
            case Placed o when o.reserved() -> new AlreadyDone(o);
            case Placed o -> answered(o.reserve(), now);
            case AwaitingPayment _, Underway _, Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
        };
    }

    static Decision notReserved(Order order, RefuseReservation command) {
        return switch (order) {
            case Placed o -> Moved.to(o.cancel(CancelReason.RESERVATION_REFUSED, command.reason()));
            case Cancelled o -> new AlreadyDone(o);
            case AwaitingPayment _, Underway _, Accepted _, Disputed _ -> wrong(command, order);
            case Released _, Refunded _, PartiallyRefunded _ -> wrong(command, order);
        };
    }

    static Decision judged(Order order, TakeVerdict command, Instant now) {
        return switch (command.verdict()) {
            case ALLOW ->
                switch (order) {
                    case Placed o when o.screening() != Screening.ALLOWED -> answered(o.allow(), now);
                    case Placed _, AwaitingPayment _, Underway _, Accepted _ -> new AlreadyDone(order);
                    case Disputed _, Ended _ -> new AlreadyDone(order);
                };
            case REVIEW ->
                switch (order) {
                    case Placed o when o.screening() != Screening.IN_REVIEW -> Moved.to(o.review(now));
                    case Placed _, Cancelled _ -> new AlreadyDone(order);
                    case AwaitingPayment _, Underway _, Accepted _, Disputed _ -> wrong(command, order);
                    case Released _, Refunded _, PartiallyRefunded _ -> wrong(command, order);
                };
            case REFUSE ->
                switch (order) {
                    case Placed o -> Moved.to(o.cancel(CancelReason.RISK_BLOCKED, null));
                    case AwaitingPayment o -> Moved.to(o.cancel(CancelReason.RISK_BLOCKED, null));
                    case Cancelled _ -> new AlreadyDone(order);
                    // Money is held or has moved: what a late no means now, a person decides.
                    case Underway _, Accepted _, Disputed _ -> wrong(command, order);
                    case Released _, Refunded _, PartiallyRefunded _ -> wrong(command, order);
                };
        };
    }

    static Decision agreed(Order order, Agree command, Instant now) {
        if (!command.by().equals(order.agreement().sellerId())) {
            return notTheSeller(order, command.by());
        }
        if (!order.agreement().isInMilestones()) {
            return new NotInMilestones();
        }
        return switch (order) {
            case Placed o when o.agreed() -> new AlreadyDone(o);
            case Placed o -> answered(o.agree(), now);
            case AwaitingPayment _, Underway _, Accepted _, Disputed _ -> new AlreadyDone(order);
            case Released _, Refunded _, PartiallyRefunded _ -> new AlreadyDone(order);
            case Cancelled _ -> wrong(command, order);
        };
    }

    static Decision unanswered(Order order, Instant now) {
        return switch (order) {
            case Placed o when now.isBefore(o.answerDueAt()) -> new TooEarly(o.answerDueAt());
            case Placed o -> Moved.to(withoutAnswer(o));
            case AwaitingPayment _, Underway _, Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
        };
    }

    private static Moved answered(Placed order, Instant now) {
        return order.isAnswered() ? Moved.to(order.askForPayment(now)) : Moved.to(order);
    }

    private static Cancelled withoutAnswer(Placed order) {
        return switch (order.screening()) {
            case WAITING -> order.cancel(CancelReason.RISK_BLOCKED, "NO_ANSWER");
            case IN_REVIEW -> order.cancel(CancelReason.RISK_BLOCKED, "NOT_DECIDED");
            case ALLOWED ->
                order.cancel(
                        order.reserved() ? CancelReason.NOT_AGREED : CancelReason.RESERVATION_REFUSED, "NO_ANSWER");
        };
    }
}
