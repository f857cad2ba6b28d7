package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What time will say to an order. Which deadlines stand follows from the stage alone. */
public enum Deadline {
    UNANSWERED("order.unanswered"),
    UNPAID("order.unpaid"),
    UNSHIPPED("order.unshipped"),
    UNDELIVERED("order.undelivered"),
    // The two reminders are part of the event contract by name, hence no setting.
    REMINDER_72H("order.reminder-72h"),
    REMINDER_24H("order.reminder-24h"),
    AUTO_CONFIRM("order.auto-confirm"),
    RETURN("order.return"),
    FREEZE_AGE("order.freeze-age"),
    MILESTONES("order.milestones"),
    MILESTONE_REMINDER_72H("milestone.reminder-72h"),
    MILESTONE_REMINDER_24H("milestone.reminder-24h"),
    MILESTONE_AUTO_CONFIRM("milestone.auto-confirm"),
    MILESTONE_FREEZE_AGE("milestone.freeze-age");

    private static final Duration FIRST_REMINDER_BEFORE = Duration.ofHours(72);
    private static final Duration SECOND_REMINDER_BEFORE = Duration.ofHours(24);

    private final String timerKind;

    Deadline(String timerKind) {
        this.timerKind = timerKind;
    }

    /** The kind of the timer that speaks for it. */
    public String timerKind() {
        return timerKind;
    }

    /** The deadlines of an order itself at this stage, reminders whose time has passed left out. */
    public static Map<Deadline, Instant> of(Order order, Instant now) {
        var deadlines = new EnumMap<Deadline, Instant>(Deadline.class);
        switch (order) {
            case Placed o -> deadlines.put(UNANSWERED, o.answerDueAt());
            case AwaitingPayment o -> deadlines.put(UNPAID, o.paymentDueAt());
            case Funded o -> deadlines.put(UNSHIPPED, o.waitsUntil());
            case Shipped o -> deadlines.put(UNDELIVERED, o.deliverBy());
            case InMilestones o -> {
                if (o.milestones().isAnyAwaited()) {
                    deadlines.put(MILESTONES, o.deliverBy());
                }
            }
            case Inspection o -> {
                putUnlessPast(deadlines, REMINDER_72H, o.autoConfirmAt().minus(FIRST_REMINDER_BEFORE), now);
                putUnlessPast(deadlines, REMINDER_24H, o.autoConfirmAt().minus(SECOND_REMINDER_BEFORE), now);
                deadlines.put(AUTO_CONFIRM, o.autoConfirmAt());
            }
            case Returning o -> {
                var dueAt = o.dueAt();
                if (dueAt != null) {
                    deadlines.put(RETURN, dueAt);
                }
            }
            case Released o -> {
                var back = o.back();
                // Whoever claims what was released decides about what has come back as well.
                if (back != null && back.dueAt() instanceof Instant dueAt && o.claim() == null) {
                    deadlines.put(RETURN, dueAt);
                }
            }
            case Disputed _, Accepted _, Ended _ -> {}
        }
        var freeze = order.standstill();
        if (freeze != null) {
            deadlines.put(FREEZE_AGE, FreezeAge.nextDay(freeze, now));
        }
        return deadlines;
    }

    /** All deadlines of an order by what they are about: the order itself, or one of its milestones. */
    public static Map<UUID, Map<Deadline, Instant>> bySubject(Order order, Instant now) {
        var deadlines = new HashMap<UUID, Map<Deadline, Instant>>();
        deadlines.put(order.agreement().orderId(), of(order, now));
        if (order instanceof InMilestones o) {
            for (var at : o.milestones().all()) {
                if (at.state() instanceof MilestoneState.Delivered(var _, var autoConfirmAt)) {
                    deadlines.put(at.milestone().id(), ofMilestone(autoConfirmAt, now));
                }
            }
        }
        for (var at : Milestones.frozenOf(order)) {
            if (at.state() instanceof MilestoneState.Frozen(var freeze, var _)) {
                deadlines.put(
                        at.milestone().id(),
                        new EnumMap<>(Map.of(MILESTONE_FREEZE_AGE, FreezeAge.nextDay(freeze, now))));
            }
        }
        return deadlines;
    }

    private static Map<Deadline, Instant> ofMilestone(Instant autoConfirmAt, Instant now) {
        var deadlines = new EnumMap<Deadline, Instant>(Deadline.class);
        putUnlessPast(deadlines, MILESTONE_REMINDER_72H, autoConfirmAt.minus(FIRST_REMINDER_BEFORE), now);
        putUnlessPast(deadlines, MILESTONE_REMINDER_24H, autoConfirmAt.minus(SECOND_REMINDER_BEFORE), now);
        deadlines.put(MILESTONE_AUTO_CONFIRM, autoConfirmAt);
        return deadlines;
    }

    private static void putUnlessPast(Map<Deadline, Instant> deadlines, Deadline deadline, Instant dueAt, Instant now) {
        if (dueAt.isAfter(now)) {
            deadlines.put(deadline, dueAt);
        }
    }
}
