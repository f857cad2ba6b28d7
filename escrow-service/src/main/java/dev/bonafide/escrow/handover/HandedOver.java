package dev.bonafide.escrow.handover;

import java.time.Instant;
import java.util.UUID;

/**
 * The item was handed over. There is one such fact per order, so code and token work once.
 *
 * @param at when, by the clock of the code's arrival or by the time that was signed
 * @param toldAt when we heard of it
 */
public record HandedOver(UUID orderId, int passNumber, Proof proof, Instant at, Instant toldAt) {

    /** What the seller has shown for it. */
    public enum Proof {
        CODE,
        TOKEN
    }
}
