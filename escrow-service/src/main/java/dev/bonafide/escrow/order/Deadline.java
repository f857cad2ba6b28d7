package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.AwaitingPayment;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

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
    FREEZE_AGE("order.freeze-age");

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

    /** The deadlines of an order at this stage, reminders whose time has passed left out. */
    public static Map<Deadline, Instant> of(Order order, Instant now) {
        var deadlines = new EnumMap<Deadline, Instant>(Deadline.class);
        switch (order) {
            case Placed o -> deadlines.put(UNANSWERED, o.answerDueAt());
            case AwaitingPayment o -> deadlines.put(UNPAID, o.paymentDueAt());
            case Funded o -> deadlines.put(UNSHIPPED, o.waitsUntil());
            case Shipped o -> deadlines.put(UNDELIVERED, o.deliverBy());
            case Inspection o -> {
                putUnlessPast(deadlines, REMINDER_72H, o.autoConfirmAt().minus(FIRST_REMINDER_BEFORE), now);
                putUnlessPast(deadlines, REMINDER_24H, o.autoConfirmAt().minus(SECOND_REMINDER_BEFORE), now);
                deadlines.put(AUTO_CONFIRM, o.autoConfirmAt());
            }
            case Disputed _, Accepted _, Ended _ -> {}
        }
        var freeze = order.standstill();
        if (freeze != null) {
            deadlines.put(FREEZE_AGE, FreezeAge.nextDay(freeze, now));
        }
        return deadlines;
    }

    private static void putUnlessPast(Map<Deadline, Instant> deadlines, Deadline deadline, Instant dueAt, Instant now) {
        if (dueAt.isAfter(now)) {
            deadlines.put(deadline, dueAt);
        }
    }
}
