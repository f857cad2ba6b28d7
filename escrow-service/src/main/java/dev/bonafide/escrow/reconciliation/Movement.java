package dev.bonafide.escrow.reconciliation;

import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that a provider told us it has moved, when it did.
 *
 * @param subject the id under which we asked; of a chargeback, the payment
 * @param reference what the provider calls it
 * @param operationKeys under which of them the ledger has it, if it has it
 */
public record Movement(
        String provider, Kind kind, UUID subject, String reference, Money amount, List<String> operationKeys) {

    /** What moved; named as in the settlement file. */
    public enum Kind {
        PAYMENT,
        REFUND,
        /** A refund that has come back. */
        REFUND_RETURNED,
        PAYOUT,
        CHARGEBACK,
        CHARGEBACK_RETURNED
    }

    /**
     * The movement a line is about, and what the ledger has of it.
     *
     * @param booked what was booked; null for nothing
     * @param taken whether another line has said the same
     */
    public record Known(UUID id, Money told, @Nullable Money booked, boolean taken) {}
}
