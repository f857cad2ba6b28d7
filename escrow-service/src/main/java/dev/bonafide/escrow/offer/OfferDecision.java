package dev.bonafide.escrow.offer;

import dev.bonafide.escrow.order.Decision;

/** What comes of an offer, or of the answer to one. */
public sealed interface OfferDecision {

    /** It stands, and replaces an open one of the same side. */
    record Made(RefundOffer offer) implements OfferDecision {}

    /** It has been declined; the order goes on as before. */
    record Declined(RefundOffer offer) implements OfferDecision {}

    /** Both sides agree: the order is to end so. */
    record Agreed(RefundOffer offer) implements OfferDecision {}

    /** It had been answered just so. */
    record AlreadyDone(RefundOffer offer) implements OfferDecision {}

    /** Nothing changes, and why. */
    sealed interface Refused extends OfferDecision {

        /** The order does not allow it. */
        record ByOrder(Decision.Refused refusal) implements Refused {}

        /** There is no such offer. */
        record Unknown(int number) implements Refused {}

        /** Nobody answers their own offer. */
        record Own(int number) implements Refused {}

        /** It has been answered otherwise, or replaced. */
        record Closed(int number, RefundOffer.Status status) implements Refused {}
    }
}
