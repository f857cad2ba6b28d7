/** What one side offers or asks the other to settle for, while the buyer looks at the item. Plain Java. */
@NullMarked
package dev.bonafide.escrow.offer;

import org.jspecify.annotations.NullMarked;
