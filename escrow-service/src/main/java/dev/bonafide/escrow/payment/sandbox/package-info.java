/** A payment provider of our own that behaves like a remote one and does what a script says. */
@NullMarked
package dev.bonafide.escrow.payment.sandbox;

import org.jspecify.annotations.NullMarked;
