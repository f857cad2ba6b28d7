package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.Payout.BegunBy;
import dev.bonafide.escrow.payout.Payout.Status;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Payouts. They begin and end under the seller's lock. */
@ApplicationScoped
public class Payouts {
    private static final String ADD = """
            insert into payout (id, seller_id, provider, token, last4, account_version, amount_minor, currency, begun_by,
                                status, asked_at)
            values (:id, :seller, :provider, :token, :last4, :version, :amount, :currency, :by, 'ASKED', :at)""";
    private static final String SELECT = """
            select id, seller_id, amount_minor, currency, provider, token, last4, account_version, begun_by, status,
                   reference, fail_code, asked_at, ended_at
              from payout\s""";
    private static final String END = """
            update payout set status = :status, fail_code = cast(:code as text), ended_at = :at
             where id = :id and status = 'ASKED'""";
    private static final String UNDER_WAY =
            "select id from payout where seller_id = :seller and status = 'ASKED' order by id limit 1";
    private static final String ALARM =
            "update payout set alarmed_at = :at where id = :id and status = 'ASKED' and alarmed_at is null";

    /** Adds a payout that begins now. */
    public Uni<Void> add(Mutiny.Session session, Payout payout) {
        return session.createNativeQuery(ADD)
                .setParameter("id", payout.id())
                .setParameter("seller", payout.sellerId())
                .setParameter("provider", payout.provider())
                .setParameter("token", payout.token())
                .setParameter("last4", payout.last4())
                .setParameter("version", payout.accountVersion())
                .setParameter("amount", payout.amount().amountMinor())
                .setParameter("currency", payout.amount().currency().getCurrencyCode())
                .setParameter("by", payout.begunBy().name())
                .setParameter("at", payout.askedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The payout, or null. */
    public Uni<@Nullable Payout> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(SELECT + "where id = :id", Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : payout(row));
    }

    /** A payout of the seller whose outcome is unknown, or null. */
    public Uni<@Nullable UUID> underWay(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(UNDER_WAY, UUID.class)
                .setParameter("seller", seller)
                .getResultList()
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** The seller's payouts, newest first, older than the one given. */
    public Uni<List<Payout>> ofSeller(Mutiny.Session session, UUID seller, @Nullable UUID before, int limit) {
        return session.createNativeQuery(
                        SELECT + "where seller_id = :seller"
                                + " and id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')"
                                + " order by id desc limit :limit",
                        Object[].class)
                .setParameter("seller", seller)
                .setParameter("before", before == null ? null : before.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(Payouts::payout).toList());
    }

    /** Writes what the provider calls a payout, if that is not known yet. */
    public Uni<Void> refer(Mutiny.Session session, UUID id, String reference) {
        return session.createNativeQuery(
                        "update payout set reference = :reference where id = :id and reference is null")
                .setParameter("reference", reference)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes how a payout has ended. */
    public Uni<Void> end(Mutiny.Session session, UUID id, Status status, @Nullable String failCode, Instant now) {
        return session.createNativeQuery(END)
                .setParameter("status", status.name())
                .setParameter("code", failCode)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes that a person is told of a payout whose outcome is unknown; false if that was done before. */
    public Uni<Boolean> alarm(Mutiny.Session session, UUID id, Instant now) {
        return session.createNativeQuery(ALARM)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    private static Payout payout(Object[] row) {
        return new Payout(
                (UUID) row[0],
                (UUID) row[1],
                Money.of(((Number) row[2]).longValue(), (String) row[3]),
                (String) row[4],
                (String) row[5],
                (String) row[6],
                ((Number) row[7]).longValue(),
                BegunBy.valueOf((String) row[8]),
                Status.valueOf((String) row[9]),
                (String) row[10],
                (String) row[11],
                Orders.instant(row[12]),
                row[13] == null ? null : Orders.instant(row[13]));
    }
}
