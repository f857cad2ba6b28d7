package dev.bonafide.escrow.desk.chargeback;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.ChargebackRules;
import dev.bonafide.escrow.chargeback.ChargebackRules.Bearer;
import dev.bonafide.escrow.chargeback.ChargebackRules.Cover;
import dev.bonafide.escrow.chargeback.ChargebackRules.Waiting;
import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.payment.NamedTransfers;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.payment.RefundRules;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A bank has left the money with the buyer. What the buyer was to have back anyway is thereby settled; what is then left is
 * borne by the seller or the platform. The order must be locked.
 */
@ApplicationScoped
class ChargebackLosses {
    private final Orders orders;
    private final Payments payments;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final RefundDesk refundDesk;
    private final NamedTransfers transfers;
    private final ChargebackFreeze freeze;
    private final Earnings earnings;
    private final Books books;
    private final IndemnityKeeper indemnities;
    private final ParkedFacts parked;
    private final Set<String> borneByPlatform;
    private final Clock clock;

    ChargebackLosses(
            Orders orders,
            Payments payments,
            Refunds refunds,
            Chargebacks chargebacks,
            RefundDesk refundDesk,
            NamedTransfers transfers,
            ChargebackFreeze freeze,
            Earnings earnings,
            Books books,
            IndemnityKeeper indemnities,
            ParkedFacts parked,
            PaymentConfig config,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.refundDesk = refundDesk;
        this.transfers = transfers;
        this.freeze = freeze;
        this.earnings = earnings;
        this.books = books;
        this.indemnities = indemnities;
        this.parked = parked;
        this.borneByPlatform = config.chargebacks().borneByPlatform();
        this.clock = clock;
    }

    /** Books a case that was lost, and closes it. */
    Uni<Void> lost(Mutiny.Session session, Chargeback chargeback, Agreement agreement) {
        return endTheSale(session, chargeback)
                .chain(() -> waiting(session, chargeback))
                .chain(waiting -> {
                    var now = clock.instant();
                    var cover = ChargebackRules.cover(
                            chargeback.amount(),
                            waiting.values().stream()
                                    .map(refund -> new Waiting(refund.id(), refund.amount()))
                                    .toList());
                    return settle(session, waiting, cover, agreement, now)
                            .chain(() -> parts(session, chargeback, agreement, cover.rest()))
                            .chain(parts ->
                                    books.book(session, List.of(loss(chargeback, agreement, cover, parts)), now))
                            .chain(() -> payments.chargeBack(session, chargeback.paymentId(), cover.rest()));
                })
                .chain(() -> chargebacks.close(session, chargeback.id(), false, clock.instant()))
                .chain(() -> askForWaiting(session, chargeback))
                .chain(() -> freeze.unblock(session, chargeback));
    }

    /** A payment that the order could not use is none of the sale's, which goes on. */
    private Uni<Void> endTheSale(Mutiny.Session session, Chargeback chargeback) {
        return indemnities
                .isOfTheSale(session, chargeback.id())
                .chain(ofTheSale -> ofTheSale ? freeze.giveUp(session, chargeback) : freeze.goOn(session, chargeback));
    }

    /** Nobody else gives the buyer this money any more: refunds that have waited are asked for. */
    Uni<Void> askForWaiting(Mutiny.Session session, Chargeback chargeback) {
        return refunds.openOfPayment(session, chargeback.paymentId()).chain(open -> {
            Uni<Void> asked = Uni.createFrom().voidItem();
            for (var refund : open) {
                if (refund.status() == Refund.Status.WAITING) {
                    asked = asked.chain(() -> refundDesk.askAnew(session, refund, clock.instant()));
                }
            }
            return asked;
        });
    }

    private Uni<Map<UUID, Refund>> waiting(Mutiny.Session session, Chargeback chargeback) {
        return refunds.openOfPayment(session, chargeback.paymentId())
                .map(open -> open.stream()
                        .filter(RefundRules::nobodyIsAtIt)
                        .collect(Collectors.toMap(
                                Refund::id, Function.identity(), (first, _) -> first, LinkedHashMap::new)));
    }

