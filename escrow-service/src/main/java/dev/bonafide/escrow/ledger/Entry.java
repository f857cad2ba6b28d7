package dev.bonafide.escrow.ledger;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movement of money: immutable, in one currency, and balanced. The database refuses an unbalanced one as well.
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

    /** Refuses fewer than two postings, a second currency, and debits that differ from credits. */
    public Entry {
        postings = List.copyOf(postings);
        if (postings.size() < 2) {
            throw new IllegalArgumentException(fact + " has " + postings.size() + " postings (expected: 2 or more)");
        }
        var currencies = postings.stream()
                .map(posting -> posting.amount().currency())
                .distinct()
                .toList();
        if (currencies.size() > 1) {
            throw new IllegalArgumentException(fact + " is in " + currencies + " (expected: one currency)");
        }
        var difference = postings.stream().mapToLong(Posting::debitMinor).reduce(0, Math::addExact);
        if (difference != 0) {
            throw new IllegalArgumentException("Debits exceed credits by " + difference + " " + currencies.getFirst());
        }
    }

    /** The currency of all its postings. */
    public Currency currency() {
        return postings.getFirst().amount().currency();
    }

    /** What it is about, as its key says: a payment, a ruling, an advance. */
    public String subject() {
        return operationKey.substring(operationKey.indexOf(':') + 1);
    }

    /** The seller whose accounts it touches; null if it touches none. The database refuses a second one. */
    public @Nullable UUID sellerId() {
        return postings.stream()
                .map(Posting::account)
                .filter(account -> account.kind().owner() == AccountKind.Owner.SELLER)
                .map(Account::owner)
                .findFirst()
                .orElse(null);
    }
}
