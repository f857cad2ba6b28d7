package dev.bonafide.escrow.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Where the money of one order must be, in minor units, after the words of the README: fees follow the leg. */
final class Purse {
    /** As the world of the proof sets them: half a percent of the buyer, 0.6 % of the seller. */
    static final int BUYER_BASIS_POINTS = 50;

    static final int SELLER_BASIS_POINTS = 60;

    private final long price;
    private final long buyerFee;
    private final long sellerFee;
    private final long warranty;

    long held;
    long onItsWayBack;
    long seller;
    long fees;
    long partner;
    long everHeld;
    long everGone;

    Purse(Story.Item item) {
        price = item.price();
        buyerFee = part(price, BUYER_BASIS_POINTS, 10_000, RoundingMode.HALF_EVEN);
        sellerFee = part(price, SELLER_BASIS_POINTS, 10_000, RoundingMode.HALF_EVEN);
        // One percent, at least nine yuan.
        warranty = item.warranty() ? Math.max(900, part(price, 100, 10_000, RoundingMode.HALF_EVEN)) : 0;
    }

    long total() {
        return price + buyerFee + warranty;
    }

    void hold() {
        held += total();
        everHeld += total();
    }

    /** Money the order cannot use: it is on its way back without having been held. */
    void surplus() {
        onItsWayBack += total();
    }

    void settle(long amount) {
        onItsWayBack -= amount;
    }

    /** The sale has succeeded. */
    void release() {
        divide(0, price);
    }

    /** The sale had not succeeded after all: what the release gave is held again. */
    void takeBack() {
        var platform = total() - price;
        var paid = Math.min(warranty, platform);
        held += total();
        everHeld += total();
        seller -= price - sellerFee;
        fees -= platform - paid + sellerFee;
        partner -= paid;
    }

    /** The sale has failed; what goes back. */
    long refund() {
        return divide(total(), 0);
    }

    /** It is off before it began: nothing was rendered, so whatever the platform keeps is its fee. */
    long cancel(boolean feeKept) {
        var kept = feeKept ? buyerFee : 0;
        move(total() - kept, 0, kept, 0);
        return total() - kept;
    }

    /** Both sides agree that so much of the price goes back, and of the buyer's fee the same share. */
    long agree(long back) {
        return divide(back + part(buyerFee, back, price, RoundingMode.HALF_UP), price - back);
    }

    /** What is left after the buyer's and the seller's legs is the platform's, which pays the partner from it. */
    long divide(long toBuyer, long toSeller) {
        var platform = total() - toBuyer - toSeller;
        var fee = part(sellerFee, Math.min(toSeller, price), price, RoundingMode.HALF_UP);
        var paid = Math.min(warranty, platform);
        move(toBuyer, toSeller - fee, platform - paid + fee, paid);
        return toBuyer;
    }

    private void move(long toBuyer, long toSeller, long toFees, long toPartner) {
        held -= total();
        everGone += toBuyer + toSeller + toFees + toPartner;
        onItsWayBack += toBuyer;
        seller += toSeller;
        fees += toFees;
        partner += toPartner;
    }

    private static long part(long amount, long of, long whole, RoundingMode rounding) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(of))
                .divide(BigDecimal.valueOf(whole), 0, rounding)
                .longValueExact();
    }
}
