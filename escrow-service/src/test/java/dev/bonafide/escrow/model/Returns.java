package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;

/** The item goes back without a reason: nothing accepts the order meanwhile, and the money follows the item. */
abstract class Returns extends LateReturns {
    Returns(Story.Item item) {
        super(item);
    }

    final Answer returned(Step.Returned told) {
        var at = now.minus(Duration.ofHours(told.hoursAgo()));
        return switch (told.word()) {
            case ACCEPTED -> accepted(told.back(), at);
            case SENT -> followed(told.back(), false, at);
            case COME -> followed(told.back(), true, at);
            case DOUBTED -> doubted(told.back(), at);
            case CLEARED -> closed(told, told.kept(item.price()), told.freight());
            case LOST, EXPIRED -> closed(told, 0, 0);
        };
    }

    private Answer accepted(int told, Instant at) {
        if (told == back) {
            return Answer.QUIET;
        }
        switch (place()) {
            case "INSPECTION" -> {}
            // What is sent back has come, although nobody has told.
            case "SHIPPED" -> inspect(at.minus(Step.Returned.DELIVERED_BEFORE));
            case "RELEASED" -> {
                return acceptedLate(told, at);
            }
            default -> {
                say("OrderReturnRefused");
                return Answer.REFUSED;
            }
        }
        return begin(told, at);
    }

    private Answer begin(int told, Instant at) {
        if (!stage.equals("DISPUTED")) {
            say("OrderReturnStarted");
        }
        back = told;
        way = Way.AWAITED;
        backDue = at.plus(TO_SEND);
        stoppedAt = stage.equals("DISPUTED") ? frozenSince : at;
        return go("RETURNING");
    }

    private Answer followed(int told, boolean come, Instant at) {
        switch (place()) {
            case "INSPECTION" -> begin(told, at);
            case "RETURNING" -> {
                if (told != back) {
                    return Answer.REFUSED;
                }
            }
            case "RELEASED" -> {
                return followedLate(told, come, at);
            }
            case "PLACED", "AWAITING_PAYMENT", "FUNDED", "SHIPPED", "IN_MILESTONES" -> {
                return Answer.REFUSED;
            }
            default -> {
                return Answer.QUIET;
            }
        }
        return progress(come, at) ? go("RETURNING") : Answer.QUIET;
    }

    private Answer doubted(int told, Instant at) {
        if (stage.equals("RELEASED")) {
            return doubtedLate(told, at);
        }
        var answer = followed(told, true, at);
        if (!place().equals("RETURNING") || told != back || way == Way.OVER) {
            return answer;
        }
        if (stage.equals("RETURNING")) {
            return freeze(doubt(told), stage, at, false);
        }
        freezers.putIfAbsent(doubt(told), new Freezer(false, at));
        return answer;
    }

    private Answer closed(Step.Returned told, long keeps, long costs) {
        var isExpired = told.word() == Step.Returned.Word.EXPIRED;
        var answer = switch (place()) {
            case "RETURNING" -> told.back() == back ? close(isExpired, keeps, costs) : Answer.REFUSED;
            case "INSPECTION" -> {
                if (isExpired || !leavesSomething(keeps, costs)) {
                    yield isExpired ? Answer.QUIET : Answer.REFUSED;
                }
                begin(told.back(), stage.equals("DISPUTED") ? frozenSince : now);
                yield close(false, keeps, costs);
            }
            case "RELEASED" -> closedLate(told, keeps, costs);
            case "SHIPPED" -> isExpired ? Answer.QUIET : Answer.REFUSED;
            case "REFUNDED", "PARTIALLY_REFUNDED", "CANCELLED" -> Answer.QUIET;
            default -> Answer.REFUSED;
        };
        if (stage.equals("DISPUTED") && before.equals("RETURNING") && told.back() == back && way == Way.OVER) {
            letGo(doubt(back));
        }
        return answer;
    }

    private Answer close(boolean isExpired, long keeps, long costs) {
        if (isExpired) {
            return way == Way.AWAITED ? goOn(stage.equals("DISPUTED") ? frozenSince : now) : Answer.QUIET;
        }
        if (way == Way.OVER) {
            return Answer.QUIET;
        }
        if (!leavesSomething(keeps, costs)) {
            return Answer.REFUSED;
        }
        kept = keeps;
        freight = costs;
        if (!stage.equals("DISPUTED")) {
            return refundReturned();
        }
        way = Way.OVER;
        return go("RETURNING");
    }

    /** It was not sent: the time that was left goes on. */
    private Answer goOn(Instant at) {
        confirmAt = confirmAt.plus(Duration.between(stoppedAt, at));
        if (!stage.equals("DISPUTED")) {
            say("OrderReturnEnded");
        }
        return go("INSPECTION");
    }

    /** Nobody has told how it goes on. */
    final Answer untold() {
        if (way == Way.AWAITED) {
            return goOn(now);
        }
        kept = 0;
        freight = 0;
        return refundReturned();
    }

    @Override
    final Answer refundReturned() {
        ground = "RETURNED";
        if (kept + freight == 0) {
            giveBack(purse.refund());
            return enter("REFUNDED");
        }
        giveBack(purse.takeBackForLess(kept, freight));
        return divided(purse.total() - kept - freight, kept);
    }
}
