package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What becomes of an order until the buyer has the item. */
abstract class Sale extends Meeting {
    Sale(Story.Item item) {
        super(item);
    }

    // Opening

    final Answer reserved(Step.Reserved told) {
        if (!stage.equals("PLACED")) {
            return Answer.QUIET;
        }
        if (!told.sameSnapshot()) {
            return Answer.REFUSED;
        }
        if (reserved) {
            return Answer.QUIET;
        }
        reserved = true;
        return answered();
    }

    final Answer judged(Step.Judged told) {
        return switch (told.verdict()) {
            case ALLOW -> {
                if (!stage.equals("PLACED") || screening.equals("ALLOWED")) {
                    yield Answer.QUIET;
                }
                screening = "ALLOWED";
                yield answered();
            }
            case REVIEW -> {
                if (!stage.equals("PLACED")) {
                    yield stage.equals("CANCELLED") ? Answer.QUIET : Answer.REFUSED;
                }
                if (screening.equals("IN_REVIEW")) {
                    yield Answer.QUIET;
                }
                screening = "IN_REVIEW";
                answerDue = now.plus(Duration.ofHours(24));
                yield enter("PLACED");
            }
            case BLOCK -> cancelledBy("PLACED", "AWAITING_PAYMENT");
        };
    }

    /** The seller agrees to the milestones. */
    final Answer agree(Who by) {
        if (by != Who.SELLER || !item.isInMilestones() || stage.equals("CANCELLED")) {
            return Answer.REFUSED;
        }
        if (agreed) {
            return Answer.QUIET;
        }
        agreed = true;
        return answered();
    }

    private Answer answered() {
        if (reserved && agreed && screening.equals("ALLOWED")) {
            payDue = now.plus(Duration.ofMinutes(15));
            return enter("AWAITING_PAYMENT");
        }
        return enter("PLACED");
    }

    /** Somebody's no, which counts at these stages and comes too late after them. */
    final Answer cancelledBy(String... stages) {
        if (stage.equals("CANCELLED")) {
            return Answer.QUIET;
        }
        return List.of(stages).contains(stage) ? cancel(false) : Answer.REFUSED;
    }

    final Answer cancel(boolean feeKept) {
        drop();
        if (stage.equals("FUNDED") || stage.equals("IN_MILESTONES")) {
            giveBack(purse.cancel(feeKept));
        }
        say("OrderCancelled");
        return enter("CANCELLED");
    }

    final Answer cancel(Who by) {
        if (by == Who.STRANGER) {
            return Answer.REFUSED;
        }
        var byBuyer = by == Who.BUYER;
        return switch (stage) {
            case "PLACED", "AWAITING_PAYMENT" -> cancel(false);
            case "FUNDED", "IN_MILESTONES" -> {
                var isTooLate = stage.equals("FUNDED")
                        // Who has the code may have given it for the item.
                        ? byBuyer && (announced >= 0 || codeIssued)
                        : milestones.stream().anyMatch(one -> one.state != Done.AWAITED);
                yield isTooLate ? Answer.REFUSED : cancel(byBuyer && !now.isBefore(fundedAt.plus(Duration.ofHours(1))));
            }
            case "CANCELLED" -> Answer.QUIET;
            default -> Answer.REFUSED;
        };
    }

    // The parcel

    final Answer announced(int told) {
        return switch (stage) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> Answer.REFUSED;
            case "FUNDED" -> {
                if (item.meets()) {
                    yield Answer.REFUSED;
                }
                if (announced == told) {
                    yield Answer.QUIET;
                }
                announced = told;
                yield enter("FUNDED");
            }
            default -> Answer.QUIET;
        };
    }

    final Answer dispatched(int told, int at) {
        if (isToMeet()) {
            return Answer.REFUSED;
        }
        return switch (stage) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> Answer.REFUSED;
            case "FUNDED" -> ship(told, at);
            default -> isKnown(told) ? Answer.QUIET : Answer.REFUSED;
        };
    }

    /** Parcels of an order in milestones are its parties' affair, and of one that was handed over there is none. */
    private boolean isKnown(int told) {
        return told == parcel || item.isInMilestones() || item.meets();
    }

    private boolean isToMeet() {
        return item.meets() && place().equals("FUNDED");
    }

    /** The buyer has not had it, and has nothing to send back. */
    private Answer takenBackFrom(int told, int at) {
        if (item.meets()) {
            return Answer.REFUSED;
        }
        if (told != parcel || at < revision) {
            return told != parcel ? Answer.REFUSED : Answer.QUIET;
        }
        if (stage.equals("RETURNING")) {
            say("OrderReturnEnded");
        }
        return ship(told, at);
    }

    private Answer ship(int told, int at) {
        isDelivered = false;
        parcel = told;
        revision = at;
        deliverBy = now.plus(Duration.ofDays(30));
        return go("SHIPPED");
    }

    final Answer delivered(Step.Delivered told) {
        var at = now.minus(Duration.ofHours(told.hoursAgo()));
        if (isToMeet()) {
            return Answer.REFUSED;
        }
        switch (place()) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> {
                return Answer.REFUSED;
            }
            case "FUNDED" -> {
                parcel = told.parcel();
                deliverBy = now.plus(Duration.ofDays(30));
            }
            case "SHIPPED" -> {
                if (told.parcel() != parcel) {
                    return Answer.REFUSED;
                }
                if (told.revision() < revision) {
                    return Answer.QUIET;
                }
            }
            default -> {
                return isKnown(told.parcel()) ? Answer.QUIET : Answer.REFUSED;
            }
        }
        revision = told.revision();
        inspect(at);
        return go("INSPECTION");
    }

    @Override
    final void inspect(Instant at) {
        isDelivered = true;
        deliveredAt = at;
        extended = false;
        var notice = Duration.ofHours(item.meets() ? 1 : item.inspected() ? 48 : 72);
        var regular = at.plus(confirmWithin());
        confirmAt = regular.isAfter(now.plus(notice)) ? regular : now.plus(notice);
    }

    final Answer revoked(int told, int at) {
        if (isToMeet()) {
            return Answer.REFUSED;
        }
        switch (place()) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> {
                return Answer.REFUSED;
            }
            case "FUNDED" -> {
                return ship(told, at);
            }
            case "SHIPPED" -> {
                if (told != parcel) {
                    return Answer.REFUSED;
                }
                if (at <= revision) {
                    return Answer.QUIET;
                }
                revision = at;
                return go("SHIPPED");
            }
            case "INSPECTION" -> {
                return takenBackFrom(told, at);
            }
            default -> {
                if (place().equals("RETURNING") && way == Way.AWAITED) {
                    return takenBackFrom(told, at);
                }
                // Silence about a parcel that was not there is no word of the buyer's.
                return isKnown(told) && !ground.equals("TIMER") ? Answer.QUIET : Answer.REFUSED;
            }
        }
    }
}
