package dev.bonafide.escrow.earning;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a seller owes because of one sale, and what of it is open.
 *
 * @param orderId the sale that went wrong
 * @param cause the fact that opened it
 * @param causeId what that fact was about: a ruling, a chargeback, an advance
 */
public record Receivable(
        UUID id,
        UUID sellerId,
        UUID orderId,
        Favour favour,
        Fact cause,
        UUID causeId,
        Money amount,
        Money open,
        Instant openedAt) {
    /** What has not come by then will hardly come: finance may write it off. */
    public static final Duration WRITE_OFF_AFTER = Duration.ofDays(180);

    /** Who has the money once it is repaid. */
    public enum Favour {
        PLATFORM,
        /** The compensation pool, which had paid the buyer in advance. */
        POOL;

        /** Whom a receivable opened by that fact belongs to. */
        public static Favour of(Fact cause) {
            return cause == Fact.ADVANCE_CLAIMED ? POOL : PLATFORM;
        }

        /** What is booked when some of it is taken from a sale. */
        public Fact recovered() {
            return switch (this) {
                case PLATFORM -> Fact.RECEIVABLE_RECOVERED;
                case POOL -> Fact.ADVANCE_RECOVERED;
            };
        }
    }

    /** When finance may write it off. */
    public Instant writeOffFrom() {
        return openedAt.plus(WRITE_OFF_AFTER);
    }
}
