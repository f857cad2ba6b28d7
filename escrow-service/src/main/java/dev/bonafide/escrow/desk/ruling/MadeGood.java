package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.advance.Advance.Ask;
import dev.bonafide.escrow.desk.advance.AdvanceRefunds;
import dev.bonafide.escrow.desk.instalment.PlanMoney;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.instalment.Cancellation;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Gives the buyer what somebody else makes good, an insurer, a warranty or the compensation pool, which has been booked to the order's
 * refunds: like any refund it takes off first what the buyer still owes by a plan, then makes good what was given up as lost, and only
 * the rest is money. The order must be locked.
 */
@ApplicationScoped
class MadeGood implements AdvanceRefunds {
    private final RefundDesk refunds;
    private final PlanMoney plans;
    private final Books books;

    MadeGood(RefundDesk refunds, PlanMoney plans, Books books) {
        this.refunds = refunds;
        this.plans = plans;
        this.books = books;
    }

    /** The most the buyer may still be given: what may go back by the way it came, and what of a plan nobody has paid. */
    @Override
    public Uni<Money> room(Mutiny.Session session, Agreement a) {
        return refunds.room(session, a).chain(paid -> plans.unpaid(session, a).map(paid::plus));
    }

    @Override
    public Uni<Void> giveBack(Mutiny.Session session, Agreement a, Ask paid, Instant now) {
        return give(session, a, paid.advanceId(), Reason.ADVANCE_COMPENSATION, paid.disputeId(), paid.amount(), now);
    }

    /**
     * Gives it.
     *
     * @param subject the claim or the advance that was booked
     * @param dispute that it is for; null if nobody disputes anything
     */
    Uni<Void> give(
            Mutiny.Session session,
            Agreement a,
            UUID subject,
            Reason reason,
            @Nullable UUID dispute,
            Money amount,
            Instant now) {
        return plans.takeOff(session, a.orderId(), amount, now)
                .call(taken -> bookTakenOff(session, a, subject, taken, now))
                .map(taken -> taken.map(Cancellation::buyer).orElse(amount))
                .chain(money -> money.isZero()
                        ? Uni.createFrom().voidItem()
                        : refunds.indemnify(session, a, reason, dispute, money, now));
    }

    private Uni<Void> bookTakenOff(
            Mutiny.Session session, Agreement a, UUID subject, Optional<Cancellation> taken, Instant now) {
        return taken.filter(cancelled -> cancelled.unpaid().isPositive())
                .map(cancelled -> books.book(session, List.of(ClawBacks.takenOff(a, subject, cancelled)), now))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
