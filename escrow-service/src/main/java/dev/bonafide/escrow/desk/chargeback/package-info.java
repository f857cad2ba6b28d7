/** Chargebacks: freezing, contesting and booking what the bank decides. */
@NullMarked
package dev.bonafide.escrow.desk.chargeback;

import org.jspecify.annotations.NullMarked;
