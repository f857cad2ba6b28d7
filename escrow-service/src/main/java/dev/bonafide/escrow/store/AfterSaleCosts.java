package dev.bonafide.escrow.store;

import dev.bonafide.escrow.indemnity.AfterSaleCost;
import dev.bonafide.escrow.indemnity.AfterSaleCost.Bearer;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What carriers and warranty partners were paid after a sale. Written once, under the lock of the order. */
@ApplicationScoped
public class AfterSaleCosts {
    private static final String ADD = """
            insert into after_sale_cost (cost_id, order_id, bearer, amount_minor, currency, booked_at)
            values (:cost, :order, :bearer, :amount, :currency, :at)""";
    private static final String FIND =
            "select order_id, bearer, amount_minor, currency from after_sale_cost where cost_id = :cost";

    /** What was booked for it, between the same two; null if nothing was. */
    public Uni<@Nullable AfterSaleCost> find(Mutiny.Session session, AfterSaleCost cost) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("cost", cost.id())
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new AfterSaleCost(
                                cost.id(),
                                (UUID) row[0],
                                cost.buyerId(),
                                cost.sellerId(),
                                Bearer.valueOf((String) row[1]),
                                Money.of(((Number) row[2]).longValue(), (String) row[3])));
    }

    /** Writes it. */
    public Uni<Void> add(Mutiny.Session session, AfterSaleCost cost, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("cost", cost.id())
                .setParameter("order", cost.orderId())
                .setParameter("bearer", cost.bearer().name())
                .setParameter("amount", cost.amount().amountMinor())
                .setParameter("currency", cost.amount().currency().getCurrencyCode())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
