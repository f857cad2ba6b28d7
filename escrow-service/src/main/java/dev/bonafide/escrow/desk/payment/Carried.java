package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.store.StoredOrder;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command.
 *
 * @param order as it is now; null if there is no such order
 */
public record Carried(Decision decision, @Nullable StoredOrder order) {}
