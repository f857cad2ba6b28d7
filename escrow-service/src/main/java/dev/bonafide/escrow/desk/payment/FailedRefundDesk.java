package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.store.Chargebacks;
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
import org.jspecify.annotations.Nullable;

/** What finance does about refunds that no provider would make. */
@ApplicationScoped
public class FailedRefundDesk {
    private final Orders orders;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
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
        record NotFailed(Refund refund) implements Handled {}

        /**
         * A bank has pulled its payment back, and may give the buyer the money: a transfer would give it twice.
         *
         * @param pulledBack the case, which is not over
         * @param named the transfer that one person has written down before; null if nobody has
         */
        record PulledBack(
                Refund refund,
                Chargeback pulledBack,
                @Nullable String named) implements Handled {}

        /** It takes two people. */
        record SamePerson() implements Handled {}

        /** The first person named another transfer. */
        record OtherReference(String named) implements Handled {}
    }

    FailedRefundDesk(Orders orders, Refunds refunds, Chargebacks chargebacks, RefundDesk desk, Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
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

    /**
     * Finance has transferred the money itself. The word of two people is needed, about the same transfer; at each it is looked again
     * whether a bank has pulled the payment back since.
     */
    public Uni<Handled> settleByHand(Mutiny.Session session, UUID refundId, UUID person, String reference) {
        return ofFailed(
                session,
                refundId,
                (refund, agreement) -> openCase(session, refund)
                        .chain(pulledBack -> pulledBack == null
                                ? settleByHand(session, refund, agreement, person, reference)
                                : pulledBack(session, refund, pulledBack)));
    }

    /** What nobody has transferred waits for the bank; where somebody may have, finance decides afterwards as well. */
    private Uni<Handled> pulledBack(Mutiny.Session session, Refund refund, Chargeback pulledBack) {
        return refunds.handOver(session, refund.id()).chain(first -> {
            var waits = first == null
                    ? desk.waits(session, refund).replaceWithVoid()
                    : Uni.createFrom().voidItem();
            return waits.chain(() -> refunds.find(session, refund.id()))
                    .map(found -> new Handled.PulledBack(
                            Objects.requireNonNull(found), pulledBack, first == null ? null : first.reference()));
        });
    }

    private Uni<@Nullable Chargeback> openCase(Mutiny.Session session, Refund refund) {
        return chargebacks
                .openOfPayment(session, refund.paymentId())
                .map(open -> open.isEmpty() ? null : open.getFirst());
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
                                : notFailed(session, found);
                    }));
        });
    }

    private Uni<Handled> notFailed(Mutiny.Session session, Refund refund) {
        return refund.status() == Refund.Status.WAITING
                ? openCase(session, refund)
                        .map(open -> open == null
                                ? new Handled.NotFailed(refund)
                                : new Handled.PulledBack(refund, open, null))
                : handled(new Handled.NotFailed(refund));
    }

    private Uni<Handled> done(Mutiny.Session session, UUID refundId) {
        return refunds.find(session, refundId).map(refund -> new Handled.Done(Objects.requireNonNull(refund)));
    }

    private static Uni<Handled> handled(Handled handled) {
        return Uni.createFrom().item(handled);
    }
}
