package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Plan.Part;
import dev.bonafide.escrow.model.Plan.Stage;
import dev.bonafide.escrow.model.Plan.State;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order that its buyer pays in parts: each is asked for, missed, overdue and given up, and what goes back takes off the last first. */
abstract class Instalments extends Ways {
    private static final Set<Integer> OFFERED = Set.of(3, 6, 12);
    private static final long LEAST = 60_000;
    private static final long MOST = 2_000_000;
    private static final int[] RETRY_AFTER_DAYS = {1, 3, 5};

    /** The one that was not dropped; null if there is none. */
    @Nullable
    Plan plan;

    private final Map<Integer, Part> partsOfPayments = new HashMap<>();

    Instalments(Story.Item item) {
        super(item);
    }

    final boolean mayPay(Who by) {
        return by == Who.BUYER && stage.equals("AWAITING_PAYMENT") && now.isBefore(payDue) && !isPaying();
    }

    final void begin(long amount, @Nullable Part part) {
        if (part != null) {
            partsOfPayments.put(payments.size(), part);
        }
        payments.add(Paying.PENDING);
        amounts.add(amount);
    }

    final @Nullable Part partOf(int payment) {
        return partsOfPayments.get(payment);
    }

    final Answer propose(Who by, int parts) {
        if (!mayPay(by) || item.isInMilestones()) {
            return Answer.REFUSED;
        }
        drop();
        if (!item.inParts() || !OFFERED.contains(parts) || purse.total() < LEAST || purse.total() > MOST) {
            return Answer.REFUSED;
        }
        var proposed = new Plan(purse.total(), parts, now);
        plan = proposed;
        var first = proposed.parts.getFirst();
        begin(first.amount, first);
        return Answer.DONE;
    }

    /** A proposal comes to nothing. */
    final void drop() {
        if (plan != null && plan.stage == Stage.PROPOSED) {
            plan.stage = Stage.DROPPED;
            plan = null;
        }
    }

    /** The first part is there, and the order is paid. */
    final void open(Part first, int payment) {
        var opened = first.plan;
        opened.stage = Stage.OPEN;
        first.state = State.PAID;
        first.payment = payment;
        say("InstalmentPlanOpened");
        say("InstalmentPaid");
        opened.parts.subList(1, opened.parts.size()).forEach(this::askWhenDue);
    }

    private void askWhenDue(Part part) {
        ring("ask", part, part.dueAt);
        var remindAt = part.dueAt.minus(Duration.ofDays(3));
        if (remindAt.isAfter(now)) {
            ring("remind", part, remindAt);
        }
    }

    /** While it is in question whether the buyer keeps the item, the plan stands still; then it has all the time that was left. */
    @Override
    final void standStillOrGoOn() {
        if (plan == null || (plan.pausedSince != null) == isInQuestion()) {
            return;
        }
        if (isInQuestion()) {
            plan.pausedSince = plan.stage == Stage.OPEN ? now : null;
            return;
        }
        var days = (int) Duration.between(plan.pausedSince, now)
                .plusDays(1)
                .minusNanos(1)
                .toDays();
        plan.pausedSince = null;
        if (plan.stage != Stage.OPEN) {
            return;
        }
        if (days > 0 && plan.parts.stream().anyMatch(part -> part.isOwed() && part.state != State.OVERDUE)) {
            say("InstalmentPlanMoved");
        }
        for (var part : plan.parts) {
            switch (part.state) {
                case SCHEDULED -> {
                    part.later(days);
                    askWhenDue(part);
                }
                case MISSED -> {
                    part.later(days);
                    askLater(part);
                }
                case ASKED -> {
                    part.later(days);
                    giveUpLater(part, days);
                }
                case OVERDUE -> giveUpLater(part, days);
                case PAID, CANCELLED, WRITTEN_OFF -> {}
            }
        }
    }

    /** The buyer pays the part that is owed longest themselves. */
    final Answer payNext(Who by) {
        var next = plan == null || plan.stage != Stage.OPEN ? null : plan.next();
        if (by != Who.BUYER || next == null || next.state == State.ASKED) {
            return Answer.REFUSED;
        }
        ask(next, true);
        return Answer.DONE;
    }

    private void ask(Part part, boolean byHand) {
        switch (part.state) {
            case SCHEDULED -> {
                part.tries = byHand ? 0 : 1;
                part.retryAt = null;
            }
            case MISSED -> part.tries += byHand ? 0 : 1;
            case OVERDUE -> part.retryAt = null;
            case ASKED, PAID, CANCELLED, WRITTEN_OFF -> {
                return;
            }
        }
        part.state = State.ASKED;
        part.byHand = byHand;
        part.payment = payments.size();
        begin(part.open(), part);
    }

