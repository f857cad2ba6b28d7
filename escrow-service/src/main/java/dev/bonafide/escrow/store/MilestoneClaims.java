package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.MilestoneClaim;
import dev.bonafide.escrow.order.Standstill;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Disputes about milestones that had been accepted, one for each at most. They change under the lock of the order alone. */
@ApplicationScoped
public class MilestoneClaims {
    private static final String SELECT = """
            select m.number, c.dispute_id, c.since, c.ruling_id, c.extended
              from milestone_claim c join milestone m on m.id = c.milestone_id\s""";
    private static final String ADD = """
            insert into milestone_claim (milestone_id, order_id, dispute_id, since)
            values (:milestone, :order, :dispute, :since)""";

    /** All of an order. */
    public Uni<List<MilestoneClaim>> ofOrder(Mutiny.Session session, UUID order) {
        return session.createNativeQuery(SELECT + "where c.order_id = :order order by m.number", Object[].class)
                .setParameter("order", order)
                .getResultList()
                .map(rows -> rows.stream().map(MilestoneClaims::claim).toList());
    }

    /** The one about that milestone; null if there is none. */
    public Uni<@Nullable MilestoneClaim> about(Mutiny.Session session, UUID milestone) {
        return session.createNativeQuery(SELECT + "where c.milestone_id = :milestone", Object[].class)
                .setParameter("milestone", milestone)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : claim(row));
    }

    /** Adds one that has just been opened. */
    public Uni<Void> add(Mutiny.Session session, UUID order, UUID milestone, Claim claim) {
        return session.createNativeQuery(ADD)
                .setParameter("milestone", milestone)
                .setParameter("order", order)
                .setParameter("dispute", claim.standstill().cause())
                .setParameter("since", claim.standstill().since().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes by which ruling it was decided; the first stays. */
    public Uni<Void> decide(Mutiny.Session session, UUID milestone, UUID ruling) {
        return session.createNativeQuery(
                        "update milestone_claim set ruling_id = :ruling where milestone_id = :milestone and ruling_id is null")
                .setParameter("ruling", ruling)
                .setParameter("milestone", milestone)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that it lasts longer, which the database takes from two people alone. */
    public Uni<Void> extend(Mutiny.Session session, UUID dispute) {
        return session.createNativeQuery("update milestone_claim set extended = true where dispute_id = :dispute")
                .setParameter("dispute", dispute)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static MilestoneClaim claim(Object[] row) {
        var standstill = new Standstill((UUID) row[1], Orders.instant(row[2]), (Boolean) row[4]);
        return new MilestoneClaim(((Number) row[0]).intValue(), new Claim(standstill, (UUID) row[3]));
    }
}
