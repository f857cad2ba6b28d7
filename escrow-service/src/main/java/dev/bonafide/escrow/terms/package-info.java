/** What a buyer and a seller agree to when an order is placed: price, fees and windows, fixed for the life of the order. */
@NullMarked
package dev.bonafide.escrow.terms;

import org.jspecify.annotations.NullMarked;
