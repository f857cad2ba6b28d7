package dev.bonafide.escrow.earning;

import dev.bonafide.escrow.ledger.Fact;

/**
 * What a fact does to the lots and receivables of a seller, beside its postings. The README shows the same as a table, and
 * a test holds the two together.
 *
 * @param makes the lots that its credits of earnings become
 * @param uses the lots that its debits of earnings use, oldest first in each case
 * @param repays the receivables that its credits of what is owed repay; each of its debits opens one
 */
public record EarningEffect(Makes makes, Uses uses, Repays repays) {
    private static final EarningEffect NONE = new EarningEffect(Makes.NONE, Uses.NONE, Repays.NONE);

    /** The lots that credits become. */
    public enum Makes {
        NONE,
        /** May be paid out after the seller's delay. */
        AFTER_THE_DELAY,
        /** May be paid out at once. */
        AT_ONCE,
        /** The lots that were used, again. */
        AS_BEFORE
    }

    /** The lots that debits use. */
    public enum Uses {
        NONE,
        /** Those of the order and no others. */
        OF_THE_ORDER,
        /** Those of the order first, then others that nothing blocks. */
        ORDER_FIRST,
        /** Any that nothing blocks, whether or not their time has come. */
        UNBLOCKED,
        /** Those that may be paid out now. */
        AVAILABLE,
        /** The one lot the fact is about. */
        THE_LOT
    }

    /** The receivables that credits repay. */
    public enum Repays {
        NONE,
        /** Those in the platform's favour. */
        OF_THE_PLATFORM,
        /** Those in the pool's favour. */
        OF_THE_POOL,
        /** The one the fact is about. */
        THE_RECEIVABLE,
        /** Those opened by the ruling or advance that the fact is about. */
        OF_THE_CAUSE
    }

    /** The effect of a fact. */
    public static EarningEffect of(Fact fact) {
        return switch (fact) {
            case RELEASED, SPLIT, SELLER_COMPENSATED, SELLER_INSURED -> makes(Makes.AFTER_THE_DELAY);
            case PAYOUT_VOIDED -> makes(Makes.AS_BEFORE);
            case RESERVE_RETURNED -> new EarningEffect(Makes.AT_ONCE, Uses.THE_LOT, Repays.NONE);
            case RELEASE_REVERSED -> uses(Uses.OF_THE_ORDER);
            case CLAWED_BACK, CHARGEBACK_LOST -> uses(Uses.ORDER_FIRST);
            case PAYOUT_HELD -> uses(Uses.AVAILABLE);
            case RECEIVABLE_RECOVERED -> new EarningEffect(Makes.NONE, Uses.UNBLOCKED, Repays.OF_THE_PLATFORM);
            case ADVANCE_RECOVERED -> new EarningEffect(Makes.NONE, Uses.UNBLOCKED, Repays.OF_THE_POOL);
            case CLAW_BACK_REVERSED -> new EarningEffect(Makes.AFTER_THE_DELAY, Uses.NONE, Repays.OF_THE_CAUSE);
            case RECEIVABLE_WRITTEN_OFF -> repays(Repays.THE_RECEIVABLE);
            case ADVANCE_WRITTEN_OFF -> repays(Repays.OF_THE_CAUSE);
            case FUNDED,
                    INSTALMENTS_OPENED,
                    INSTALMENT_PAID,
                    INSTALMENT_WRITTEN_OFF,
                    INSTALMENTS_CANCELLED,
                    REFUNDED,
                    SURPLUS_TAKEN,
                    REFUND_SETTLED,
                    REFUNDED_TWICE,
                    REFUND_CAME_BACK,
                    PAYOUT_POSTED,
                    POOL_FUNDED,
                    ADVANCE_PAID,
                    ADVANCE_CLAIMED,
                    FREIGHT_PAID,
                    FREIGHT_CHARGED,
                    PROVIDER_FEE_TAKEN,
                    CHARGEBACK_WITHDRAWN,
                    CHARGEBACK_WON,
                    INSURER_PAID,
                    WARRANTY_PAID,
                    WARRANTY_SERVED -> NONE;
        };
    }

    private static EarningEffect makes(Makes makes) {
        return new EarningEffect(makes, Uses.NONE, Repays.NONE);
    }

    private static EarningEffect uses(Uses uses) {
        return new EarningEffect(Makes.NONE, uses, Repays.NONE);
    }

    private static EarningEffect repays(Repays repays) {
        return new EarningEffect(Makes.NONE, Uses.NONE, repays);
    }
}
