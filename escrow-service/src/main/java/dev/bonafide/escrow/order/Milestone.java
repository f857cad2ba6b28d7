package dev.bonafide.escrow.order;

import dev.bonafide.escrow.settlement.Hold;
import java.util.UUID;

/**
 * One of several deliverables of an order, with its own part of the price. What both sides agreed to; how far it is, its
 * {@link MilestoneState} says.
 *
 * @param number counts them from 1
 * @param hold what is held for it: the holds of all milestones come to just what is held for the order
 */
public record Milestone(UUID id, int number, String title, Hold hold) {}
