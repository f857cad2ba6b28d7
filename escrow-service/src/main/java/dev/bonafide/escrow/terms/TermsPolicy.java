package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;
import java.time.Duration;

/**
 * The conditions under which new orders are placed today.
 *
 * @param version of the windows
 * @param special where the windows differ
 */
public record TermsPolicy(String version, FeeSchedule fees, Windows windows, SpecialWindows special) {

    /** The terms of an order at this price, which must be more than nothing. */
    public Terms termsFor(Money price) {
        return new Terms(version, fees.version(), price, fees.buyerFee(price), fees.sellerFee(price), windows);
    }

    /** The windows of an order that is handed over in that manner. */
    public Windows windowsFor(Manner manner) {
        var meets = manner.delivery() == Delivery.MEET;
        var confirmWithin = manner.inspected() ? special.inspectedConfirmWithin() : windows.confirmWithin();
        return new Windows(
                windows.answerWithin(),
                windows.reviewWithin(),
                windows.payWithin(),
                windows.freeCancelWithin(),
                meets ? special.meetWithin() : windows.shipWithin(),
                windows.deliverWithin(),
                meets ? special.meetConfirmWithin() : confirmWithin,
                meets ? special.meetNoticeAtLeast() : shorter(windows.noticeAtLeast(), confirmWithin),
                windows.extendBy(),
                windows.tellWithin());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
