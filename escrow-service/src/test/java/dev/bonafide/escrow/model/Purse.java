package dev.bonafide.escrow.model;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.function.Supplier;

/** Where the money of one order must be, in minor units, after the words of the README: fees follow the leg. */
final class Purse {
    /** As the world of the proof sets them: half a percent of the buyer, 0.6 % of the seller. */
    static final int BUYER_BASIS_POINTS = 50;

    static final int SELLER_BASIS_POINTS = 60;

    private final Share whole;
    /** What is not decided yet: the whole, less the milestones that have ended. */
    private Share open;

    final Earned earned = new Earned();
    private final Supplier<Instant> now;

    long held;
    long onItsWayBack;
    long fees;
    long partner;
    /** What the platform has borne. */
    long expense;
    /** What the insurer has paid. */
    long insured;

    /** What the buyer has had back of what was held or released, and of it for milestones that were not delivered. */
    private long refunded;

    private long refundedForMilestones;

    long everHeld;
    long everGone;

    Purse(Story.Item item, Supplier<Instant> now) {
        this.now = now;
        whole = Share.of(item);
        open = whole;
    }

    Share whole() {
        return whole;
    }

    long total() {
        return whole.total();
    }

    /** What is not decided yet, and the part of the price in it. */
    Share open() {
        return open;
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

    /**
     * What the buyer may still have back at most: nobody's loss is made good twice.
     *
     * @param ended whether the order has: before, what was released of it is no loss
     */
    long left(boolean ended) {
        if (everHeld == 0) {
            return 0;
        }
        var loss = ended ? total() : Math.min(total(), open.total() + refundedForMilestones);
        return Math.max(0, loss - insured - refunded);
    }

    /** Whether nothing is left, and most of it the insurer has paid. */
    boolean isMadeGoodByInsurer(boolean ended) {
        return left(ended) == 0 && insured > refunded;
    }

    /** The insurer makes so much of the loss good. */
    void insure(long amount) {
        insured += amount;
        onItsWayBack += amount;
    }

    /** The sale has succeeded. */
    void release() {
        divide(0, open.price());
    }

    /** Whether the seller has all that the release gave. */
    boolean isStillThere() {
        return earned.left() == whole.price() - whole.sellerFee();
    }

    /** The sale had not succeeded after all: what the release gave is held again. */
    void takeBack() {
        var platform = total() - whole.price();
        var paid = Math.min(whole.warranty(), platform);
        held += total();
        everHeld += total();
        earned.takeBack();
        fees -= platform - paid + whole.sellerFee();
        partner -= paid;
    }

    /** It stays released, and the buyer is right: what it brought the seller is theirs, and the platform bears its fees. */
    long clawBack() {
        var back = left(true);
        var fromSeller = Math.min(whole.price() - whole.sellerFee(), back);
        earned.takeFor(fromSeller);
        expense += back - fromSeller;
        refunded += back;
        onItsWayBack += back;
        return back;
    }

    /** The sale has failed; what goes back. */
    long refund() {
        return divide(open.total(), 0);
    }

    /** One milestone is accepted. */
    void release(Share milestone) {
        divide(milestone, 0, milestone.price());
        open = open.minus(milestone);
    }

    /** Some were not delivered; what goes back. */
    long refund(Share milestones) {
        var back = divide(milestones, milestones.total(), 0);
        open = open.minus(milestones);
        refundedForMilestones += back;
        return back;
    }

    /** It is off before it began: nothing was rendered, so whatever the platform keeps is its fee. */
    long cancel(boolean feeKept) {
        var kept = feeKept ? whole.buyerFee() : 0;
        return move(total(), total() - kept, 0, kept, 0);
    }

    /** Both sides agree that so much of the price goes back, and of the buyer's fee the same share. */
    long agree(long back) {
        return divide(
                back + Share.part(open.buyerFee(), back, open.price(), RoundingMode.HALF_UP), open.price() - back);
    }

    /** What is left after the buyer's and the seller's legs is the platform's, which pays the partner from it. */
    long divide(long toBuyer, long toSeller) {
        return divide(open, toBuyer, toSeller);
    }

    private long divide(Share share, long toBuyer, long toSeller) {
        var platform = share.total() - toBuyer - toSeller;
        var fee = Share.part(share.sellerFee(), Math.min(toSeller, share.price()), share.price(), RoundingMode.HALF_UP);
        var paid = Math.min(share.warranty(), platform);
        return move(share.total(), toBuyer, toSeller - fee, platform - paid + fee, paid);
    }

    /** Moves what is held; what goes back. What of the buyer's leg the insurer has made good is the seller's, and bears no fee. */
    private long move(long all, long toBuyer, long toSeller, long toFees, long toPartner) {
        held -= all;
        everGone += toBuyer + toSeller + toFees + toPartner;
        var back = Math.min(toBuyer, left(false));
        refunded += back;
        onItsWayBack += back;
        if (toSeller + toBuyer - back > 0) {
            earned.earn(toSeller + toBuyer - back, now.get());
        }
        fees += toFees;
        partner += toPartner;
        return back;
    }
}
