package dev.bonafide.escrow.events.said;

import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.SellerClaim;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of a claim that insurer or warranty have approved, on topic {@value #TOPIC} under the order's id. */
public sealed interface IndemnityEvent {
    /** Where all of them are said. */
    String TOPIC = OrderEvent.TOPIC;

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case PaidV1 _ -> "IndemnityPaid.v1";
                    case RefusedV1 _ -> "IndemnityRefused.v1";
                };
    }

    /** Who is paid. */
    enum Payee {
        BUYER,
        SELLER
    }

    /**
     * The buyer is being paid, or the seller has it. Said again for the same claim told again.
     *
     * @param left what the payee may still have back
     */
    record PaidV1(
            UUID orderId,
            UUID claimId,
            String source,
            Payee payee,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            Money left,
            Instant at)
            implements IndemnityEvent {}

    /** Nothing is paid, and why. Said again for the same claim told again. */
    record RefusedV1(
            UUID orderId,
            UUID claimId,
            String source,
            Payee payee,
            UUID buyerId,
            UUID sellerId,
            Money asked,
            String code,
            Money left,
            @Nullable String by,
            Instant at)
            implements IndemnityEvent {}

    /** The answer to a claim of a buyer. */
    static IndemnityEvent of(Claim claim, ClaimOutcome outcome, Instant at) {
        return of(
                claim.orderId(),
                claim.claimId(),
                claim.source(),
                Payee.BUYER,
                claim.buyerId(),
                claim.sellerId(),
                claim.amount(),
                outcome,
                at);
    }

    /** The answer to a claim of a seller. */
    static IndemnityEvent of(SellerClaim claim, ClaimOutcome outcome, Instant at) {
        return of(
                claim.orderId(),
                claim.claimId(),
                Source.INSURER,
                Payee.SELLER,
                claim.buyerId(),
                claim.sellerId(),
                claim.amount(),
                outcome,
                at);
    }

    private static IndemnityEvent of(
            UUID orderId,
            UUID claimId,
            Source source,
            Payee payee,
            UUID buyerId,
            UUID sellerId,
            Money asked,
            ClaimOutcome outcome,
            Instant at) {
        return switch (outcome) {
            case ClaimOutcome.Paid(var amount, var left) ->
                new PaidV1(orderId, claimId, source.name(), payee, buyerId, sellerId, amount, left, at);
            case ClaimOutcome.Refused(var refusal, var left, var by) ->
                new RefusedV1(
                        orderId,
                        claimId,
                        source.name(),
                        payee,
                        buyerId,
                        sellerId,
                        asked,
                        refusal.name(),
                        left,
                        by == null ? null : by.name(),
                        at);
        };
    }
}
