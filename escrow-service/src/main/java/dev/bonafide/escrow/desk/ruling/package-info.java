/** Freezes of orders and the money of rulings. */
@NullMarked
package dev.bonafide.escrow.desk.ruling;

import org.jspecify.annotations.NullMarked;
