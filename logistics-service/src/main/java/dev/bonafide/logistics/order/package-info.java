/** What this service knows of orders, from the events of escrow. Plain Java. */
@NullMarked
package dev.bonafide.logistics.order;

import org.jspecify.annotations.NullMarked;
