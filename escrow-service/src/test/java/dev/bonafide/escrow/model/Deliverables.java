package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            case DELIVERED, FROZEN, RELEASED, RULED -> Answer.QUIET;
            case REFUNDED, CLOSED -> Answer.REFUSED;
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
                releaseOne(one, false, now);
                yield goOn("LAST_BUYER", now, null);
            }
            case RELEASED -> Answer.QUIET;
            case AWAITED, FROZEN, REFUNDED, RULED, CLOSED -> Answer.REFUSED;
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
        releaseOne(one, true, one.confirmAt);
        return goOn("LAST_TIMER", one.confirmAt, null);
    }

    /** What nobody has delivered goes back; if nothing was, there was no sale. */
    final Answer notDelivered() {
        if (!haveBegun()) {
            return cancel(false);
        }
        var gone = in(Done.AWAITED);
        giveBack(purse.refund(
                gone.stream().map(one -> one.share).reduce(Share::plus).orElseThrow()));
        gone.forEach(one -> {
            one.state = Done.REFUNDED;
            one.toBuyer = one.share.total();
        });
        return goOn("NOT_DELIVERED", now, null);
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
                .forEach(one -> releaseOne(one, true, one.confirmAt));
    }

    private void releaseOne(Milestone one, boolean isSilent, Instant at) {
        one.state = Done.RELEASED;
        one.isSilent = isSilent;
        one.acceptedAt = at;
        one.toSeller = one.share.price();
        purse.release(milestones.indexOf(one), one.share);
        say("MilestoneReleased");
    }

    /**
     * Another one has ended; if it was the last, the order has.
     *
     * @param ruled the one that was ruled about just now; null if none was
     */
    final Answer goOn(String why, Instant at, @Nullable Milestone ruled) {
        if (milestones.stream().anyMatch(Milestone::isOpen)) {
            return enter(stage);
        }
        if (toBuyerSoFar() == 0) {
            ground = why;
            acceptedAt = at;
            endBy(ruled);
            say("OrderReleased");
            return enter("RELEASED");
        }
        ground = "NOT_DELIVERED";
        endBy(ruled != null || !in(Done.REFUNDED).isEmpty() ? ruled : lastForBuyer());
        return divided(0, 0);
    }

    /** The order has ended by the ruling about one of them. */
    private void endBy(@Nullable Milestone ruled) {
        if (ruled != null) {
            ground = "RULED";
            dispute = ruled.dispute;
            ruling = ruled.ruling;
        }
    }

    private @Nullable Milestone lastForBuyer() {
        return in(Done.RULED).stream()
                .filter(one -> one.toBuyer > 0)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /** It ends with something for the buyer: what milestones have come to, and what is given of the rest. */
    final Answer divided(long toBuyer, long toSeller) {
        givenToBuyer = toBuyerSoFar() + toBuyer;
        if (givenToBuyer == purse.total()) {
            return enter("REFUNDED");
        }
        if (toSellerSoFar() + toSeller > 0) {
            say("OrderReleased");
        }
        return enter("PARTIALLY_REFUNDED");
    }

    final long toBuyerSoFar() {
        return milestones.stream().mapToLong(one -> one.toBuyer).sum();
    }

    private long toSellerSoFar() {
        return milestones.stream().mapToLong(one -> one.toSeller).sum();
    }

    final boolean haveBegun() {
        return in(Done.AWAITED).size() < milestones.size();
    }

    final List<Milestone> in(Done state) {
        return milestones.stream().filter(one -> one.state == state).toList();
    }
}
