/** What we know of an order from what the escrow service has said. Plain Java. */
@NullMarked
package dev.bonafide.dispute.order;

import org.jspecify.annotations.NullMarked;
