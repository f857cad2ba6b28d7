package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.Had;
import dev.bonafide.escrow.model.Decree.Legs;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the money of one order must be, in minor units, after the words of the README: fees follow the leg. */
final class Purse {
    /** As the world of the proof sets them: half a percent of the buyer, 0.6 % of the seller. */
    static final int BUYER_BASIS_POINTS = 50;

    static final int SELLER_BASIS_POINTS = 60;

    private final Share whole;
    /** What is not decided yet: the whole, less the milestones that have ended. */
    private Share open;

    final Earned earned;
    private final Supplier<Instant> now;
    private final LongUnaryOperator money;
    /** What a bank has left the buyer of the loss. */
    private long byBank;

    /** What the platform has borne of what others have given the buyer, and has not had back. */
    private long borne;

    /** Whether it had something back that it had borne of an advance. */
    boolean wasLentBack;

    long held;
    /** What a bank has taken back and nobody has decided about. */
    long pulledBack;

    long onItsWayBack;
    long fees;
    long partner;
    /** What the platform has borne. */
    long expense;
    /** What the insurer has paid. */
    long insured;

    /** What the compensation pool has. */
    long advanced;

    /** What the buyer has had back of what was held or released. */
    private long refunded;

    /** What would have gone back by rulings about milestones if nobody else had made it good. */
    private final Map<Share, Long> spared = new IdentityHashMap<>();

    /** The milestones that were accepted; null if none was. */
    private @Nullable Share accepted;

    long everHeld;
    long everGone;