    /** The money of a later part is there; whether it could be used. */
    final boolean isPaid(Part part, int payment) {
        if (part.isOwed() && amounts.get(payment) == part.open()) {
            part.state = State.PAID;
            part.payment = payment;
            say("InstalmentPaid");
            settled(part);
            return true;
        }
        if (part.state == State.ASKED && part.payment == payment) {
            // A refund has cut it meanwhile.
            if (part.isAsBefore()) {
                part.asBefore();
            } else {
                part.state = State.MISSED;
                part.retryAt = now;
            }
            askLater(part);
        }
        return false;
    }

    /** The provider has said no, or that something else came: what it was asked for is still to be paid. */
    final void askedInVain(int payment) {
        var part = partOf(payment);
        if (part == null || part.plan.stage != Stage.OPEN || part.state != State.ASKED || part.payment != payment) {
            return;
        }
        if (part.isAsBefore()) {
            part.asBefore();
        } else if (part.tries <= RETRY_AFTER_DAYS.length) {
            part.state = State.MISSED;
            part.retryAt = now.plus(Duration.ofDays(RETRY_AFTER_DAYS[part.tries - 1]));
            say("InstalmentReminderDue");
        } else {
            part.state = State.OVERDUE;
            part.overdueSince = now;
            part.giveUpAt = now.plus(Duration.ofDays(180));
            ring("give-up", part, part.giveUpAt);
            say("InstalmentOverdue");
        }
        askLater(part);
    }

    private void askLater(Part part) {
        if (part.state == State.SCHEDULED) {
            ring("ask", part, part.dueAt);
        } else if (part.state == State.MISSED && part.retryAt != null) {
            ring("ask", part, part.retryAt);
        }
    }

    /** A deadline of a part speaks. */
    final Answer ringOfPart(String what, int number) {
        if (plan == null || plan.stage != Stage.OPEN) {
            return Answer.QUIET;
        }
        var part = plan.parts.get(number);
        switch (what) {
            case "ask" -> {
                // Later, when it is decided.
                if (!isInQuestion()) {
                    ask(part, false);
                }
            }
            case "remind" -> {
                if (part.state == State.SCHEDULED && !isInQuestion()) {
                    say("InstalmentReminderDue");
                }
            }
            default -> giveUp(part);
        }
        return Answer.DONE;
    }

    /** The days on which its plan stood still do not count. */
    private void giveUpLater(Part part, int days) {
        if (part.overdueSince != null) {
            part.giveUpAt = part.giveUpAt.plus(Duration.ofDays(days));
            ring("give-up", part, part.giveUpAt);
        }
    }

    private void giveUp(Part part) {
        if (isInQuestion()) {
            // Later, when it is decided.
            return;
        }
        var isAsked = part.state == State.ASKED && part.overdueSince != null;
        if (isAsked || (part.state == State.OVERDUE && purse.held > 0)) {
            ring("give-up", part, now.plus(Duration.ofDays(1)));
        } else if (part.state == State.OVERDUE) {
            part.state = State.WRITTEN_OFF;
            purse.expense += part.open();
            settled(part);
        }
    }

    /** What goes back takes off first what nobody has paid; what of it is money. */
    @Override
    final long takeOff(long back) {
        if (plan == null || !plan.isRunning()) {
            return back;
        }
        var future = plan.cut(back, true);
        var lost = plan.cut(back - future, false);
        purse.expense -= lost;
        plan.parts.stream().filter(part -> part.state == State.CANCELLED).forEach(this::silence);
        closeIfPaid();
        return back - future - lost;
    }

    private void settled(Part part) {
        silence(part);
        closeIfPaid();
    }

    private void closeIfPaid() {
        if (plan != null && plan.stage == Stage.OPEN && plan.next() == null) {
            plan.stage = Stage.CLOSED;
            say("InstalmentPlanClosed");
        }
    }

    private void ring(String what, Part part, Instant at) {
        timers.put("instalment." + what + " " + part.number, at);
    }

    private void silence(Part part) {
        timers.keySet().removeIf(kind -> kind.startsWith("instalment.") && kind.endsWith(" " + part.number));
    }

    /** Somebody disputes it, or it goes back: what is asked for meanwhile might be given back at once. */
    private boolean isInQuestion() {
        return switch (stage) {
            case "DISPUTED", "RETURNING" -> true;
            case "RELEASED" -> claimed || isGoingBack();
            default -> false;
        };
    }

    /** What of the order nobody has paid. */
    final long unpaid() {
        return plan == null || !plan.isRunning()
                ? 0
                : plan.owed()
                        + plan.parts.stream()
                                .filter(part -> part.state == State.WRITTEN_OFF)
                                .mapToLong(Part::open)
                                .sum();
    }

    /** What the buyer still owes of it. */
    final long stillToPay() {
        return plan == null || plan.stage != Stage.OPEN ? 0 : plan.owed();
    }
}
