@NullMarked
package dev.bonafide.escrow.payout;

import org.jspecify.annotations.NullMarked;
