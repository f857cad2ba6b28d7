package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.notTheBuyer;
import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.AmountDiffers;
import dev.bonafide.escrow.order.Decision.Refused.PaymentWindowClosed;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnpaid;
import dev.bonafide.escrow.order.OrderCommand.Name;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The buyer's payment. */
final class PayingRules {
    private PayingRules() {}

    static Decision paid(Order order, ConfirmPayment command, Instant now) {
        return switch (order) {
            case AwaitingPayment o
            when !o.agreement().terms().total().equals(command.paid()) ->
                new AmountDiffers(o.agreement().terms().total(), command.paid());
            case AwaitingPayment o -> Moved.to(o.fund(command.payment(), now));
            case Placed _ -> wrong(command, order);
            case Underway _, Accepted _, Disputed _, Ended _ ->
                command.payment().equals(order.payment()) ? new AlreadyDone(order) : wrong(command, order);
        };
    }

    static Decision unpaid(Order order, ExpireUnpaid command, Instant now) {
        return switch (order) {
            case AwaitingPayment o when now.isBefore(o.paymentDueAt()) -> new TooEarly(o.paymentDueAt());
            case AwaitingPayment o -> Moved.to(o.cancel(CancelReason.UNPAID, null));
            case Underway _, Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            case Placed _ -> wrong(command, order);
        };
    }

    static @Nullable Refused mayNotPay(Order order, UUID by, Instant now) {
        if (!by.equals(order.agreement().buyerId())) {
            return notTheBuyer(order, by);
        }
        return switch (order) {
            case AwaitingPayment o when !now.isBefore(o.paymentDueAt()) -> new PaymentWindowClosed(o.paymentDueAt());
            case AwaitingPayment _ -> null;
            case Placed _, Underway _, Accepted _, Disputed _, Ended _ -> wrong(Name.CONFIRM_PAYMENT, order, by);
        };
    }
}
