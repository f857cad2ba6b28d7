package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.store.Refunds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transfers by hand that one person of finance has written down and no second one has confirmed: they may have been made, so nobody
 * else gives the money without a person hearing of it.
 */
@ApplicationScoped
public class NamedTransfers {
    private final Refunds refunds;
    private final ParkedFacts parked;

    NamedTransfers(Refunds refunds, ParkedFacts parked) {
        this.refunds = refunds;
        this.parked = parked;
    }

    /** The buyer has the money of the refund, and not by hand: was it transferred as well? */
    public Uni<Void> settledOtherwise(Mutiny.Session session, Refund refund, Refund.By by) {
        return refunds.handOver(session, refund.id())
                .chain(named -> named == null
                        ? Uni.createFrom().voidItem()
                        : parked.park(
                                session,
                                "refund",
                                refund.id(),
                                refund.orderId(),
                                "TRANSFERRED_AND_SETTLED",
                                "One person has written down transfer " + named.reference() + ", and the buyer has had "
                                        + refund.amount() + " by " + by));
    }

    /** Of a refund that a bank has settled in part, the rest: nobody is asked for it if it may have been transferred. */
    public Uni<Void> keepRest(Mutiny.Session session, Refund refund, Refund rest) {
        var code = refund.failureCode();
        return refunds.handOver(session, refund.id())
                .chain(named -> named == null || code == null
                        ? Uni.createFrom().voidItem()
                        : refunds.turn(session, rest.id(), Refund.Status.FAILED, code));
    }
}
