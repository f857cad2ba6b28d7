package dev.bonafide.escrow.store;

import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Paid;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refusal;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refused;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Claims of insurer and warranty, with what came of them. Written once, under the lock of their order. */
@ApplicationScoped
public class Claims {
    private static final String ADD = """
            insert into indemnity_claim (claim_id, order_id, source, asked_minor, paid_minor, left_minor, currency, refusal,
                                         made_good_by, decided_at)
            values (:claim, :order, :source, :asked, :paid, :left, :currency, cast(:refusal as text), cast(:by as text), :at)""";
    static final String OUTCOME = "paid_minor, left_minor, currency, refusal, made_good_by";
    private static final String FIND = "select " + OUTCOME + " from indemnity_claim where claim_id = :claim";

    /** What came of the claim; null if it was never decided. */
    public Uni<@Nullable ClaimOutcome> find(Mutiny.Session session, UUID claimId) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("claim", claimId)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : outcome(row));
    }

    /** Writes what came of it. */
    public Uni<Void> add(Mutiny.Session session, Claim claim, ClaimOutcome outcome, Instant now) {
        var refused = outcome instanceof Refused no ? no : null;
        var by = refused == null ? null : refused.by();
        return session.createNativeQuery(ADD)
                .setParameter("claim", claim.claimId())
                .setParameter("order", claim.orderId())
                .setParameter("source", claim.source().name())
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

    /** What came of a claim, of whomever, from the columns of {@link #OUTCOME}. */
    static ClaimOutcome outcome(Object[] row) {
        var currency = (String) row[2];
        var left = Money.of(((Number) row[1]).longValue(), currency);
        return row[3] == null
                ? new Paid(Money.of(((Number) row[0]).longValue(), currency), left)
                : new Refused(
                        Refusal.valueOf((String) row[3]),
                        left,
                        row[4] == null ? null : Source.valueOf((String) row[4]));
    }
}
