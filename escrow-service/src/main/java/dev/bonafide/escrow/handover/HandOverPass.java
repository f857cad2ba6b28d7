package dev.bonafide.escrow.handover;

import java.security.PublicKey;
import java.time.Instant;
import java.util.UUID;

/**
 * What the buyer of an order may give for the item: a code, and a key that signs the same where there is no network. Neither
 * is in here; the code is known by its keyed hash, the key by its public half.
 *
 * @param number counts the passes of an order from 1; only the newest one's code counts, and every one's key
 * @param wrongTries at its code
 */
public record HandOverPass(
        UUID orderId, int number, Instant issuedAt, String codeHash, PublicKey publicKey, int wrongTries) {

    /** How often a wrong code may be given in. */
    public static final int TRIES = 5;

    /** How often it still may be. */
    public int triesLeft() {
        return TRIES - wrongTries;
    }

    /** Whether no code is taken any more. */
    public boolean isLocked() {
        return wrongTries >= TRIES;
    }
}
