package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.order.Order;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What keeps the money of a sale from moving while a bank has not decided. The order must be locked. One implementation;
 * an interface because it is the seam between chargebacks and the rooms that own orders and earnings.
 */
interface ChargebackFreeze {

    /** Freezes what can be frozen, and says what that was. */
    Uni<Chargeback.Frozen> freeze(Mutiny.Session session, Order order, UUID chargebackId);

    /** The bank has decided for us: the sale goes on. */
    Uni<Void> lift(Mutiny.Session session, Chargeback chargeback);

    /**
     * The bank has decided for the buyer. What is held in full for the order becomes a refund that waits, so that the
     * bank's decision settles it.
     */
    Uni<Void> giveUp(Mutiny.Session session, Chargeback chargeback);
}
