package dev.bonafide.escrow.ruling;

import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the sides have of a matter by what was ruled about it, as the ledger has it. Whatever a bank, an insurer, a warranty or the
 * compensation pool has given or taken besides is none of it, and what was only wished is none either.
 *
 * @param legs before the fees of the seller's leg. They come to what was held; to more where the seller was made up for what the buyer
 *     keeps.
 * @param seller what the seller has, less fees
 */
public record Given(Legs legs, Money seller) {
    private static final Set<Fact> DIVISIONS = EnumSet.of(Fact.RELEASED, Fact.REFUNDED, Fact.SPLIT);
    private static final Set<Fact> TO_THE_BUYER = EnumSet.of(Fact.REFUNDED, Fact.SPLIT, Fact.CLAWED_BACK);
    private static final Set<Fact> OF_THE_SELLER =
            EnumSet.of(Fact.RELEASED, Fact.SPLIT, Fact.CLAWED_BACK, Fact.SELLER_COMPENSATED);
    /** Parts of a plan that need not be paid any more are as good as money. */
    private static final Set<AccountKind> BUYERS =
            EnumSet.of(AccountKind.BUYER_REFUND, AccountKind.INSTALMENT_PROVIDER);

    private static final Set<AccountKind> SELLERS =
            EnumSet.of(AccountKind.SELLER_PAYABLE, AccountKind.SELLER_RESERVE, AccountKind.SELLER_RECEIVABLE);

    /** What the sides have where these legs were given in full. */
    public static Given onTheTerms(Hold hold, Legs legs) {
        return new Given(legs, seller(hold, legs));
    }

    /**
     * What has become of a hold that was divided just now. What others had made good of the buyer's leg is whose it was: the seller's,
     * without a fee, or the platform's.
     *
     * @param entries by which it was
     */
    public static Given ofTheHold(Hold hold, Ruling outcome, List<Entry> entries) {
        var wish = onTheTerms(hold, outcome);
        var currency = hold.total().currency();
        var buyer = new Money(net(entries, TO_THE_BUYER, BUYERS), currency);
        var net = new Money(net(entries, OF_THE_SELLER, SELLERS), currency);
        var seller = wish.seller().plus(net.minus(seller(hold, wish)));
        return new Given(new Legs(buyer, seller, hold.total().minus(buyer).minus(seller)), net);
    }

    /**
     * What the sides have before a later ruling.
     *
     * @param legs what was given so far
     * @param entries of the rulings so far; none if the first is about what was released
     */
    public static Given soFar(Hold hold, Legs legs, List<Entry> entries) {
        var isOfTheHold = entries.stream().anyMatch(entry -> DIVISIONS.contains(entry.fact()));
        var released = isOfTheHold ? 0 : seller(hold, Settlement.release(hold)).amountMinor();
        var net = released + net(entries, OF_THE_SELLER, SELLERS);
        return new Given(legs, new Money(Math.max(0, net), hold.total().currency()));
    }

    /**
     * The same after a later ruling has moved what it could: what it could not stays where it was.
     *
     * @param wish what it gives them
     * @param compensated what the seller was made up for of that which they were still to have
     */
    public Given after(Hold hold, Correction correction, Legs wish, Money compensated) {
        var buyer = legs.buyer().plus(correction.toBuyer());
        var taken = above(legs.seller(), wish.seller()).min(correction.toBuyer());
        var made = above(above(wish.seller(), legs.seller()), above(correction.toSeller(), compensated));
        var sellers = legs.seller().minus(taken).plus(made);
        return new Given(
                new Legs(buyer, sellers, above(hold.total(), buyer.plus(sellers))),
                seller.minus(correction.fromSeller()).plus(compensated));
    }

    static Legs onTheTerms(Hold hold, Ruling outcome) {
        return switch (outcome) {
            case Ruling.ForSeller _ -> Settlement.release(hold);
            case Ruling.ForBuyer _ -> Settlement.refund(hold);
            case Ruling.Split(var legs) -> legs;
        };
    }

    private static Money seller(Hold hold, Legs legs) {
        return Settlement.settle(hold, legs, Money.zero(hold.total().currency()))
                .part(Part.SELLER);
    }

    private static long net(List<Entry> entries, Set<Fact> facts, Set<AccountKind> kinds) {
        return entries.stream()
                .filter(entry -> facts.contains(entry.fact()))
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> kinds.contains(posting.account().kind()))
                .mapToLong(posting -> posting.side() == Side.CREDIT
                        ? posting.amount().amountMinor()
                        : -posting.amount().amountMinor())
                .sum();
    }

    private static Money above(Money amount, Money other) {
        return amount.minus(amount.min(other));
    }
}
