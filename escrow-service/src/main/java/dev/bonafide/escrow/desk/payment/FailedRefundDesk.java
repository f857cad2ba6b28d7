package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.By;
import dev.bonafide.escrow.payment.TransferWord;
import dev.bonafide.escrow.payment.TransferWord.Kind;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.escrow.store.Refunds.HandOver;
import dev.bonafide.escrow.store.TransferWords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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
    private final TransferWords words;
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

        /** The first person had named it, and has written it anew since. */
        record WrittenAnew(String named) implements Handled {}

        /** The first person had named it, and has withdrawn it since. */
        record Withdrawn(String reference) implements Handled {}

        /** Nobody has named a transfer, so there is nothing to withdraw. */
        record NothingNamed() implements Handled {}

        /** Only who has named it may withdraw it. */
        record NamedByAnother(String named) implements Handled {}
    }

    FailedRefundDesk(
            Orders orders,
            Refunds refunds,
            Chargebacks chargebacks,
            TransferWords words,
            RefundDesk desk,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.words = words;
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
     * Finance has transferred the money itself. The word of two people is needed, about the same transfer; at each it is
     * looked again whether a bank has pulled the payment back since. Until a second one has said the same, the first may
     * write it anew.
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
                return words.of(session, refundId)
                        .chain(said -> isWithdrawnByAnother(said, person, reference)
                                ? handled(new Handled.Withdrawn(reference))
                                : write(session, refund, person, reference));
            }
            if (first.by().equals(person)) {
                return first.reference().equals(reference)
                        ? handled(new Handled.SamePerson())
                        : write(session, refund, person, reference);
            }
            if (!first.reference().equals(reference)) {
                return words.of(session, refundId)
                        .map(said ->
                                said.stream().anyMatch(word -> word.reference().equals(reference))
                                        ? new Handled.WrittenAnew(first.reference())
                                        : new Handled.OtherReference(first.reference()));
            }
            var now = clock.instant();
            return words.add(session, refundId, Kind.CONFIRMED, person, reference, now)
                    .chain(() -> desk.settle(session, agreement, refund, By.HAND, now))
                    .chain(() -> done(session, refundId));
        });
    }

    private Uni<Handled> write(Mutiny.Session session, Refund refund, UUID person, String reference) {
        return words.add(session, refund.id(), Kind.WRITTEN, person, reference, clock.instant())
                .chain(() -> refunds.writeHandOver(session, refund.id(), new HandOver(person, reference)))
                .replaceWith(new Handled.AwaitsSecond(refund));
    }

    /** Whoever confirms what is written no longer has not seen that; the first person may well write the same again. */
    private static boolean isWithdrawnByAnother(List<TransferWord> said, UUID person, String reference) {
        return !said.isEmpty()
                && said.getLast().kind() == Kind.WITHDRAWN
                && said.getLast().reference().equals(reference)
                && !said.getLast().person().equals(person);
    }

    /**
     * The first person takes back what they have written, while nobody has said the same. If a bank has the money, the
     * refund waits for that.
     */
    public Uni<Handled> withdraw(Mutiny.Session session, UUID refundId, UUID person) {
        return ofFailed(
                session,
                refundId,
                (refund, _) -> refunds.handOver(session, refundId).chain(first -> {
                    if (first == null) {
                        return handled(new Handled.NothingNamed());
                    }
                    return first.by().equals(person)
                            ? words.add(session, refundId, Kind.WITHDRAWN, person, first.reference(), clock.instant())
                                    .chain(() -> refunds.forgetHandOver(session, refundId))
                                    .chain(() -> desk.waits(session, refund))
                                    .chain(() -> done(session, refundId))
                            : handled(new Handled.NamedByAnother(first.reference()));
                }));
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
