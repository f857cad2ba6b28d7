/** What a buyer and a seller agree to when an order is placed: price, fees, services and windows, fixed for its life. */
@NullMarked
package dev.bonafide.escrow.terms;

import org.jspecify.annotations.NullMarked;
