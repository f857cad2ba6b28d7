package dev.bonafide.escrow.indemnity;

import dev.bonafide.escrow.indemnity.ClaimOutcome.Paid;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refusal;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refused;
import dev.bonafide.kit.money.Money;
import java.util.stream.Stream;

/**
 * The loss of a seller who has neither the item nor its price: what the buyer has had back in the seller's place, at most the price,
 * and who has made it good.
 *
 * @param loss the most there is to make good
 * @param compensated by the platform, because it was ruled so later
 * @param insured by the insurer of the parcel, for claims before
 */
public record SellerLoss(Money loss, Money compensated, Money insured) {

    /** The loss that follows from what the buyer has had. What insurer, warranty or a bank gave the buyer, the seller has not lost. */
    public static SellerLoss of(Money price, Indemnity buyers, Money compensated, Money insured) {
        var borne = Stream.of(Source.REFUND, Source.RULING, Source.ADVANCE)
                .map(source -> buyers.drawn().getOrDefault(source, Money.zero(price.currency())))
                .reduce(Money.zero(price.currency()), Money::plus);
        return new SellerLoss(price.min(borne), compensated, insured);
    }

    /** What nobody has made good. */
    public Money left() {
        var madeGood = compensated.plus(insured);
        return loss.minus(loss.min(madeGood));
    }

    /** Decides a claim: what was approved, or what is left if that is less. */
    public ClaimOutcome decide(SellerClaim claim) {
        var amount = claim.amount().min(left());
        if (amount.isPositive()) {
            return new Paid(amount, left().minus(amount));
        }
        return loss.isZero()
                ? new Refused(Refusal.NOTHING_LOST, left(), null)
                : new Refused(Refusal.ALREADY_INDEMNIFIED, left(), by());
    }

    private Source by() {
        return insured.isMoreThan(compensated) ? Source.INSURER : Source.RULING;
    }
}
