package dev.bonafide.dispute.dispute;

import dev.bonafide.dispute.dispute.OpeningDecision.Opened;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused.NotTheBuyer;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused.OtherDisputeOpen;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused.TooEarly;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused.UnknownOrder;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused.WindowClosed;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused.WrongOrderStage;
import dev.bonafide.dispute.order.DisputableOrder;
import dev.bonafide.dispute.order.OrderStage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may dispute which order, for what reason, and when. A window is closed at the very instant of its end, as it is for
 * the timer that ends it at the escrow service.
 */
public final class OpeningRules {
    private OpeningRules() {}

    /** Whether that order, or none if we know none, can be disputed at that time. */
    public static OpeningDecision decide(
            @Nullable DisputableOrder order, OpenDispute command, Policy policy, Instant now) {
        if (order == null || !order.isParty(command.by())) {
            return new UnknownOrder(command.by());
        }
        if (!order.buyerId().equals(command.by())) {
            return new NotTheBuyer(command.by());
        }
        if (command.running() != null) {
            return new OtherDisputeOpen(command.running());
        }
        var refusal = refusal(order, command.reason(), policy, now);
        return refusal != null
                ? refusal
                : new Opened(new Dispute.Opening(new Claim(
                        command.disputeId(),
                        order.orderId(),
                        order.buyerId(),
                        order.sellerId(),
                        Party.BUYER,
                        command.reason(),
                        command.text(),
                        now)));
    }

    private static OpeningDecision.@Nullable Refused refusal(
            DisputableOrder order, Reason reason, Policy policy, Instant now) {
        return switch (order.stage()) {
            case PLACED, FUNDED, REFUNDED, CANCELLED ->
                new WrongOrderStage(order.stage(), EnumSet.noneOf(Reason.class));
            case SHIPPED -> shipped(order, reason, policy, now);
            case INSPECTION -> inInspection(order, reason, policy, now);
            case ACCEPTED, RELEASED -> new WindowClosed(reason, known(order.endedAt()), null);
        };
    }

    private static OpeningDecision.@Nullable Refused shipped(
            DisputableOrder order, Reason reason, Policy policy, Instant now) {
        if (reason != Reason.INR) {
            return new WrongOrderStage(OrderStage.SHIPPED, EnumSet.of(Reason.INR));
        }
        var expectedBy = known(order.shippedAt()).plus(policy.deliveryWithin());
        if (now.isBefore(expectedBy)) {
            return new TooEarly(expectedBy);
        }
        var closesAt = expectedBy.plus(policy.notReceivedWindow());
        return now.isBefore(closesAt) ? null : new WindowClosed(reason, closesAt, null);
    }

    private static OpeningDecision.@Nullable Refused inInspection(
            DisputableOrder order, Reason reason, Policy policy, Instant now) {
        var confirmedAt = known(order.autoConfirmAt());
        if (!now.isBefore(confirmedAt)) {
            return new WindowClosed(reason, confirmedAt, null);
        }
        return switch (reason) {
            // What the carrier calls delivered may still not have been received.
            case INR, SNAD, COUNTERFEIT, WRONG_ITEM, MISSING_PARTS, OTHER -> null;
            case DAMAGED -> {
                var closesAt = known(order.deliveredAt()).plus(policy.damagedWindow());
                yield now.isBefore(closesAt) ? null : new WindowClosed(reason, closesAt, Reason.SNAD);
            }
        };
    }

    private static Instant known(@Nullable Instant time) {
        return Objects.requireNonNull(time, "The order has come to its stage without the time that goes with it");
    }
}
