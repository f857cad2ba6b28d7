package dev.bonafide.escrow.model;

import java.time.Instant;

/** One milestone of an order. */
final class Milestone {
    final Share share;
    Done state = Done.AWAITED;
    Instant confirmAt = Standing.START;
    /** The dispute that freezes it, or has until it was decided. */
    int dispute = -1;

    Instant frozenSince = Standing.START;
    int ruling = -1;
    /** What its end has given each side, before fees, and whatever others had made good before. */
    long toBuyer;

    long toSeller;

    /** When it was accepted, and whether by silence. */
    Instant acceptedAt = Standing.START;

    boolean isSilent;
    /** The dispute that claims what it has brought, or has until it was decided. */
    int claim = -1;

    Instant claimedSince = Standing.START;
    /** When the claim is next a whole number of days old; nothing but its own timer moves that. */
    Instant claimAgesAt = Standing.START;

    boolean isClaimed;

    Milestone(Share share) {
        this.share = share;
    }

    boolean isOpen() {
        return state == Done.AWAITED || state == Done.DELIVERED || state == Done.FROZEN;
    }
}