    private Uni<Void> settle(
            Mutiny.Session session, Map<UUID, Refund> waiting, Cover cover, Agreement agreement, Instant now) {
        Uni<Void> settled = Uni.createFrom().voidItem();
        for (var id : cover.whole()) {
            settled = settled.chain(() -> settle(session, agreement, Objects.requireNonNull(waiting.get(id)), now));
        }
        var part = cover.part();
        if (part == null) {
            return settled;
        }
        var refund = Objects.requireNonNull(waiting.get(part.refund()));
        return settled.chain(() -> refundDesk.split(session, refund, part.amount(), now))
                .chain(rest -> transfers.keepRest(session, refund, rest))
                .chain(() -> settle(session, agreement, refund.of(part.amount()), now));
    }

    private Uni<Void> settle(Mutiny.Session session, Agreement agreement, Refund refund, Instant now) {
        return refundDesk
                .settleByChargeback(session, agreement, refund, now)
                .chain(() -> transfers.settledOtherwise(session, refund, Refund.By.CHARGEBACK));
    }

    private Uni<Map<Part, Money>> parts(
            Mutiny.Session session, Chargeback chargeback, Agreement agreement, Money rest) {
        if (rest.isZero()) {
            return Uni.createFrom().item(Map.of());
        }
        return indemnities
                .drawByBank(session, agreement.orderId(), chargeback.id(), rest)
                .chain(draw -> borne(session, chargeback, agreement, draw.amount())
                        .call(() -> givenTwice(session, chargeback, draw.beyond()))
                        .map(parts -> withExpense(parts, draw.beyond())));
    }

    /** The buyer has had this from somebody else already: nobody's loss but the platform's, until a person has it back. */
    private Uni<Void> givenTwice(Mutiny.Session session, Chargeback chargeback, Money beyond) {
        return beyond.isZero()
                ? Uni.createFrom().voidItem()
                : parked.park(
                        session,
                        "chargeback",
                        chargeback.id(),
                        chargeback.orderId(),
                        "INDEMNIFIED_TWICE",
                        "The bank has left the buyer " + beyond + " of what others had made good already");
    }

    private static Map<Part, Money> withExpense(Map<Part, Money> parts, Money more) {
        var all = new EnumMap<Part, Money>(Part.class);
        all.putAll(parts);
        if (more.isPositive()) {
            all.merge(Part.EXPENSE, more, Money::plus);
        }
        return all;
    }

    private Uni<Map<Part, Money>> borne(
            Mutiny.Session session, Chargeback chargeback, Agreement agreement, Money rest) {
        if (rest.isZero()) {
            return Uni.createFrom().item(Map.of());
        }
        return orders.find(session, agreement.orderId())
                .map(stored -> Objects.requireNonNull(stored).order())
                .chain(order -> chargebacks.sale(session, agreement.orderId()).chain(sale -> {
                    var earned = ChargebackRules.ofTheReleased(order, rest);
                    var bearer = ChargebackRules.bearer(
                            chargeback.reason(), earned.isPositive(), sale.deliveredAt() != null, borneByPlatform);
                    return switch (bearer) {
                        case Bearer.PLATFORM -> Uni.createFrom().item(Map.of(Part.EXPENSE, rest));
                        case Bearer.SELLER -> borneBySeller(session, order, rest, earned);
                    };
                }));
    }

    private Uni<Map<Part, Money>> borneBySeller(Mutiny.Session session, Order order, Money rest, Money earned) {
        var a = order.agreement();
        return books.leftWithSeller(session, a.orderId(), rest.currency())
                .map(got -> ChargebackRules.ofTheSeller(order, earned, got))
                .chain(share -> earnings.cover(session, a.sellerId(), a.orderId(), share)
                        .map(covered -> withExpense(covered.parts(), rest.minus(share))));
    }

    private static Occurrence loss(Chargeback chargeback, Agreement agreement, Cover cover, Map<Part, Money> bearing) {
        var parts = new EnumMap<Part, Money>(Part.class);
        parts.putAll(bearing);
        parts.put(Part.TOTAL, chargeback.amount());
        parts.put(Part.BUYER, chargeback.amount().minus(cover.rest()));
        return new Occurrence(Fact.CHARGEBACK_LOST, agreement.orderId(), agreement.sellerId(), chargeback.id(), parts);
    }
}
