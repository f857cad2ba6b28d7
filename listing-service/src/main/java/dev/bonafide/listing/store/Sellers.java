package dev.bonafide.listing.store;

import dev.bonafide.listing.events.RestrictionImposedV1;
import dev.bonafide.listing.events.RestrictionLiftedV1;
import dev.bonafide.listing.events.RightsChangedV1;
import dev.bonafide.listing.events.TrustCardChangedV1;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What this service knows of sellers from the events of others. An older event never overwrites a newer one. */
@ApplicationScoped
public class Sellers {

    /** What an account may do. */
    public record Rights(String level, int publishPerDay, String policyVersion) {
        /** What an account may do of which nothing is known: nothing. */
        public static final Rights NONE = new Rights("L0", 0, "none");

        /** Whether the account has reached the lowest level that may sell. */
        public boolean maySell() {
            return !level.equals(NONE.level());
        }
    }

    /** What buyers see of a seller. */
    public record Card(
            UUID accountId,
            String level,
            String scoreBand,
            List<String> badges,
            int completedSales,
            Optional<Integer> positive,
            Optional<Integer> reviews) {}

    /** Makes those who decide on this seller as a whole take turns, until the transaction ends. */
    public Uni<Void> takeTurns(Mutiny.Session session, UUID accountId) {
        return session.createNativeQuery("""
                        with turn as materialized (select pg_advisory_xact_lock(hashtextextended(:seller, 0)))
                        select count(*) from turn""", Long.class)
                .setParameter("seller", "seller:" + accountId)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Keeps what the account may do. */
    public Uni<Void> keep(Mutiny.Session session, RightsChangedV1 rights) {
        return session.createNativeQuery("""
                        insert into seller_rights (account_id, level, publish_per_day, policy_version, at)
                        values (:account, :level, :perDay, :policy, :at)
                        on conflict (account_id) do update set level = excluded.level,
                            publish_per_day = excluded.publish_per_day, policy_version = excluded.policy_version,
                            at = excluded.at
                        where seller_rights.at <= excluded.at""")
                .setParameter("account", rights.accountId())
                .setParameter("level", rights.level())
                .setParameter("perDay", rights.publishPerDay())
                .setParameter("policy", rights.policyVersion())
                .setParameter("at", time(rights.at()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What the account may do; nothing if nothing is known of it. */
    public Uni<Rights> rights(Mutiny.Session session, UUID accountId) {
        return session.createNativeQuery(
                        "select level, publish_per_day, policy_version from seller_rights where account_id = :account",
                        Object[].class)
                .setParameter("account", accountId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(Row::new)
                        .map(row -> new Rights(row.text(0), (int) row.whole(1), row.text(2)))
                        .findFirst()
                        .orElse(Rights.NONE));
    }

    /** Keeps a restriction on publishing; if its end came first, it stays ended. */
    public Uni<Void> keep(Mutiny.Session session, RestrictionImposedV1 restriction) {
        return session.createNativeQuery("""
                        insert into publish_restriction (restriction_id, account_id, statement_id, valid_from, valid_until)
                        values (:id, :account, :statement, :from, :until)
                        on conflict (restriction_id) do update set statement_id = excluded.statement_id,
                            valid_from = excluded.valid_from, valid_until = excluded.valid_until""")
                .setParameter("id", restriction.restrictionId())
                .setParameter("account", restriction.accountId())
                .setParameter("statement", restriction.statementId())
                .setParameter("from", time(restriction.from()))
                .setParameter("until", restriction.until() == null ? null : time(restriction.until()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Ends a restriction, also one that is not known yet. */
    public Uni<Void> keep(Mutiny.Session session, RestrictionLiftedV1 lifted) {
        return session.createNativeQuery("""
                        insert into publish_restriction (restriction_id, account_id, lifted_at)
                        values (:id, :account, :at)
                        on conflict (restriction_id) do update set lifted_at = excluded.lifted_at""")
                .setParameter("id", lifted.restrictionId())
                .setParameter("account", lifted.accountId())
                .setParameter("at", time(lifted.at()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The statement of reasons of a restriction on publishing that is in force at that instant, if one is. */
    public Uni<Optional<UUID>> restrictedBy(Mutiny.Session session, UUID accountId, Instant now) {
        return session.createNativeQuery("""
                        select statement_id from publish_restriction
                        where account_id = :account and lifted_at is null and valid_from <= :now
                          and (valid_until is null or valid_until > :now)
                        order by valid_from limit 1""", UUID.class)
                .setParameter("account", accountId)
                .setParameter("now", time(now))
                .getResultList()
                .map(statements -> statements.stream().findFirst());
    }

    /** Keeps what buyers see of an account. */
    public Uni<Void> keep(Mutiny.Session session, TrustCardChangedV1 card) {
        var rate = card.positiveRate();
        return session.createNativeQuery("""
                        insert into trust_card (account_id, level, score_band, badges, completed_sales,
                                                positive_numerator, positive_denominator, at)
                        values (:account, :level, :band, :badges, :sales, :positive, :reviews, :at)
                        on conflict (account_id) do update set level = excluded.level, score_band = excluded.score_band,
                            badges = excluded.badges, completed_sales = excluded.completed_sales,
                            positive_numerator = excluded.positive_numerator,
                            positive_denominator = excluded.positive_denominator, at = excluded.at
                        where trust_card.at <= excluded.at""")
                .setParameter("account", card.accountId())
                .setParameter("level", card.level())
                .setParameter("band", card.scoreBand())
                .setParameter("badges", String.join(",", card.badges()))
                .setParameter("sales", card.completedSales())
                .setParameter("positive", rate == null ? null : rate.numerator())
                .setParameter("reviews", rate == null ? null : rate.denominator())
                .setParameter("at", time(card.at()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What buyers see of these accounts; those of which nothing is known are missing. */
    public Uni<Map<UUID, Card>> cards(Mutiny.Session session, Collection<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery("""
                        select account_id, level, score_band, badges, completed_sales, positive_numerator,
                               positive_denominator
                        from trust_card where account_id in (:accounts)""", Object[].class)
                .setParameter("accounts", accounts)
                .getResultList()
                .map(rows -> {
                    Map<UUID, Card> cards = new HashMap<>();
                    rows.stream().map(Row::new).map(Sellers::card).forEach(card -> cards.put(card.accountId(), card));
                    return cards;
                });
    }

    private static Card card(Row row) {
        return new Card(
                row.uuid(0),
                row.text(1),
                row.text(2),
                row.texts(3),
                (int) row.whole(4),
                row.columns()[5] == null ? Optional.empty() : Optional.of((int) row.whole(5)),
                row.columns()[6] == null ? Optional.empty() : Optional.of((int) row.whole(6)));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
