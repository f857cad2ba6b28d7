package dev.bonafide.escrow.handover;

import dev.bonafide.escrow.handover.HandOverDecision.Proven;
import dev.bonafide.escrow.handover.HandOverDecision.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what the seller gives in proves that the item was handed over. */
public final class HandOverRules {
    /** How far the clock of a phone may be off. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private HandOverRules() {}

    /** A code counts from the moment it is given in. */
    public static HandOverDecision byCode(
            List<HandOverPass> passes, @Nullable HandedOver before, String givenHash, Instant now) {
        if (before != null) {
            return new Refused.Before(before.at());
        }
        if (passes.isEmpty()) {
            return new Refused.NoPass();
        }
        var pass = passes.getLast();
        if (pass.isLocked()) {
            return new Refused.Locked();
        }
        if (!isSame(pass.codeHash(), givenHash)) {
            return new Refused.WrongCode(pass.triesLeft() - 1);
        }
        return new Proven(new HandedOver(pass.orderId(), pass.number(), HandedOver.Proof.CODE, now, now));
    }

    /** A token counts from the time that was signed, between the pass and now; a phone's clock may be off a little. */
    public static HandOverDecision byToken(
            List<HandOverPass> passes, @Nullable HandedOver before, String token, Instant now) {
        if (before != null) {
            return new Refused.Before(before.at());
        }
        for (var pass : passes) {
            var signedAt = HandOverToken.signedAt(token, pass);
            if (signedAt != null) {
                return at(pass, signedAt, now);
            }
        }
        return passes.isEmpty() ? new Refused.NoPass() : new Refused.WrongToken();
    }

    private static boolean isSame(String known, String given) {
        return MessageDigest.isEqual(
                known.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private static HandOverDecision at(HandOverPass pass, Instant signedAt, Instant now) {
        if (signedAt.isBefore(pass.issuedAt().minus(CLOCK_SKEW)) || signedAt.isAfter(now.plus(CLOCK_SKEW))) {
            return new Refused.WrongTime(pass.issuedAt(), now);
        }
        var notBefore = signedAt.isBefore(pass.issuedAt()) ? pass.issuedAt() : signedAt;
        var at = notBefore.isAfter(now) ? now : notBefore;
        return new Proven(new HandedOver(pass.orderId(), pass.number(), HandedOver.Proof.TOKEN, at, now));
    }
}
