package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** The policy of the defaults, and plans made under it. */
final class PlanSamples {
    static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z"); // noon in Shanghai
    static final InstalmentPolicy POLICY = new InstalmentPolicy(
            "2026-11",
            TrustLevel.L2,
            650,
            Money.cny(2_000_000),
            new TreeSet<>(List.of(3, 6, 12)),
            Money.cny(60_000),
            Money.cny(2_000_000),
            ZoneId.of("Asia/Shanghai"),
            LocalTime.of(10, 0),
            Duration.ofDays(3),
            List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(5)),
            Duration.ofDays(180));
    static final UUID PAYMENT = new UUID(0, 5);

    private PlanSamples() {}

    /** An open plan of that total, of which the first parts are paid. */
    static InstalmentPlan plan(long total, int parts, int paid) {
        var instalments = PlanSchedule.of(Money.cny(total), parts, POLICY, NOON).stream()
                .<Instalment>map(due -> new Instalment.Scheduled(new Instalment.Share(
                        new UUID(9, due.number()), due.number(), due.amount(), Money.cny(0), due.dueOn(), due.dueAt())))
                .map(part -> part.share().number() <= paid
                        ? new Instalment.Paid(
                                part.share(), new UUID(8, part.share().number()), NOON)
                        : part)
                .toList();
        return new InstalmentPlan(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                POLICY.conditions(),
                Money.cny(total),
                InstalmentPlan.Stage.OPEN,
                NOON,
                instalments);
    }
}
