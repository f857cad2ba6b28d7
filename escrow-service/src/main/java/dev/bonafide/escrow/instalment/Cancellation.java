package dev.bonafide.escrow.instalment;

import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.escrow.instalment.InstalmentCommand.Cut;
import dev.bonafide.escrow.instalment.InstalmentDecision.Moved;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a refund does to an order that is paid in parts: it first takes off what the buyer would still have to pay, the last
 * part first; then it makes good what was written off; and only what is left is money that goes back.
 *
 * @param futureParts what nobody will pay any more
 * @param writtenOff what falls on parts that were given up: it was never paid, so it goes to the platform that bore it
 * @param buyer what goes back to the buyer
 * @param plan as it is afterwards
 */
public record Cancellation(Money futureParts, Money writtenOff, Money buyer, InstalmentPlan plan) {

    /** Divides a refund; refuses one that is more than all of the plan that has not been cancelled yet. */
    public static Cancellation cancelFutureFirst(InstalmentPlan plan, Money refund, Instant now) {
        var atMost = plan.total().minus(plan.cancelled());
        if (refund.isMoreThan(atMost)) {
            throw new IllegalArgumentException("refund: " + refund + " (expected: at most " + atMost + ")");
        }
        var futureParts = refund.min(plan.open());
        var writtenOff = refund.minus(futureParts).min(plan.writtenOff());
        var afterFuture = cut(plan, futureParts, Instalment::isOwed, now);
        var after = cut(afterFuture, writtenOff, part -> part instanceof WrittenOff, now);
        return new Cancellation(
                futureParts, writtenOff, refund.minus(futureParts).minus(writtenOff), after);
    }

    /** What of the refund is no money, because nobody had paid it. */
    public Money unpaid() {
        return futureParts.plus(writtenOff);
    }

    private static InstalmentPlan cut(InstalmentPlan plan, Money amount, Predicate<Instalment> which, Instant now) {
        var left = amount;
        var after = plan;
        for (var part : List.copyOf(plan.parts()).reversed()) {
            var by = left.min(part.share().open());
            if (which.test(part) && by.isPositive()) {
                var decision = InstalmentRules.decide(part, new Cut(by), plan.conditions(), now);
                if (!(decision instanceof Moved(var to))) {
                    throw new IllegalStateException(part + " cannot be cut: " + decision);
                }
                after = after.with(to);
                left = left.minus(by);
            }
        }
        return after;
    }
}