    /**
     * @param free whether nothing keeps where it is what has come by that, see {@link Earned}
     * @param money what of that which goes back is money
     */
    Purse(Story.Item item, Supplier<Instant> now, IntPredicate free, LongUnaryOperator money) {
        this.money = money;
        this.now = now;
        earned = new Earned(free);
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
    void surplus(long amount) {
        onItsWayBack += amount;
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
        return ended ? leftOf(total()) : left(open);
    }

    /** What of that part of the loss the buyer may still have back. */
    long left(Share part) {
        return leftOf(part.total() + refunded + sparedBeside(part));
    }

    private long sparedBeside(Share part) {
        return spared.entrySet().stream()
                .filter(other -> other.getKey() != part)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long refunded() {
        return refunded;
    }

    private long leftOf(long loss) {
        return everHeld == 0 ? 0 : Math.max(0, Math.min(total(), loss) - insured - advanced - refunded - byBank);
    }

    /** Whether nothing is left; of what is still held, only if most of it the insurer has paid. */
    boolean isMadeGoodByInsurer(boolean ended) {
        return left(ended) == 0 && (ended || isMostByInsurer());
    }

    /** The same about one milestone. */
    boolean isMadeGoodByInsurer(Share milestone) {
        return left(milestone) == 0 && isMostByInsurer();
    }

    private boolean isMostByInsurer() {
        return insured > 0 && insured >= Math.max(advanced, Math.max(refunded, byBank));
    }

    /** The insurer makes so much of the loss good; what of it is money. */
    long insure(long amount) {
        insured += amount;
        return paid(amount);
    }

    /** The pool gives so much of the loss in the seller's place, who owes it; what of it is money. */
    long advance(long amount) {
        advanced += amount;
        earned.oweThePool(amount, now.get());
        earned.repay();
        return paid(amount);
    }

    /** Nobody should have given it: it is the platform's loss, and what was taken from the seller for it theirs again. */
    void bearAdvance(int debt) {
        var taken = earned.taken(debt);
        var lost = earned.forgive(debt) + taken;
        expense += lost;
        borne += lost;
        if (taken > 0) {
            earned.makeUp(taken, now.get());
            earned.repay();
        }
    }

    /** What the seller owes of it will not come. */
    void giveUp(int debt) {
        var lost = earned.forgive(debt);
        expense += lost;
        borne += earned.isToThePool(debt) ? lost : 0;
    }

    /** Another sale of the seller succeeds, at once. */
    void sellElse(Share sold) {
        everHeld += sold.total();
        everGone += sold.total();
        fees += sold.buyerFee() + sold.sellerFee();
        earned.earn(Earned.ANOTHER_SALE, sold.price() - sold.sellerFee(), now.get());
        earned.repay();
    }

    /** The sale has succeeded. */
    void release() {
        divide(0, open.price());
    }

    /** Whether the seller has all that the release gave. */
    boolean isStillThere() {
        return earned.leftOfTheOrder() == whole.price() - whole.sellerFee();
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

    /** What was accepted, of which all is the whole. */
    Share accepted() {
        return accepted == null ? whole : accepted;
    }

    /**
     * It stays released, and the sides are to have so much of it: what the seller has beyond that is the buyer's, and the platform bears
     * its fees. What the seller is still to have the platform bears as well.
     */
    long clawBack(Share brought, Legs legs) {
        return correct(brought, Had.of(brought, Legs.forSeller(brought)), legs, left(brought));
    }

    /** The same where an earlier ruling has given the sides something of it; the buyer is given that much again at most. */
    long correct(Share share, Had had, Legs legs, long atMost) {
        var due = Had.of(share, legs);
        var again = leftOf(share.total() + Math.max(0, refunded - had.buyer()) + sparedBeside(share));
        var toBuyer = Math.max(0, due.buyer() - had.buyer());
        var back = clawBack(Math.min(toBuyer, Math.min(again, atMost)), Math.max(0, had.seller() - due.seller()));
        if (due.seller() > had.seller()) {
            expense += due.seller() - had.seller();
            earned.makeUp(due.seller() - had.seller(), now.get());
            earned.repay();
        }
        return back;
    }

    /** The same when the item has come back: the seller keeps so much for its condition, and the fee of it is the platform's. */
    long clawBackForLess(long kept, long freight) {
        var fee = whole.feeOf(kept);
        var back = Math.min(total() - kept - freight, left(true));
        return clawBack(back, whole.price() - whole.sellerFee() - (kept - fee));
    }

    private long clawBack(long back, long bySeller) {
        var fromSeller = Math.min(bySeller, back);
        earned.takeFor(fromSeller, now.get());
        expense += back - fromSeller;
        return gone(back);
    }

    private long gone(long back) {
        refunded += back;
        return paid(back);
    }

    /** What is money of so much that the buyer is given. */
    private long paid(long given) {
        var paid = money.applyAsLong(given);
        onItsWayBack += paid;
        return paid;
    }

    /** What a bank has left the buyer: so much was lost, and nobody has given it otherwise. */
    void bear(long lost, long all, long bySeller) {
        byBank += lost;
        borne += lost;
        expense += all - bySeller;
        earned.takeFor(bySeller, now.get());
    }

    /** The sale has failed; what goes back. */
    long refund() {
        return divide(open.total(), 0);
    }

    /** One milestone is accepted, that one. */
    void release(int number, Share milestone) {
        divide(number, milestone, 0, milestone.price(), left(open));
        open = open.minus(milestone);
        accepted = accepted == null ? milestone : accepted.plus(milestone);
    }

    /** One was disputed, and is ruled about; what goes back. What others have made good of it is the seller's. */
    long divideOne(Share milestone, long toBuyer, long toSeller) {
        var back = divide(Earned.THE_ORDER, milestone, toBuyer, toSeller, left(milestone));
        open = open.minus(milestone);
        spared.put(milestone, toBuyer - back);
        return back;
    }

    /** Some were not delivered; what goes back. */
    long refund(Share milestones) {
        var back = divide(Earned.THE_ORDER, milestones, milestones.total(), 0, left(open));
        open = open.minus(milestones);
        return back;
    }

    /** It is off before it began: nothing was rendered, so whatever the platform keeps is its fee. */
    long cancel(boolean feeKept) {
        var kept = feeKept ? whole.buyerFee() : 0;
        return move(Earned.THE_ORDER, total(), total() - kept, 0, kept, 0, left(open));
    }

    /** The item is the seller's again, who keeps so much for its condition; no service is paid for. */
    long takeBackForLess(long kept, long freight) {
        var fee = whole.feeOf(kept);
        return move(Earned.THE_ORDER, total(), total() - kept - freight, kept - fee, freight + fee, 0, left(open));
    }

    /** Both sides agree that so much of the price goes back, and of the buyer's fee the same share. */
    long agree(long back) {
        return divide(
                back + Share.part(open.buyerFee(), back, open.price(), RoundingMode.HALF_UP), open.price() - back);
    }

    /** What is left after the buyer's and the seller's legs is the platform's, which pays the partner from it. */
    long divide(long toBuyer, long toSeller) {
        return divide(Earned.THE_ORDER, open, toBuyer, toSeller, left(open));
    }

    private long divide(int by, Share share, long toBuyer, long toSeller, long left) {
        var platform = share.total() - toBuyer - toSeller;
        var fee = share.feeOf(toSeller);
        var paid = Math.min(share.warranty(), platform);
        return move(by, share.total(), toBuyer, toSeller - fee, platform - paid + fee, paid, left);
    }

    /**
     * Moves what is held; what goes back. What of the buyer's leg others have made good is the platform's, as far as it has borne that, or
     * else the seller's, and bears no fee.
     */
    private long move(int by, long all, long toBuyer, long toSeller, long toFees, long toPartner, long left) {
        held -= all;
        everGone += toBuyer + toSeller + toFees + toPartner;
        var back = Math.min(toBuyer, left);
        var paid = gone(back);
        // Whoever has borne what others have given has it back first, once; all else somebody has done in the seller's
        // place.
        var toPlatform = Math.min(toBuyer - back, borne);
        wasLentBack |= toPlatform > byBank;
        borne -= toPlatform;
        expense -= toPlatform;
        fees += toFees;
        partner += toPartner;
        if (toSeller + toBuyer - back - toPlatform > 0) {
            earned.earn(by, toSeller + toBuyer - back - toPlatform, now.get());
            earned.repay();
        }
        return paid;
    }
}
