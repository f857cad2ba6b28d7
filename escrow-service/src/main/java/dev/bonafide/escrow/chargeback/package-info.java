/** Payments that a buyer's bank pulls back: what is said to the bank, and who bears a loss. */
@NullMarked
package dev.bonafide.escrow.chargeback;

import org.jspecify.annotations.NullMarked;
