package dev.bonafide.escrow.indemnity;

import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The register of one loss: what the buyer has paid for an order, and who has made good how much of it. Everybody who gives the
 * buyer money for the order draws on it.
 *
 * @param loss the most there is to make good
 * @param drawn what each has made good; together at most the loss
 * @param borne what of it the platform has borne and not had back, see {@link PlatformLoss}. The rest was in the seller's place.
 */
public record Indemnity(Money loss, Map<Source, Money> drawn, Money borne) {

    /** Refuses a loss that was made good twice. */
    public Indemnity {
        drawn = Map.copyOf(drawn);
        var sum = sum(loss, drawn);
        if (sum.isMoreThan(loss)) {
            throw new IllegalArgumentException("drawn: " + sum + " (expected: at most " + loss + ")");
        }
    }

    /** One of which the platform has borne what a bank has left the buyer, and nothing else. */
    public Indemnity(Money loss, Map<Source, Money> drawn) {
        this(loss, drawn, byBank(loss, drawn));
    }

    /** The same as the entries of the order have it, where the platform may have borne more, or had some of it back. */
    public Indemnity asBorne(List<Entry> entries) {
        return new Indemnity(loss, drawn, PlatformLoss.of(entries, byBank(loss, drawn)));
    }

    /**
     * What one payment means for the register.
     *
     * @param amount of the loss it makes good
     * @param beyond what the buyer has although nothing was left
     */
    public record Draw(Money amount, Money beyond) {}

    /** Whose what is held is, of an amount that was to be the buyer's: the three add up to it. */
    public record Shares(Money buyer, Money seller, Money platform) {}

    /**
     * The same for what is held and is to be divided. What had been released of the order before is no loss; what had gone back
     * of it is none any more, and leaves the rest as it was.
     */
    public Indemnity about(Money held) {
        var back = drawn.getOrDefault(Source.REFUND, Money.zero(loss.currency()));
        var most = loss.min(held.plus(back));
        var sum = sum(loss, drawn);
        return new Indemnity(sum.isMoreThan(most) ? sum : most, drawn, borne);
    }

    /**
     * The same for one part of what was held, or for what is left of it, where other parts have been refunded or ruled about: what
     * was given back of those, or held back in their rulings for others who had made the loss good, is none of this part.
     *
     * @param given by rulings about this part itself
     * @param spared what rulings about other parts have left with those who had made the loss good
     */
    public Indemnity about(Money held, Money given, Money spared) {
        var nothing = Money.zero(loss.currency());
        var back = drawn.getOrDefault(Source.REFUND, nothing).plus(drawn.getOrDefault(Source.RULING, nothing));
        var most = loss.min(held.plus(back.minus(given.min(back))).plus(spared));
        var sum = sum(loss, drawn);
        return new Indemnity(sum.isMoreThan(most) ? sum : most, drawn, borne);
    }

    /** What has not been made good. */
    public Money left() {
        return loss.minus(sum(loss, drawn));
    }

    /** Who has made good the most of it so far, of two the one further outside; nobody yet if nothing was drawn. */
    public Optional<Source> by() {
        return drawn.entrySet().stream()
                .filter(draw -> draw.getValue().isPositive())
                // The drawn are in no order, and the answer must be the same wherever it is asked for.
                .max(Map.Entry.<Source, Money>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** Whether there is nothing left although there was something. */
    public boolean isMadeGood() {
        return loss.isPositive() && left().isZero();
    }

    /**
     * Draws what a bank has given the buyer: of the loss what is left of it, and the rest beyond it.
     *
     * @param ofPayment what of the payment that was pulled back had not gone back before: more is beyond the loss, too
     */
    public Draw drawByBank(Money given, Money ofPayment) {
        var amount = given.min(left()).min(ofPayment);
        return new Draw(amount, given.minus(amount));
    }

    /** Draws on the loss. Whoever can still choose has asked before what is left: more is refused. */
    public Draw draw(Money given) {
        if (given.isMoreThan(left())) {
            throw new IllegalStateException(
                    "Of the loss " + left() + " is left, not " + given + ": " + drawn + " has made good the rest");
        }
        return new Draw(given, Money.zero(given.currency()));
    }

    /**
     * Divides held money that was to be the buyer's, of which the buyer may have had some already. What that sets free the platform has
     * first, as far as it has borne the loss; the rest is the seller's, who first repays whoever stepped in.
     */
    public Shares share(Money wish) {
        var buyer = wish.min(left());
        var rest = wish.minus(buyer);
        var platform = rest.min(borne);
        return new Shares(buyer, rest.minus(platform), platform);
    }

    /** The same after a draw. */
    public Indemnity after(Source source, Draw draw) {
        var all = new EnumMap<Source, Money>(Source.class);
        all.putAll(drawn);
        all.merge(source, draw.amount(), Money::plus);
        return new Indemnity(loss, all, source == Source.CHARGEBACK ? borne.plus(draw.amount()) : borne);
    }

    private static Money byBank(Money loss, Map<Source, Money> drawn) {
        return drawn.getOrDefault(Source.CHARGEBACK, Money.zero(loss.currency()));
    }

    private static Money sum(Money loss, Map<Source, Money> drawn) {
        return drawn.values().stream().reduce(Money.zero(loss.currency()), Money::plus);
    }
}
