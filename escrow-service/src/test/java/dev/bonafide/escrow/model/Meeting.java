package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two sides who meet: the buyer has a code and gives it for the item, once, and five wrong ones lock it. */
abstract class Meeting extends Forgiving {
    private static final int TRIES = 5;

    /** How far the clock of a phone may be off. */
    private static final Duration OFF = Duration.ofMinutes(5);

    /** Whether the buyer has a code. */
    boolean codeIssued;

    /** When each code was issued; the key that came with it signs for ever. */
    final List<Instant> passes = new ArrayList<>();

    boolean handedOver;
    /** At the newest code. */
    int wrongTries;

    boolean wasLocked;
    boolean wasGivenAgain;
    boolean wasSigned;
    boolean wasSignedAtNoTime;

    Meeting(Story.Item item) {
        super(item);
    }

    /** Asked again it is the same, unless wrong ones have locked it. */
    final Answer issueCode(Who by) {
        if (by != Who.BUYER || !item.meets() || !stage.equals("FUNDED")) {
            return Answer.REFUSED;
        }
        if (passes.isEmpty() || isLocked()) {
            passes.add(now);
            wrongTries = 0;
        }
        if (!codeIssued) {
            codeIssued = true;
            enter("FUNDED");
        }
        return Answer.DONE;
    }

    final Answer giveCode(Who by, boolean isRight) {
        wasGivenAgain |= by == Who.SELLER && handedOver && isRight;
        if (!mayHandOver(by) || isLocked()) {
            return Answer.REFUSED;
        }
        if (!isRight) {
            wrongTries++;
            wasLocked |= isLocked();
            say("HandoverFailed");
            return Answer.REFUSED;
        }
        return handOver(now);
    }

    /** Nobody can guess it, so it is not counted; it proves a hand-over when it was signed, if that can have been. */
    final Answer giveToken(Step.GiveToken told) {
        if (!mayHandOver(told.by()) || !told.isOfTheOrder() || told.pass() >= passes.size()) {
            return Answer.REFUSED;
        }
        var issuedAt = passes.get(told.pass());
        var signedAt = told.signedAt(now);
        if (signedAt.isBefore(issuedAt.minus(OFF)) || signedAt.isAfter(now.plus(OFF))) {
            wasSignedAtNoTime = true;
            return Answer.REFUSED;
        }
        wasSigned = true;
        return handOver(signedAt.isBefore(issuedAt) ? issuedAt : signedAt.isAfter(now) ? now : signedAt);
    }

    private boolean mayHandOver(Who by) {
        var hasBegun = fundedAt.isAfter(START) && !stage.equals("CANCELLED");
        return by == Who.SELLER && item.meets() && hasBegun && !handedOver && codeIssued;
    }

    private Answer handOver(Instant at) {
        handedOver = true;
        say("HandoverConfirmed");
        if (place().equals("FUNDED")) {
            inspect(at);
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
