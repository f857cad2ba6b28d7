package dev.bonafide.escrow.store;

import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Paid;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refused;
import dev.bonafide.escrow.indemnity.SellerClaim;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Claims of sellers about parcels on their way back: those that wait, and what came of the others. Written once, under the lock of
 * their order.
 */
@ApplicationScoped
public class SellerClaims {
    private static final String ADD = """
            insert into seller_claim (claim_id, order_id, asked_minor, paid_minor, left_minor, currency, refusal, made_good_by,
                                      decided_at)
            values (:claim, :order, :asked, :paid, :left, :currency, cast(:refusal as text), cast(:by as text), :at)""";
    private static final String FIND = "select " + Claims.OUTCOME + " from seller_claim where claim_id = :claim";
    private static final String WAIT = """
            insert into seller_claim_waiting (claim_id, order_id, asked_minor, currency, heard_at)
            values (:claim, :order, :asked, :currency, :at) on conflict do nothing""";
    private static final String WAITING = """
            select claim_id, asked_minor, currency from seller_claim_waiting where order_id = :order order by heard_at, claim_id""";
    private static final String HAD = """
            select cast(coalesce(sum(p.amount_minor), 0) as bigint)
              from ledger_entry e join ledger_posting p on p.entry_id = e.id
             where e.order_id = :order and e.fact = :fact and p.kind = 'SELLER_PAYABLE' and p.side = 'CREDIT'
               and p.currency = :currency""";

    /** What came of the claim; null if it was never decided. */
    public Uni<@Nullable ClaimOutcome> find(Mutiny.Session session, UUID claimId) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("claim", claimId)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : Claims.outcome(row));
    }

    /** Writes what came of it. */
    public Uni<Void> add(Mutiny.Session session, SellerClaim claim, ClaimOutcome outcome, Instant now) {
        var refused = outcome instanceof Refused no ? no : null;
        var by = refused == null ? null : refused.by();
        return session.createNativeQuery(ADD)
                .setParameter("claim", claim.claimId())
                .setParameter("order", claim.orderId())
                .setParameter("asked", claim.amount().amountMinor())
                .setParameter("paid", outcome instanceof Paid(var amount, var _) ? amount.amountMinor() : 0L)
                .setParameter("left", outcome.left().amountMinor())
                .setParameter("currency", claim.amount().currency().getCurrencyCode())
                .setParameter(
                        "refusal", refused == null ? null : refused.refusal().name())
                .setParameter("by", by == null ? null : by.name())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Keeps a claim that cannot be decided yet; false if it is kept already. */
    public Uni<Boolean> keep(Mutiny.Session session, SellerClaim claim, Instant now) {
        return session.createNativeQuery(WAIT)
                .setParameter("claim", claim.claimId())
                .setParameter("order", claim.orderId())
                .setParameter("asked", claim.amount().amountMinor())
                .setParameter("currency", claim.amount().currency().getCurrencyCode())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(kept -> kept == 1);
    }

    /** The claims about the order that wait, in the order they were heard in. */
    public Uni<List<SellerClaim>> waiting(Mutiny.Session session, Agreement agreement) {
        return session.createNativeQuery(WAITING, Object[].class)
                .setParameter("order", agreement.orderId())
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new SellerClaim(
                                (UUID) row[0],
                                agreement.orderId(),
                                agreement.buyerId(),
                                agreement.sellerId(),
                                Money.of(((Number) row[1]).longValue(), (String) row[2])))
                        .toList());
    }

    /** It waits no longer: what came of it is written. */
    public Uni<Void> answered(Mutiny.Session session, UUID claimId) {
        return session.createNativeQuery("delete from seller_claim_waiting where claim_id = :claim")
                .setParameter("claim", claimId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What the insurer has paid the seller for the order. */
    public Uni<Money> insured(Mutiny.Session session, UUID orderId, Currency currency) {
        return had(session, orderId, Fact.SELLER_INSURED, currency);
    }

    /** What the platform has paid the seller for it, because it was ruled so. */
    public Uni<Money> compensated(Mutiny.Session session, UUID orderId, Currency currency) {
        return had(session, orderId, Fact.SELLER_COMPENSATED, currency);
    }

    private static Uni<Money> had(Mutiny.Session session, UUID orderId, Fact fact, Currency currency) {
        return session.createNativeQuery(HAD, Long.class)
                .setParameter("order", orderId)
                .setParameter("fact", fact.name())
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .map(minor -> new Money(minor, currency));
    }
}
