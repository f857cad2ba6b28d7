package dev.bonafide.escrow.indemnity;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/** Which facts make a buyer's loss good, and by how much. A new fact does not compile until it is decided here. */
public final class IndemnityEffect {
    private IndemnityEffect() {}

    /** Where a fact takes from what it gives a buyer. */
    private enum From {
        THE_HOLD,
        THE_SELLER,
        THE_POOL,
        THE_BANK,
        THE_INSURER,
        THE_WARRANTY,
        /** It gives a buyer nothing. */
        NOBODY
    }

    /** What the occurrence gives the buyer for the order, beside what had been decided before. */
    public static Money given(Occurrence occurrence) {
        return switch (from(occurrence.fact())) {
            // Parts of a plan that need not be paid any more are as good as money.
            case THE_HOLD -> occurrence.part(Part.BUYER).plus(occurrence.part(Part.FUTURE_PARTS));
            case THE_SELLER, THE_POOL, THE_INSURER, THE_WARRANTY -> occurrence.part(Part.TOTAL);
            // In place of a refund it gives nothing more.
            case THE_BANK -> occurrence.part(Part.TOTAL).minus(occurrence.part(Part.BUYER));
            case NOBODY -> Money.zero(occurrence.part(Part.TOTAL).currency());
        };
    }

    /**
     * Who gives it; null for a fact that gives nothing.
     *
     * @param ruled whether a ruling has decided so
     */
    public static @Nullable Source source(Fact fact, boolean ruled) {
        return switch (from(fact)) {
            case THE_HOLD, THE_SELLER -> ruled ? Source.RULING : Source.REFUND;
            case THE_POOL -> Source.ADVANCE;
            case THE_BANK -> Source.CHARGEBACK;
            case THE_INSURER -> Source.INSURER;
            case THE_WARRANTY -> Source.WARRANTY;
            case NOBODY -> null;
        };
    }

    private static From from(Fact fact) {
        return switch (fact) {
            case REFUNDED, SPLIT -> From.THE_HOLD;
            case CLAWED_BACK -> From.THE_SELLER;
            case ADVANCE_PAID -> From.THE_POOL;
            case CHARGEBACK_LOST -> From.THE_BANK;
            case INSURER_PAID -> From.THE_INSURER;
            case WARRANTY_PAID -> From.THE_WARRANTY;
            case FUNDED,
                    INSTALMENTS_OPENED,
                    INSTALMENT_PAID,
                    INSTALMENT_WRITTEN_OFF,
                    INSTALMENTS_CANCELLED,
                    RELEASED,
                    RELEASE_REVERSED,
                    SURPLUS_TAKEN,
                    REFUND_SETTLED,
                    REFUNDED_TWICE,
                    REFUND_CAME_BACK,
                    RESERVE_RETURNED,
                    PAYOUT_HELD,
                    PAYOUT_POSTED,
                    PAYOUT_VOIDED,
                    CLAW_BACK_REVERSED,
                    RECEIVABLE_RECOVERED,
                    RECEIVABLE_WRITTEN_OFF,
                    POOL_FUNDED,
                    ADVANCE_CLAIMED,
                    ADVANCE_RECOVERED,
                    ADVANCE_WRITTEN_OFF,
                    SELLER_COMPENSATED,
                    SELLER_INSURED,
                    FREIGHT_PAID,
                    FREIGHT_CHARGED,
                    PROVIDER_FEE_TAKEN,
                    CHARGEBACK_WITHDRAWN,
                    CHARGEBACK_WON,
                    WARRANTY_SERVED -> From.NOBODY;
        };
    }
}
