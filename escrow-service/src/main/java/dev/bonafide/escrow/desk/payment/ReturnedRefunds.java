package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.Refund.Given;
import dev.bonafide.escrow.payment.RefundRules;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.escrow.store.Refunds.Gift;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Refunds that the provider had told as made and that have come back. The provider has the money again, and the buyer is
 * owed it, unless they have it otherwise, by another try or a bank. The order must be locked.
 */
@ApplicationScoped
class ReturnedRefunds {
    private final Refunds refunds;
    private final Payments payments;
    private final RefundDesk desk;
    private final Books books;
    private final Ids ids;

    ReturnedRefunds(Refunds refunds, Payments payments, RefundDesk desk, Books books, Ids ids) {
        this.refunds = refunds;
        this.payments = payments;
        this.desk = desk;
        this.books = books;
        this.ids = ids;
    }

    /** What has come back, which other try has given the buyer the same, and what the buyer is owed again. */
    private record Back(Gift gift, @Nullable UUID other, Money owed) {
        Money borne() {
            return gift.amount().minus(owed);
        }
    }

    /** Takes the money in; what the buyer is owed of it. */
    Uni<Money> takeIn(
            Mutiny.Session session, Agreement a, Refund refund, RefundFailed report, boolean pulledBack, Instant now) {
        var tryId = report.subject();
        return back(session, refund, tryId)
                .call(back -> book(session, a, tryId, back, now))
                .call(back -> refunds.give(
                        session, tryId, Given.CAME_BACK, back.gift().amount()))
                .call(back -> follow(session, refund, report, back, pulledBack, now))
                .map(Back::owed);
    }

    private Uni<Back> back(Mutiny.Session session, Refund refund, UUID tryId) {
        return refunds.gift(session, tryId)
                .chain(gift -> refunds.givenAlso(session, refund, tryId)
                        .chain(other -> payments.beyond(session, refund.paymentId())
                                .map(beyond -> new Back(
                                        gift,
                                        other,
                                        RefundRules.owedAgain(refund, gift.as(), other != null, beyond)))));
    }

    private Uni<Void> book(Mutiny.Session session, Agreement a, UUID tryId, Back back, Instant now) {
        var parts = Map.of(Part.TOTAL, back.gift().amount(), Part.BUYER, back.owed(), Part.EXPENSE, back.borne());
        return books.book(
                session, List.of(new Occurrence(Fact.REFUND_CAME_BACK, a.orderId(), a.sellerId(), tryId, parts)), now);
    }

    private Uni<Void> follow(
            Mutiny.Session session, Refund refund, RefundFailed report, Back back, boolean pulledBack, Instant now) {
        if (back.gift().as() == Given.TWICE) {
            return Uni.createFrom().voidItem();
        }
        var other = back.other();
        return other == null
                ? oweAgain(session, refund, report, back, pulledBack, now)
                // It was given twice by that one, and now once.
                : refunds.give(session, other, Given.SETTLED, refund.amount());
    }

    private Uni<Void> oweAgain(
            Mutiny.Session session, Refund refund, RefundFailed report, Back back, boolean pulledBack, Instant now) {
        if (back.borne().isZero()) {
            return reopen(session, refund, report, pulledBack);
        }
        // What a bank has left the buyer beside the refund now stands in its place.
        var byBank = payments.leaveToBank(session, refund.paymentId(), back.borne());
        return (back.owed().isZero()
                        ? byBank
                        : byBank.chain(() -> desk.split(session, refund, back.borne(), now))
                                .chain(rest -> pulledBack
                                        ? Uni.createFrom().voidItem()
                                        : refunds.turn(session, rest.id(), Refund.Status.FAILED, report.code())))
                .chain(() -> refunds.leaveToBank(session, refund.id()));
    }

    /** Finance finds another way, unless a bank may give the buyer the money: then it waits for that. */
    private Uni<Void> reopen(Mutiny.Session session, Refund refund, RefundFailed report, boolean pulledBack) {
        return refunds.handOver(session, refund.id())
                // What one person has written down may have been transferred: nobody else is asked for it.
                .map(named -> pulledBack && named == null ? Refund.Status.WAITING : Refund.Status.FAILED)
                .chain(status -> desk.wasTold(session, refund)
                        .chain(told -> refunds.reopen(session, refund.id(), ids.next(), status, report.code(), told)))
                .chain(() -> refund.ofHeldMoney()
                        ? Uni.createFrom().voidItem()
                        : payments.settle(session, refund.paymentId(), Payment.Status.RETURNING, null));
    }
}
