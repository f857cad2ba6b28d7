package dev.bonafide.escrow.indemnity;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/** Which facts make a buyer's loss good, and by how much. A new fact does not compile until it is decided here. */
public final class IndemnityEffect {
    private IndemnityEffect() {}

    /** What the occurrence gives the buyer for the order, beside what had been decided before. */
    public static Money given(Occurrence occurrence) {
        var nothing = Money.zero(occurrence.part(Part.TOTAL).currency());
        return switch (occurrence.fact()) {
            // Parts of a plan that need not be paid any more are as good as money.
            case REFUNDED, SPLIT -> occurrence.part(Part.BUYER).plus(occurrence.part(Part.FUTURE_PARTS));
            case CLAWED_BACK, ADVANCE_PAID, INSURER_PAID, WARRANTY_PAID -> occurrence.part(Part.TOTAL);
            // In place of a refund it gives nothing more.
            case CHARGEBACK_LOST -> occurrence.part(Part.TOTAL).minus(occurrence.part(Part.BUYER));
            case FUNDED,
                    INSTALMENTS_OPENED,
                    INSTALMENT_PAID,
                    INSTALMENT_WRITTEN_OFF,
                    INSTALMENTS_CANCELLED,
                    RELEASED,
                    RELEASE_REVERSED,
                    SURPLUS_TAKEN,
                    REFUND_SETTLED,
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
                    WARRANTY_SERVED -> nothing;
        };
    }

    /**
     * Who gives it; null for a fact that gives nothing.
     *
     * @param ruled whether a ruling has decided so
     */
    public static @Nullable Source source(Fact fact, boolean ruled) {
        return switch (fact) {
            case REFUNDED, SPLIT, CLAWED_BACK -> ruled ? Source.RULING : Source.REFUND;
            case ADVANCE_PAID -> Source.ADVANCE;
            case CHARGEBACK_LOST -> Source.CHARGEBACK;
            case INSURER_PAID -> Source.INSURER;
            case WARRANTY_PAID -> Source.WARRANTY;
            case FUNDED,
                    INSTALMENTS_OPENED,
                    INSTALMENT_PAID,
                    INSTALMENT_WRITTEN_OFF,
                    INSTALMENTS_CANCELLED,
                    RELEASED,
                    RELEASE_REVERSED,
                    SURPLUS_TAKEN,
                    REFUND_SETTLED,
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
                    WARRANTY_SERVED -> null;
        };
    }
}
