package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.util.Set;

/**
 * The conditions under which new orders are placed at some moment.
 *
 * @param version of the windows
 * @param special where the windows differ
 */
public record TermsPolicy(String version, FeeSchedule fees, Windows windows, SpecialWindows special) {

    /** The terms of an order at this price, which must be more than nothing, without services. */
    public Terms termsFor(Money price) {
        return termsFor(price, Set.of());
    }

    /** The terms of an order at this price with these services, all of which must be offered at it. */
    public Terms termsFor(Money price, Set<Service> services) {
        var refused = fees.notOffered(price, services);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "services: " + refused + " (expected: services offered at " + price + ")");
        }
        return new Terms(
                version,
                fees.version(),
                price,
                fees.buyerFee(price),
                fees.sellerFee(price),
                fees.lines(price, services),
                windows);
    }

    /** The windows of an order that is handed over in that manner. */
    public Windows windowsFor(Manner manner) {
        var meets = manner.delivery() == Delivery.MEET;
        var confirmWithin = manner.inspected() ? special.inspectedConfirmWithin() : windows.confirmWithin();
        return new Windows(
                // The seller's answer is a person's.
                manner.inMilestones() ? windows.reviewWithin() : windows.answerWithin(),
                windows.reviewWithin(),
                windows.payWithin(),
                windows.freeCancelWithin(),
                meets ? special.meetWithin() : windows.shipWithin(),
                manner.inMilestones() ? special.milestonesWithin() : windows.deliverWithin(),
                meets ? special.meetConfirmWithin() : confirmWithin,
                meets ? special.meetNoticeAtLeast() : shorter(windows.noticeAtLeast(), confirmWithin),
                windows.extendBy(),
                windows.tellWithin(),
                windows.disputes().withHiddenDefects(hiddenDefectWithin(manner)),
                windows.returns());
    }

    private Duration hiddenDefectWithin(Manner manner) {
        if (manner.inspected()) {
            return special.inspectedHiddenDefectWithin();
        }
        return manner.delivery() == Delivery.MEET
                ? special.meetHiddenDefectWithin()
                : windows.disputes().hiddenDefectWithin();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
