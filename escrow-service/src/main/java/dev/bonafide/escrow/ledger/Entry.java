package dev.bonafide.escrow.ledger;

import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movement of money: immutable, and balanced in every currency. The database refuses an unbalanced one as well.
 *
 * @param orderId of the order it belongs to; null for an entry of no order
 * @param operationKey what happened, unique over all entries: the same fact about the same thing is booked once
 */
public record Entry(
        UUID entryId,
        @Nullable UUID orderId,
        Fact fact,
        String operationKey,
        List<Posting> postings,
        Instant postedAt) {

    /** The entry of an occurrence. */
    Entry(UUID entryId, Occurrence occurrence, List<Posting> postings, Instant postedAt) {
        this(entryId, occurrence.orderId(), occurrence.fact(), occurrence.operationKey(), postings, postedAt);
    }

    /** Refuses fewer than two postings, and debits that differ from credits in any currency. */
    public Entry {
        postings = List.copyOf(postings);
        if (postings.size() < 2) {
            throw new IllegalArgumentException(fact + " has " + postings.size() + " postings (expected: 2 or more)");
        }
        balances(postings).forEach((currency, balance) -> {
            if (balance != 0) {
                throw new IllegalArgumentException("Debits exceed credits by " + balance + " " + currency);
            }
        });
    }

    /** Debits less credits in minor units, per currency. */
    private static Map<Currency, Long> balances(List<Posting> postings) {
        var balances = new HashMap<Currency, Long>();
        for (var posting : postings) {
            var signed = signed(posting.side(), posting.amount());
            balances.merge(posting.amount().currency(), signed, Math::addExact);
        }
        return balances;
    }

    private static long signed(Side side, Money amount) {
        return switch (side) {
            case DEBIT -> amount.amountMinor();
            case CREDIT -> Math.negateExact(amount.amountMinor());
        };
    }
}
