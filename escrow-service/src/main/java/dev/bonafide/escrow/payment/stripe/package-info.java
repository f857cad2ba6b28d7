/** Stripe behind the port: PaymentIntents, refunds, transfers to connected accounts, disputes, balance transactions. */
@NullMarked
package dev.bonafide.escrow.payment.stripe;

import org.jspecify.annotations.NullMarked;
