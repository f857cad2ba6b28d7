package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a provider can do beside taking payments and giving them back. An adapter implements what its provider has; what
 * an installation needs and no adapter offers is refused when it is configured, never half done.
 */
public sealed interface ProviderCapability {

    /** Can be asked what came of something, when its answer or its webhook got lost. An unknown outcome is never guessed. */
    non-sealed interface Inquiry extends ProviderCapability {
        /** What came of the payment, refund or payout of that id. A failure says nothing. */
        Uni<Outcome> outcomeOf(Asked asked);
    }

    /** Can reserve an amount at the payer first and take it later. */
    non-sealed interface Holds extends ProviderCapability {
        /** Asks to take a reserved amount, wholly or in part; the rest of it lapses. */
        Uni<Acknowledged> capture(CaptureAsk ask);

        /** Asks to give a reserved amount free. */
        Uni<Acknowledged> release(Asked asked);
    }

    /** Can be told that a payment which nobody has made yet is not wanted any more, so that its code cannot be paid late. */
    non-sealed interface Withdrawals extends ProviderCapability {
        /** Asks to close a payment. The outcome says so if it has been made meanwhile; a failure says nothing. */
        Uni<Acknowledged> withdraw(Asked payment);
    }

    /** Can pay sellers. */
    non-sealed interface Payouts extends ProviderCapability {
        /** Asks to pay a seller. A failure says nothing about what the provider did. */
        Uni<Acknowledged> payOut(PayoutAsk ask);
    }

    /**
     * Can be given a mandate: the buyer's agreement, made with a payment, to be charged again later without being there. An
     * installation offers instalments only by methods whose provider can.
     */
    non-sealed interface Mandates extends ProviderCapability {
        /** Asks for money and for the mandate together; what the provider calls the payment then stands for the mandate. */
        Uni<Acknowledged> authoriseWithMandate(PaymentAsk ask);

        /** Asks for a later amount. Its outcome is told as that of any payment. */
        Uni<Acknowledged> charge(ChargeAsk ask);
    }

    /**
     * Asks for a later amount under a mandate.
     *
     * @param paymentId ours; the same ask again has no second effect
     * @param mandate what the provider calls the payment by which it was given
     * @param script for the sandbox only
     */
    record ChargeAsk(
            UUID paymentId,
            String mandate,
            Money amount,
            @Nullable String script) {}

    /** Takes evidence against a chargeback. */
    non-sealed interface Contests extends ProviderCapability {
        /** Hands the evidence in, once. */
        Uni<Acknowledged> contest(ContestAsk ask);
    }

    /** Gives a file of everything it has moved on a day. */
    non-sealed interface SettlementFiles extends ProviderCapability {
        /** The lines of a day in the provider's own zone; a failure where the file is not there yet. */
        Uni<List<SettlementLine>> settlementOf(LocalDate day);
    }

    /**
     * Something we have asked for.
     *
     * @param reference what the provider calls it, if it has said so
     * @param refunded of a refund, the payment: several providers find a refund only by what it gives back
     */
    record Asked(
            Kind kind,
            UUID id,
            @Nullable String reference,
            @Nullable Paid refunded) {
        /** A payment, a payout, or a refund whose payment is not at hand. */
        public Asked(Kind kind, UUID id, @Nullable String reference) {
            this(kind, id, reference, null);
        }

        /** The payment that a refund gives back, by our id and by what the provider calls it. */
        public record Paid(UUID id, String reference) {}

        /** What was asked for. */
        public enum Kind {
            PAYMENT,
            REFUND,
            PAYOUT
        }
    }

    /** What the provider knows of something we asked for. */
    sealed interface Outcome {
        /** It never heard of it: asking again under the same id is safe and needed. */
        record NeverHeard() implements Outcome {}

        /** It is at it. */
        record StillOpen(String reference) implements Outcome {}

        /** It is decided; the report is as its webhook would have said it. */
        record Decided(PaymentReport report) implements Outcome {}
    }

    /**
     * Asks to take a reserved amount.
     *
     * @param captureId ours; the same ask again has no second effect
     * @param amount at most what is reserved
     */
    record CaptureAsk(UUID captureId, UUID paymentId, String paymentReference, Money amount) {}

    /**
     * Asks to pay a seller.
     *
     * @param payoutId ours; the same ask again has no second effect
     * @param destination the provider's token for the seller's account; bank details never come here
     */
    record PayoutAsk(UUID payoutId, String destination, Money amount) {}

    /**
     * Hands in evidence.
     *
     * @param chargebackReference what the provider calls the chargeback
     * @param statements facts in plain text, each with its name
     * @param dueBy until when it is taken
     */
    record ContestAsk(UUID contestId, String chargebackReference, List<Statement> statements, Instant dueBy) {
        /** One fact, such as the carrier's proof of delivery. */
        public record Statement(String name, String text) {}
    }

    /**
     * One line of a settlement file.
     *
     * @param subject our id, where the provider has kept it
     * @param amount more than nothing; the kind says which way it went
     * @param fee what the provider has kept of it
     */
    record SettlementLine(Kind kind, @Nullable UUID subject, String reference, Money amount, Money fee, Instant at) {
        /** What moved. */
        public enum Kind {
            PAYMENT,
            REFUND,
            /** A refund that has come back. */
            REFUND_RETURNED,
            PAYOUT,
            CHARGEBACK,
            CHARGEBACK_RETURNED
        }
    }
}
