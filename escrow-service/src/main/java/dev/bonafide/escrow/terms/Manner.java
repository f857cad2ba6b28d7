package dev.bonafide.escrow.terms;

/**
 * What decides how long the waits of an order are.
 *
 * @param inspected whether an official report stands behind the item, so that there is less to find out
 * @param inMilestones whether it is delivered in several parts, which the seller has to agree to
 */
public record Manner(Delivery delivery, boolean inspected, boolean inMilestones) {}
