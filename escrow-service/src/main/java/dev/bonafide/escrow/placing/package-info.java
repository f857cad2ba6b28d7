/** Whether an order may be placed at all, and on which terms. */
@NullMarked
package dev.bonafide.escrow.placing;

import org.jspecify.annotations.NullMarked;
