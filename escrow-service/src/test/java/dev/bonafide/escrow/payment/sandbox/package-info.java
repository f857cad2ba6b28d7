@NullMarked
package dev.bonafide.escrow.payment.sandbox;

import org.jspecify.annotations.NullMarked;
