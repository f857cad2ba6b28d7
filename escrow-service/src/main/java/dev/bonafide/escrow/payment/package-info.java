/** Money coming in and going back: payments, refunds, and the port to those who move real money. */
@NullMarked
package dev.bonafide.escrow.payment;

import org.jspecify.annotations.NullMarked;
