package dev.bonafide.escrow.ledger;

import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who has had what of that which was held for an order, whether it ended as a whole or bit by bit: what its entries say, and nothing
 * that came from elsewhere or was made up for later.
 *
 * @param buyer what goes back, or went
 * @param seller what the seller has earned, reserves included
 * @param fees what the platform has kept
 */
public record GoneOut(Money buyer, Money seller, Money fees) {
    private static final Set<Fact> ENDINGS =
            EnumSet.of(Fact.RELEASED, Fact.REFUNDED, Fact.SPLIT, Fact.RELEASE_REVERSED);

    /** The sums of the entries of one order. */
    public static GoneOut of(List<Entry> entries, Currency currency) {
        return new GoneOut(
                sum(entries, currency, EnumSet.of(AccountKind.BUYER_REFUND)),
                sum(entries, currency, EnumSet.of(AccountKind.SELLER_PAYABLE, AccountKind.SELLER_RESERVE)),
                sum(entries, currency, EnumSet.of(AccountKind.PLATFORM_REVENUE)));
    }

    private static Money sum(List<Entry> entries, Currency currency, Set<AccountKind> kinds) {
        var minor = entries.stream()
                .filter(entry -> ENDINGS.contains(entry.fact()))
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> kinds.contains(posting.account().kind())
                        && posting.amount().currency().equals(currency))
                .mapToLong(posting -> posting.side() == Side.CREDIT
                        ? posting.amount().amountMinor()
                        : -posting.amount().amountMinor())
                .sum();
        return new Money(minor, currency);
    }
}
