package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payout.PayoutAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Where sellers are paid to. It changes under the seller's lock only. */
@ApplicationScoped
public class PayoutAccounts {
    private static final String FIND = """
            select seller_id, provider, token, last4, version, changed_at, usable_from
              from payout_account where seller_id = :seller""";
    private static final String PUT = """
            insert into payout_account (seller_id, provider, token, last4, version, changed_at, usable_from)
            values (:seller, :provider, :token, :last4, :version, :at, :usable)
            on conflict (seller_id) do update
               set provider = excluded.provider, token = excluded.token, last4 = excluded.last4,
                   version = excluded.version, changed_at = excluded.changed_at, usable_from = excluded.usable_from""";
    private static final String TELL = """
            insert into payout_account_change (seller_id, version, provider, last4, acr, authenticated_at, changed_at)
            values (:seller, :version, :provider, :last4, :acr, :authenticated, :at)""";

    /**
     * How sure the identity provider was of the person who set it.
     *
     * @param acr the strength of the authentication, by its name at the identity provider
     * @param at when it took place, by the machine's time
     */
    public record Authentication(String acr, Instant at) {}

    /** The seller's account, or null. */
    public Uni<@Nullable PayoutAccount> find(Mutiny.Session session, UUID seller) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("seller", seller)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new PayoutAccount(
                                (UUID) row[0],
                                (String) row[1],
                                (String) row[2],
                                (String) row[3],
                                ((Number) row[4]).longValue(),
                                Orders.instant(row[5]),
                                Orders.instant(row[6])));
    }

    /** Makes it the seller's account, and remembers who said so. */
    public Uni<Void> put(Mutiny.Session session, PayoutAccount account, Authentication by) {
        return session.createNativeQuery(PUT)
                .setParameter("seller", account.sellerId())
                .setParameter("provider", account.provider())
                .setParameter("token", account.token())
                .setParameter("last4", account.last4())
                .setParameter("version", account.version())
                .setParameter("at", account.changedAt().atOffset(ZoneOffset.UTC))
                .setParameter("usable", account.usableFrom().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(TELL)
                        .setParameter("seller", account.sellerId())
                        .setParameter("version", account.version())
                        .setParameter("provider", account.provider())
                        .setParameter("last4", account.last4())
                        .setParameter("acr", by.acr())
                        .setParameter("authenticated", by.at().atOffset(ZoneOffset.UTC))
                        .setParameter("at", account.changedAt().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
