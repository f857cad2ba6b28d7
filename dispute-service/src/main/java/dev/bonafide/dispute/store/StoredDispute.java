package dev.bonafide.dispute.store;

import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.evidence.ChainHead;

/**
 * A dispute as it is kept.
 *
 * @param chain what its chain of evidence comes to
 */
public record StoredDispute(Dispute dispute, ChainHead chain) {}
