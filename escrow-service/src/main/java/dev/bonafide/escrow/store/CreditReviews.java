package dev.bonafide.escrow.store;

import dev.bonafide.escrow.instalment.CreditReview;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decisions about plans with all they went by. They are added and never changed. */
@ApplicationScoped
public class CreditReviews {
    private static final String ADD = """
            insert into credit_review (id, order_id, buyer_id, policy_version, parts, total_minor, currency, level, score,
                   open_minor, overdue_minor, written_off_minor, reasons, reviewed_at)
            values (:id, :order, :buyer, :policy, :parts, :total, :currency, :level, cast(cast(:score as text) as int),
                    :open, :overdue, :writtenOff, :reasons, :at)""";

    private final Ids ids;

    CreditReviews(Ids ids) {
        this.ids = ids;
    }

    /** Keeps a decision, with the codes of what spoke against it. */
    public Uni<Void> add(
            Mutiny.Session session, UUID orderId, UUID buyer, CreditReview review, String reasons, Instant now) {
        var score = review.standing().score();
        return session.createNativeQuery(ADD)
                .setParameter("id", ids.next())
                .setParameter("order", orderId)
                .setParameter("buyer", buyer)
                .setParameter("policy", review.policy().version())
                .setParameter("parts", review.parts())
                .setParameter("total", review.total().amountMinor())
                .setParameter("currency", review.total().currency().getCurrencyCode())
                .setParameter("level", review.standing().level().name())
                .setParameter("score", score == null ? null : score.toString())
                .setParameter("open", review.debts().open().amountMinor())
                .setParameter("overdue", review.debts().overdue().amountMinor())
                .setParameter("writtenOff", review.debts().writtenOff().amountMinor())
                .setParameter("reasons", reasons)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
