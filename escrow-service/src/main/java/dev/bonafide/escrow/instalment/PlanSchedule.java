package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** How a total is spread over months. */
public final class PlanSchedule {

    private PlanSchedule() {}

    /**
     * One part to be paid.
     *
     * @param number from 1
     * @param dueOn the day, in the zone of the policy
     * @param dueAt the instant at which it is asked for
     */
    public record Due(int number, Money amount, LocalDate dueOn, Instant dueAt) {}

    /**
     * The parts of a plan that begins now. They sum to the total exactly; where it does not divide, the first parts are a
     * unit larger. The first is due at once, the others on the same day of the following months, or on the last day of a
     * month that is too short: each counted from the first day, so that a short month does not move the later ones.
     */
    public static List<Due> of(Money total, int parts, InstalmentPolicy policy, Instant now) {
        var firstDay = now.atZone(policy.zone()).toLocalDate();
        var amounts = total.allocate(IntStream.range(0, parts).map(_ -> 1).toArray());
        return IntStream.range(0, parts)
                .mapToObj(i -> {
                    var dueOn = firstDay.plusMonths(i);
                    var dueAt = dueOn.atTime(policy.chargeAt())
                            .atZone(policy.zone())
                            .toInstant();
                    return new Due(i + 1, amounts.get(i), dueOn, i == 0 ? now : dueAt);
                })
                .toList();
    }
}
