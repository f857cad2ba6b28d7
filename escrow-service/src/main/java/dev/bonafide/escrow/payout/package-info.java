/** Earnings on their way to a seller's bank: where to, whether, and what came of it. */
@NullMarked
package dev.bonafide.escrow.payout;

import org.jspecify.annotations.NullMarked;
