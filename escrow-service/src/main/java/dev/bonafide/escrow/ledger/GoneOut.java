package dev.bonafide.escrow.ledger;

import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has had what of that which was held for an order, whether it ended as a whole or bit by bit: what its entries say, and nothing
 * that came from elsewhere or was made up for later.
 *
 * @param buyer what goes back, or went
 * @param seller what the seller has earned, reserves included
 * @param fees what the platform has kept, or has back because it had borne it
 */
public record GoneOut(Money buyer, Money seller, Money fees) {
    private static final Set<Fact> ENDINGS =
            EnumSet.of(Fact.RELEASED, Fact.REFUNDED, Fact.SPLIT, Fact.RELEASE_REVERSED);
    private static final Set<Fact> OF_THE_SELLER = EnumSet.of(
            Fact.RELEASED,
            Fact.SPLIT,
            Fact.RELEASE_REVERSED,
            Fact.CLAWED_BACK,
            Fact.CLAW_BACK_REVERSED,
            Fact.SELLER_COMPENSATED,
            Fact.ADVANCE_CLAIMED,
            Fact.ADVANCE_WRITTEN_OFF,
            Fact.CHARGEBACK_LOST);
    private static final Set<AccountKind> SELLERS =
            EnumSet.of(AccountKind.SELLER_PAYABLE, AccountKind.SELLER_RESERVE, AccountKind.SELLER_RECEIVABLE);

    /** The sums of the entries of one order. */
    public static GoneOut of(List<Entry> entries, Currency currency) {
        return new GoneOut(
                sum(entries, currency, EnumSet.of(AccountKind.BUYER_REFUND)),
                sum(entries, currency, EnumSet.of(AccountKind.SELLER_PAYABLE, AccountKind.SELLER_RESERVE)),
                sum(entries, currency, EnumSet.of(AccountKind.PLATFORM_REVENUE, AccountKind.PLATFORM_EXPENSE)));
    }

    /**
     * What its seller has of an order by now: what it has brought and what was made up for later, less what was taken from the seller for
     * it or is owed; nothing if that is more. What is given up of such a debt the seller has been left with; debts for anything else,
     * such as the freight of a return, take nothing of it and bring nothing.
     *
     * @param givenUp what finance has given up of what the seller owed to the platform because of the order, by the fact that had opened
     *     the debt
     */
    public static Money leftWithSeller(List<Entry> entries, Map<Fact, Money> givenUp, Currency currency) {
        var left = givenUp.entrySet().stream()
                .filter(debt -> OF_THE_SELLER.contains(debt.getKey()))
                .mapToLong(debt -> debt.getValue().amountMinor())
                .reduce(net(entries, currency, OF_THE_SELLER, SELLERS), Math::addExact);
        return new Money(Math.max(0, left), currency);
    }

    private static Money sum(List<Entry> entries, Currency currency, Set<AccountKind> kinds) {
        return new Money(net(entries, currency, ENDINGS, kinds), currency);
    }

    private static long net(List<Entry> entries, Currency currency, Set<Fact> facts, Set<AccountKind> kinds) {
        return entries.stream()
                .filter(entry -> facts.contains(entry.fact()))
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> kinds.contains(posting.account().kind())
                        && posting.amount().currency().equals(currency))
                .mapToLong(posting -> posting.side() == Side.CREDIT
                        ? posting.amount().amountMinor()
                        : -posting.amount().amountMinor())
                .sum();
    }
}
