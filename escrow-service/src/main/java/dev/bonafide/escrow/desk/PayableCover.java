package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes what a seller has earned and not been paid out, and leaves the rest as what they owe. */
@ApplicationScoped
class PayableCover implements SellerCover {
    // Two losses of one seller must not use the same earnings; nothing else takes from them.
    private static final String LOCK = "select cast(pg_advisory_xact_lock(hashtextextended(:seller, 1)) as text)";

    private final Ledger ledger;

    PayableCover(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Uni<Map<Part, Money>> cover(Mutiny.Session session, UUID sellerId, UUID orderId, Money amount) {
        return session.createNativeQuery(LOCK, String.class)
                .setParameter("seller", sellerId.toString())
                .getSingleResultOrNull()
                .chain(() -> ledger.payableTo(session, sellerId))
                .map(payable -> {
                    var nothing = Money.zero(amount.currency());
                    var earned = payable.stream()
                            .filter(money -> money.currency().equals(amount.currency()))
                            .findFirst()
                            .orElse(nothing)
                            .min(amount);
                    var parts = new EnumMap<Part, Money>(Part.class);
                    parts.put(Part.SELLER, earned);
                    parts.put(Part.RECEIVABLE, amount.minus(earned));
                    return parts;
                });
    }
}
