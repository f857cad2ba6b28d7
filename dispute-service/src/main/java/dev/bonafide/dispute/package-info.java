/** Disagreements about an order, the evidence for them, and rulings that move the money. */
@NullMarked
package dev.bonafide.dispute;

import org.jspecify.annotations.NullMarked;
