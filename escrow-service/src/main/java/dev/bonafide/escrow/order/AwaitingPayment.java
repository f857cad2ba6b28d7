package dev.bonafide.escrow.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The item is kept for the buyer, who may pay. */
public record AwaitingPayment(Agreement agreement, Instant paymentDueAt) implements Order.Unpaid {

    Underway fund(UUID payment, Instant now) {
        var windows = agreement.terms().windows();
        return agreement.isInMilestones()
                ? new InMilestones(
                        agreement,
                        payment,
                        now,
                        now.plus(windows.deliverWithin()),
                        Milestones.awaited(agreement.milestones()))
                : new Order.Funded(agreement, payment, now, now.plus(windows.shipWithin()), null, false);
    }

    Order.Cancelled cancel(CancelReason reason, @Nullable String detail) {
        return new Order.Cancelled(agreement, reason, detail, null, false);
    }

    @Override
    public Stage stage() {
        return Stage.AWAITING_PAYMENT;
    }
}
