package dev.bonafide.escrow.earning;

import dev.bonafide.kit.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Some of a thing that money is taken from, in its order.
 *
 * @param of the lot or receivable
 */
public record Portion(UUID of, Money amount) {

    /** So much of what is open, in its order, as makes up the amount; all of it if that is less. */
    public static List<Portion> upTo(List<Portion> open, Money amount) {
        var taken = new ArrayList<Portion>();
        var left = amount;
        for (var one : open) {
            var part = one.amount().min(left);
            if (part.isPositive()) {
                taken.add(new Portion(one.of(), part));
            }
            left = left.minus(part);
        }
        return List.copyOf(taken);
    }
}
