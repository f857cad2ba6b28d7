package dev.bonafide.escrow.audit;

import dev.bonafide.proof.ledger.Anchor;
import java.util.List;

/**
 * How far the auditor has come with its slow round through everything.
 *
 * @param place where in the phase: the last id or account it has looked at
 * @param at up to which seal it has walked
 * @param target the last seal when the round began; later ones are looked at as they come
 * @param walked the sums of what it has walked over
 * @param wanted what they must come to at the target, as folded when the round began
 */
public record Round(Phase phase, String place, Anchor at, long target, String walked, String wanted) {

    /** What it goes through, in this order. */
    public enum Phase {
        /** The chain with its entries, the balances and holds they touch, and the sums. */
        SEALS,
        /** Entries without a seal. */
        ENTRIES,
        /** Holds of all orders, also of those without any entry. */
        ORDERS,
        /** All balances that are kept, also those without any entry. */
        BALANCES,
        /** Folded sums of sellers' accounts. */
        SUMS,
        /** Nothing, until it is time for the next round. */
        RESTING
    }

    /** A round that begins. */
    public static Round begin(long target, KindSums wanted) {
        return new Round(Phase.SEALS, "", Anchor.GENESIS, target, "", wanted.text());
    }

    /** The same round, further in its phase. */
    public Round to(String further) {
        return new Round(phase, further, at, target, walked, wanted);
    }

    /** The same round, further along the chain. */
    public Round walked(Anchor further, KindSums sums) {
        return new Round(
                phase, place, further, target, KindSums.parse(walked).plus(sums).text(), wanted);
    }

    /** The same round, at the beginning of the next phase. */
    public Round next() {
        return new Round(Phase.values()[phase.ordinal() + 1], "", at, target, walked, wanted);
    }

    /** What the sums come to, against what was folded. */
    public List<LedgerFinding> compareSums() {
        return KindSums.parse(walked).compare(KindSums.parse(wanted));
    }
}
