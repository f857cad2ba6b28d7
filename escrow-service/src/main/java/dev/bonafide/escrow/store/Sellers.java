package dev.bonafide.escrow.store;

import dev.bonafide.escrow.earning.SellerLevel;
import dev.bonafide.escrow.earning.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What identity says of sellers, and the lock that everybody holds who takes money from one. */
@ApplicationScoped
public class Sellers {
    private static final String FIND =
            "select level, payout_delay_days, rights_version from seller_standing where account_id = :seller";
    private static final String KEEP = """
            insert into seller_standing as known (account_id, level, payout_delay_days, rights_version, changed_at)
            values (:seller, :level, :delay, :version, :at)
            on conflict (account_id) do update
               set level = excluded.level, payout_delay_days = excluded.payout_delay_days,
                   rights_version = excluded.rights_version, changed_at = excluded.changed_at
             where known.changed_at <= excluded.changed_at""";
    private static final String KNOW = "insert into seller_lock (seller_id) values (:seller) on conflict do nothing";
    private static final String LOCK = "select seller_id from seller_lock where seller_id = :seller for update";

    /** The standing of a seller; {@link Standing#UNKNOWN} for one we have not heard of. */
    public Uni<Standing> standing(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("seller", seller)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? Standing.UNKNOWN
                        : new Standing(
                                SellerLevel.valueOf((String) row[0]),
                                Duration.ofDays(((Number) row[1]).longValue()),
                                (String) row[2]));
    }

    /** Keeps the standing unless a later word is known. */
    public Uni<Void> keep(Mutiny.Session session, UUID seller, Standing standing, Instant at) {
        return session.createNativeQuery(KEEP)
                .setParameter("seller", seller)
                .setParameter("level", standing.level().name())
                .setParameter("delay", standing.payoutDelay().toDays())
                .setParameter("version", standing.rightsVersion())
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Waits for everybody else who takes money from this seller, blocks it, or changes where it is paid to. A sale that
     * only brings money does not take this lock, so the sales of one seller never wait for each other.
     *
     * <p>Locks are taken in this order everywhere: orders, then the seller, then the compensation pool.
     */
    public Uni<Void> lock(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(LOCK, UUID.class)
                .setParameter("seller", seller)
                .getSingleResultOrNull()
                .chain(known -> known == null ? know(session, seller) : Uni.createFrom().voidItem());
    }

    private static Uni<Void> know(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(KNOW)
                .setParameter("seller", seller)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter("seller", seller)
                        .getSingleResult())
                .replaceWithVoid();
    }
}
