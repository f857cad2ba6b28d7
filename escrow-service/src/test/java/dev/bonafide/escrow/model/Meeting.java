package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;

/** Two sides who meet: the buyer has a code and gives it for the item, once, and five wrong ones lock it. */
abstract class Meeting extends Forgiving {
    private static final int TRIES = 5;

    /** Whether the buyer has a code. */
    boolean codeIssued;

    boolean handedOver;
    /** At the newest code. */
    int wrongTries;

    boolean wasLocked;
    boolean wasGivenAgain;

    Meeting(Story.Item item) {
        super(item);
    }

    /** Asked again it is the same, unless wrong ones have locked it. */
    final Answer issueCode(Who by) {
        if (by != Who.BUYER || !item.meets() || !stage.equals("FUNDED")) {
            return Answer.REFUSED;
        }
        if (isLocked()) {
            wrongTries = 0;
        }
        if (!codeIssued) {
            codeIssued = true;
            enter("FUNDED");
        }
        return Answer.DONE;
    }

    final Answer giveCode(Who by, boolean isRight) {
        var hasBegun = fundedAt.isAfter(START) && !stage.equals("CANCELLED");
        wasGivenAgain |= by == Who.SELLER && handedOver && isRight;
        if (by != Who.SELLER || !item.meets() || !hasBegun || handedOver || !codeIssued) {
            return Answer.REFUSED;
        }
        if (isLocked()) {
            return Answer.REFUSED;
        }
        if (!isRight) {
            wrongTries++;
            wasLocked |= isLocked();
            say("HandoverFailed");
            return Answer.REFUSED;
        }
        handedOver = true;
        say("HandoverConfirmed");
        if (place().equals("FUNDED")) {
            inspect(now);
            go("INSPECTION");
        }
        return Answer.DONE;
    }

    final boolean isLocked() {
        return wrongTries >= TRIES;
    }

    /** The item has come at that time, of which nobody may have told. */
    abstract void inspect(Instant at);

    /** Until when the sides may meet, or the seller send it: without network, a meeting of the last moment is told later. */
    @Override
    final Instant shipUntil() {
        return codeIssued ? shipBy.plus(Duration.ofHours(24)) : shipBy;
    }
}
