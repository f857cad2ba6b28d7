/** Booking, and the proofs beside it: seal, audit, findings, reconciliation with the provider's file. */
@NullMarked
package dev.bonafide.escrow.desk.ledger;

import org.jspecify.annotations.NullMarked;
