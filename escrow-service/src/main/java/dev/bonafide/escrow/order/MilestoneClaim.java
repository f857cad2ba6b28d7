package dev.bonafide.escrow.order;

/**
 * A dispute about one milestone that had been accepted: it claims what that one has brought, whether or not the order has ended.
 *
 * @param claim with the dispute, and its ruling once there is one
 */
public record MilestoneClaim(int number, Claim claim) {}
