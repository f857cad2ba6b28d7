@NullMarked
package dev.bonafide.escrow.payment.stripe;

import org.jspecify.annotations.NullMarked;
