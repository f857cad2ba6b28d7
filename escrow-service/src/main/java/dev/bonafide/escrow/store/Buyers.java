package dev.bonafide.escrow.store;

import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What accounts may spend, as identity tells it. The latest word counts. */
@ApplicationScoped
public class Buyers {
    private static final String FIND =
            "select max_order_minor, currency, policy_version from buyer_rights where account_id = :account";
    private static final String KEEP = """
            insert into buyer_rights as known (account_id, max_order_minor, currency, policy_version, changed_at)
            values (:account, :max, :currency, :policy, :at)
            on conflict (account_id) do update
               set max_order_minor = excluded.max_order_minor, currency = excluded.currency,
                   policy_version = excluded.policy_version, changed_at = excluded.changed_at
             where known.changed_at <= excluded.changed_at""";

    /** The rights of the account, or null if we have not heard of it. */
    public Uni<@Nullable BuyerRights> find(Mutiny.Session session, UUID account) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("account", account)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new BuyerRights(Money.of(((Number) row[0]).longValue(), (String) row[1]), (String) row[2]));
    }

    /** Keeps the rights unless a later word is known. */
    public Uni<Void> keep(Mutiny.Session session, UUID account, BuyerRights rights, Instant at) {
        return session.createNativeQuery(KEEP)
                .setParameter("account", account)
                .setParameter("max", rights.orderTotalMax().amountMinor())
                .setParameter("currency", rights.orderTotalMax().currency().getCurrencyCode())
                .setParameter("policy", rights.policyVersion())
                .setParameter("at", at.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
