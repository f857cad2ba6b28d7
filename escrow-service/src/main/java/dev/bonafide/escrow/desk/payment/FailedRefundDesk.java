package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.escrow.store.Refunds.HandOver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** What finance does about refunds that no provider would make. */
@ApplicationScoped
public class FailedRefundDesk {
    private final Orders orders;
    private final Refunds refunds;
    private final RefundDesk desk;
    private final Clock clock;

    /** What came of a person's wish. */
    public sealed interface Handled {
        /** As it is now. */
        record Done(Refund refund) implements Handled {}

        /** A second person has to say the same. */
        record AwaitsSecond(Refund refund) implements Handled {}

        /** There is no such refund. */
        record Unknown() implements Handled {}

        /** It has not failed, so nobody may give it another way. */
        record NotFailed(Refund.Status status) implements Handled {}

        /** It takes two people. */
        record SamePerson() implements Handled {}

        /** The first person named another transfer. */
        record OtherReference(String named) implements Handled {}
    }

    FailedRefundDesk(Orders orders, Refunds refunds, RefundDesk desk, Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.desk = desk;
        this.clock = clock;
    }

    /** Asks the provider once more, under another id. */
    public Uni<Handled> tryAgain(Mutiny.Session session, UUID refundId) {
        return ofFailed(
                session,
                refundId,
                (refund, _) -> desk.askAnew(session, refund, clock.instant()).chain(() -> done(session, refundId)));
    }

    /** Finance has transferred the money itself. The word of two people is needed, about the same transfer. */
    public Uni<Handled> settleByHand(Mutiny.Session session, UUID refundId, UUID person, String reference) {
        return ofFailed(
                session,
                refundId,
                (refund, agreement) -> desk.waits(session, refund)
                        .chain(waits -> waits
                                // The bank may have given it to the buyer: a transfer would give it twice.
                                ? handled(new Handled.NotFailed(Refund.Status.WAITING))
                                : settleByHand(session, refund, agreement, person, reference)));
    }

    private Uni<Handled> settleByHand(
            Mutiny.Session session, Refund refund, Agreement agreement, UUID person, String reference) {
        var refundId = refund.id();
        return refunds.handOver(session, refundId).chain(first -> {
            if (first == null) {
                return refunds.writeHandOver(session, refundId, new HandOver(person, reference))
                        .replaceWith(new Handled.AwaitsSecond(refund));
            }
            if (first.by().equals(person)) {
                return handled(new Handled.SamePerson());
            }
            if (!first.reference().equals(reference)) {
                return handled(new Handled.OtherReference(first.reference()));
            }
            return desk.settle(session, agreement, refund, By.HAND, clock.instant())
                    .chain(() -> done(session, refundId));
        });
    }

    /** Locks the order of the refund, then reads the refund again. */
    private Uni<Handled> ofFailed(
            Mutiny.Session session, UUID refundId, BiFunction<Refund, Agreement, Uni<Handled>> then) {
        return refunds.find(session, refundId).chain(known -> {
            if (known == null) {
                return handled(new Handled.Unknown());
            }
            return orders.lock(session, known.orderId())
                    .chain(stored -> refunds.find(session, refundId).chain(refund -> {
                        var found = Objects.requireNonNull(refund);
                        return found.status() == Refund.Status.FAILED
                                ? then.apply(
                                        found,
                                        Objects.requireNonNull(stored).order().agreement())
                                : handled(new Handled.NotFailed(found.status()));
                    }));
        });
    }

    private Uni<Handled> done(Mutiny.Session session, UUID refundId) {
        return refunds.find(session, refundId).map(refund -> new Handled.Done(Objects.requireNonNull(refund)));
    }

    private static Uni<Handled> handled(Handled handled) {
        return Uni.createFrom().item(handled);
    }
}
