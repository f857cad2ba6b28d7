package dev.bonafide.escrow.earning;

import dev.bonafide.escrow.ledger.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a seller had, what moved and what is left, in one currency. Everything is in minor units, because a movement has a
 * direction; a position never has less than nothing of anything.
 *
 * @param from the first instant that counts
 * @param to the first instant that counts no more
 */
public record Statement(
        UUID sellerId,
        Currency currency,
        Instant from,
        Instant to,
        Position opening,
        List<Movement> movements,
        Position closing) {

    /**
     * What a seller has at one moment.
     *
     * @param payable earned and not paid out, reserve aside
     * @param reserved kept against losses, for a time
     * @param inTransit on its way to the bank
     * @param owed what the seller owes us
     */
    public record Position(long payable, long reserved, long inTransit, long owed) {
        /** Nothing of anything. */
        public static final Position NOTHING = new Position(0, 0, 0, 0);

        /** Refuses less than nothing: the ledger could not have it. */
        public Position {
            if (payable < 0 || reserved < 0 || inTransit < 0 || owed < 0) {
                throw new IllegalArgumentException(
                        "A seller cannot have %d payable, %d reserved, %d in transit, %d owed"
                                .formatted(payable, reserved, inTransit, owed));
            }
        }

        /** What we owe the seller, all in all; below zero if the seller owes us more. */
        public long net() {
            return payable + reserved + inTransit - owed;
        }

        Position plus(Change change) {
            return new Position(
                    payable + change.payable(),
                    reserved + change.reserved(),
                    inTransit + change.inTransit(),
                    owed + change.owed());
        }
    }

    /** What an entry changed, each up or down. */
    public record Change(long payable, long reserved, long inTransit, long owed) {
        /** By how much we owe the seller more, or less. */
        public long net() {
            return payable + reserved + inTransit - owed;
        }
    }

    /** What an entry of the ledger did to a seller. */
    public record Entry(UUID entryId, Instant at, @Nullable UUID orderId, Fact fact, Change change) {}

    /** The same, and what the seller had afterwards. */
    public record Movement(Entry entry, Position after) {}

    /** Adds up the entries, which come in the order of time. */
    public static Statement of(
            UUID sellerId, Currency currency, Instant from, Instant to, Position opening, List<Entry> entries) {
        var movements = new ArrayList<Movement>(entries.size());
        var position = opening;
        for (var entry : entries) {
            position = position.plus(entry.change());
            movements.add(new Movement(entry, position));
        }
        return new Statement(sellerId, currency, from, to, opening, List.copyOf(movements), position);
    }
}
