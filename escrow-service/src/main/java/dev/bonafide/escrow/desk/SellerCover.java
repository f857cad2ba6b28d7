package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * From where a seller covers what they have to give back. One implementation; an interface because it is the seam between
 * chargebacks and the room that owns earnings.
 */
interface SellerCover {
    /** Locks the seller's money and divides the amount into {@code SELLER}, {@code RESERVE} and {@code RECEIVABLE}. */
    Uni<Map<Part, Money>> cover(Mutiny.Session session, UUID sellerId, UUID orderId, Money amount);
}
