package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Order;

/** An order as it is kept, with the version that its ETag shows. */
public record StoredOrder(Order order, long version) {}
