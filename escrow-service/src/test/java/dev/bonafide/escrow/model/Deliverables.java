package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.time.Instant;
import java.util.List;

/** An order in milestones: each is delivered and released by itself, and the last one ends the order. */
abstract class Deliverables extends Sale {
    Deliverables(Story.Item item) {
        super(item);
    }

    final Answer deliver(Who by, int number) {
        var one = number < milestones.size() ? milestones.get(number) : null;
        if (by != Who.SELLER || one == null || !stage.equals("IN_MILESTONES")) {
            return Answer.REFUSED;
        }
        return switch (one.state) {
            case AWAITED -> {
                if (!now.isBefore(deliverBy)) {
                    yield Answer.REFUSED;
                }
                one.state = Done.DELIVERED;
                one.confirmAt = now.plus(confirmWithin());
                yield enter("IN_MILESTONES");
            }
            case DELIVERED, RELEASED -> Answer.QUIET;
            case REFUNDED -> Answer.REFUSED;
        };
    }

    final Answer acceptOne(Who by, int number) {
        var one = number < milestones.size() ? milestones.get(number) : null;
        if (by != Who.BUYER || one == null) {
            return Answer.REFUSED;
        }
        if (!stage.equals("IN_MILESTONES")) {
            return stage.equals("RELEASED") ? Answer.QUIET : Answer.REFUSED;
        }
        return switch (one.state) {
            case DELIVERED -> {
                releaseOne(one);
                yield goOn("LAST_BUYER", now);
            }
            case RELEASED -> Answer.QUIET;
            case AWAITED, REFUNDED -> Answer.REFUSED;
        };
    }

    /** The deadline of one of them speaks. */
    final Answer silentOne(int number) {
        var one = number < milestones.size() ? milestones.get(number) : null;
        if (one == null
                || !stage.equals("IN_MILESTONES")
                || one.state != Done.DELIVERED
                || now.isBefore(one.confirmAt)) {
            return Answer.QUIET;
        }
        releaseOne(one);
        return goOn("LAST_TIMER", one.confirmAt);
    }

    /** What nobody has delivered goes back; if nothing was, there was no sale. */
    final Answer notDelivered() {
        if (!haveBegun()) {
            return cancel(false);
        }
        var gone = in(Done.AWAITED);
        giveBack(purse.refund(
                gone.stream().map(one -> one.share).reduce(Share::plus).orElseThrow()));
        gone.forEach(one -> one.state = Done.REFUNDED);
        return goOn("NOT_DELIVERED", now);
    }

    /** Whether a dispute could be about something: not about what silence has accepted by then. */
    final boolean isAnyOpenAt(Instant moment) {
        return milestones.stream()
                .anyMatch(one ->
                        one.state == Done.AWAITED || (one.state == Done.DELIVERED && moment.isBefore(one.confirmAt)));
    }

    /** Silence has spoken until then, whenever that is noticed. */
    final void silentUntil(Instant moment) {
        in(Done.DELIVERED).stream()
                .filter(one -> !moment.isBefore(one.confirmAt))
                .forEach(this::releaseOne);
    }

    private void releaseOne(Milestone one) {
        one.state = Done.RELEASED;
        purse.release(one.share);
        say("MilestoneReleased");
    }

    /** Another one has ended; if it was the last, the order has. */
    private Answer goOn(String why, Instant at) {
        if (!in(Done.AWAITED).isEmpty() || !in(Done.DELIVERED).isEmpty()) {
            return enter("IN_MILESTONES");
        }
        say("OrderReleased");
        if (!in(Done.REFUNDED).isEmpty()) {
            ground = "NOT_DELIVERED";
            return enter("PARTIALLY_REFUNDED");
        }
        ground = why;
        acceptedAt = at;
        return enter("RELEASED");
    }

    final boolean haveBegun() {
        return in(Done.AWAITED).size() < milestones.size();
    }

    final List<Milestone> in(Done state) {
        return milestones.stream().filter(one -> one.state == state).toList();
    }
}
