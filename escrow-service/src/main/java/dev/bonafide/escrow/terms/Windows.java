package dev.bonafide.escrow.terms;

import java.time.Duration;

/**
 * How long each wait of an order may last. Nothing waits for ever: when a window closes, a timer acts.
 *
 * @param answerWithin for the listing and risk services to answer a placed order, and the seller one in milestones
 * @param reviewWithin for a person to decide an order that risk holds for review
 * @param payWithin for the buyer to pay
 * @param freeCancelWithin for the buyer to cancel at no cost after the payment
 * @param shipWithin for the carrier's first scan after the payment, or to meet
 * @param deliverWithin for the delivery, from the carrier's first scan; for every milestone, from the payment
 * @param confirmWithin for the buyer to accept or dispute, counted from the delivery or hand-over
 * @param noticeAtLeast what the buyer has in any case after we heard of the delivery, however late the carrier told us
 * @param extendBy what the buyer may add to the time to accept or dispute, once
 * @param tellWithin for a hand-over without network to be told after the last moment to meet
 * @param disputes for disputes, and for what they freeze
 * @param returns for returns without a reason
 */
public record Windows(
        Duration answerWithin,
        Duration reviewWithin,
        Duration payWithin,
        Duration freeCancelWithin,
        Duration shipWithin,
        Duration deliverWithin,
        Duration confirmWithin,
        Duration noticeAtLeast,
        Duration extendBy,
        Duration tellWithin,
        DisputeWindows disputes,
        ReturnWindows returns) {

    /** Refuses a window that is not longer than nothing. */
    public Windows {
        requirePositive("answerWithin", answerWithin);
        requirePositive("reviewWithin", reviewWithin);
        requirePositive("payWithin", payWithin);
        requirePositive("freeCancelWithin", freeCancelWithin);
        requirePositive("shipWithin", shipWithin);
        requirePositive("deliverWithin", deliverWithin);
        requirePositive("confirmWithin", confirmWithin);
        requirePositive("noticeAtLeast", noticeAtLeast);
        requirePositive("extendBy", extendBy);
        requirePositive("tellWithin", tellWithin);
    }

    static void requirePositive(String name, Duration window) {
        if (!window.isPositive()) {
            throw new IllegalArgumentException(name + ": " + window + " (expected: > 0)");
        }
    }
}
