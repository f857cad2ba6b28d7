/** How held money is divided, to the smallest unit: plain sums that rulings, agreements and cancellations share. */
@NullMarked
package dev.bonafide.escrow.settlement;

import org.jspecify.annotations.NullMarked;
