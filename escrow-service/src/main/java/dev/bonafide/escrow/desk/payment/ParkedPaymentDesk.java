package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.Payment.Status;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.StoredOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What finance does about payments of another amount than was asked for. */
@ApplicationScoped
public class ParkedPaymentDesk {
    private final Orders orders;
    private final Payments payments;
    private final RefundDesk refunds;
    private final Clock clock;

    /** What came of a person's wish. */
    public sealed interface Handled {
        /** It is on its way back. */
        record Returning(Payment payment) implements Handled {}

        /** The order has no such payment. */
        record Unknown() implements Handled {}

        /** It is not parked, or nothing has come of it that could go back. */
        record NothingToReturn(Status status) implements Handled {}
    }

    ParkedPaymentDesk(Orders orders, Payments payments, RefundDesk refunds, Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.clock = clock;
    }

    /** Sends back what came, whatever that was; it is booked as surplus, for the order never held it. */
    public Uni<Handled> sendBack(Mutiny.Session session, UUID orderId, UUID paymentId) {
        return orders.lock(session, orderId)
                .chain(stored -> payments.find(session, paymentId)
                        .chain(payment -> stored == null
                                        || payment == null
                                        || !payment.orderId().equals(orderId)
                                ? handled(new Handled.Unknown())
                                : sendBack(session, stored, payment)));
    }

    private Uni<Handled> sendBack(Mutiny.Session session, StoredOrder stored, Payment payment) {
        return payments.taken(session, payment.id()).chain(came -> {
            if (payment.status() != Status.PARKED || came.isZero()) {
                return handled(new Handled.NothingToReturn(payment.status()));
            }
            return refunds.giveBackSurplus(
                            session,
                            stored.order().agreement(),
                            payment,
                            came,
                            Refund.Reason.OTHER_AMOUNT,
                            clock.instant())
                    .chain(() -> payments.find(session, payment.id()))
                    .map(now -> new Handled.Returning(Objects.requireNonNull(now)));
        });
    }

    private static Uni<Handled> handled(Handled handled) {
        return Uni.createFrom().item(handled);
    }
}
