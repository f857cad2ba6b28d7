package dev.bonafide.dispute.desk;

import dev.bonafide.dispute.dispute.Decision;
import dev.bonafide.dispute.store.StoredDispute;

/**
 * What became of a command.
 *
 * @param dispute as it is after the command
 */
public record Carried(Decision decision, StoredDispute dispute) {}
