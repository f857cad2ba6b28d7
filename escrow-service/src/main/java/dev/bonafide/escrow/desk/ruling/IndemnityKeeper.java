package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.order.Consequences;
import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.PartiallyRefundedV1;
import dev.bonafide.escrow.events.said.OrderEvent.RefundIssuedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReleasedV1;
import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.indemnity.Indemnity.Draw;
import dev.bonafide.escrow.indemnity.Indemnity.Shares;
import dev.bonafide.escrow.indemnity.IndemnityEffect;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.ruling.Matter;
import dev.bonafide.escrow.store.Indemnities;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the register of what buyers have had back in step with the ledger: nothing is booked to a buyer without a draw on it,
 * and nobody who can still choose gives more than is left. The order must be locked.
 */
@ApplicationScoped
public class IndemnityKeeper {
    private final Indemnities indemnities;
    private final RulingMoneys rulings;
    private final Ledger ledger;

    public IndemnityKeeper(Indemnities indemnities, RulingMoneys rulings, Ledger ledger) {
        this.indemnities = indemnities;
        this.rulings = rulings;
        this.ledger = ledger;
    }

    /**
     * What the buyer may still have, and who has made good the rest. While the order is under way that is about what is held: what
     * was released of it before, as milestones are, is no loss.
     */
    public Uni<Indemnity> of(Mutiny.Session session, Order order) {
        return switch (order) {
            case Order.Disputed o ->
                about(session, order, null, o.before().held().total(), nothing(order));
            case Order.Underway o -> about(session, order, null, o.held().total(), nothing(order));
            case Order.Unpaid _, Order.Accepted _, Order.Ended _ -> register(session, order);
        };
    }

    /** The same about what a ruling is about: one milestone, or the order as it stands. */
    Uni<Indemnity> of(Mutiny.Session session, Order order, Matter matter) {
        return switch (matter) {
            case Matter.Whole _ -> of(session, order);
            case Matter.OneMilestone(var at) ->
                about(session, order, matter.milestone(), at.milestone().hold().total(), nothing(order));
            case Matter.AcceptedMilestone(var accepted) ->
                about(session, order, accepted.id(), accepted.hold().total(), nothing(order));
        };
    }

    /**
     * The same when a later ruling is to make up the difference to an earlier one.
     *
     * @param given what the earlier has given the buyer
     */
    Uni<Indemnity> after(Mutiny.Session session, Order order, Matter matter, Money given) {
        return about(session, order, matter.milestone(), matter.hold().total(), given);
    }

    private Uni<Indemnity> about(
            Mutiny.Session session, Order order, @Nullable UUID milestone, Money held, Money given) {
        var agreement = order.agreement();
        var spared = agreement.isInMilestones()
                ? rulings.spared(session, agreement.orderId(), milestone, held.currency())
                : Uni.createFrom().item(nothing(order));
        return register(session, order).chain(indemnity -> spared.map(left -> indemnity.about(held, given, left)));
    }

    private Uni<Indemnity> register(Mutiny.Session session, Order order) {
        var agreement = order.agreement();
        return indemnities
                .find(session, agreement.orderId(), agreement.terms().total().currency())
                .chain(indemnity -> indemnity.drawn().isEmpty()
                        ? Uni.createFrom().item(indemnity)
                        : ledger.ofOrder(session, agreement.orderId()).map(indemnity::asBorne));
    }

    private static Money nothing(Order order) {
        return Money.zero(order.agreement().terms().total().currency());
    }

    /** Whether a bank has pulled back a payment that paid for the order: another was never a loss of its buyer. */
    public Uni<Boolean> isOfTheSale(Mutiny.Session session, UUID chargebackId) {
        return indemnities.isOfTheSale(session, chargebackId);
    }

    /**
     * What a bank's decision means: a payment that the order could not use is no loss of the buyer's, nor is what has gone back of one
     * that it could.
     */
    public Uni<Draw> drawByBank(Mutiny.Session session, UUID orderId, UUID chargebackId, Money given) {
        return isOfTheSale(session, chargebackId)
                .chain(ofTheSale -> ofTheSale
                        ? indemnities
                                .find(session, orderId, given.currency())
                                .chain(indemnity -> indemnities
                                        .leftOfPayment(session, chargebackId, given.currency())
                                        .map(ofPayment -> indemnity.drawByBank(given, ofPayment)))
                        : Uni.createFrom().item(new Draw(Money.zero(given.currency()), given)));
    }

    /** Writes the draw of an entry that gives a buyer money. */
    public Uni<Void> follow(Mutiny.Session session, Occurrence occurrence, Entry entry, Instant now) {
        var given = IndemnityEffect.given(occurrence);
        if (given.isZero()) {
            return Uni.createFrom().voidItem();
        }
        var orderId = Objects.requireNonNull(occurrence.orderId(), "A loss is one of an order");
        return indemnities.isRuled(session, orderId, occurrence).chain(ruled -> {
            var source = Objects.requireNonNull(IndemnityEffect.source(occurrence.fact(), ruled));
            var draw = source == Source.CHARGEBACK
                    ? drawByBank(session, orderId, occurrence.subject(), given)
                    : indemnities.find(session, orderId, given.currency()).map(indemnity -> indemnity.draw(given));
            return draw.chain(drawn -> indemnities.draw(session, entry.entryId(), orderId, source, drawn, now));
        });
    }

    /**
     * The consequences of a step as they are for a buyer who has had some of the loss made good before. What is held for that is
     * the platform's, as far as it has borne it, or else the seller's, and bears no fee.
     *
     * @param from where the step begins; null for the first
     */
    public Uni<Consequences> within(Mutiny.Session session, @Nullable Order from, Consequences consequences) {
        var wish = consequences.bookings().stream()
                .filter(booking -> booking.fact() == Fact.REFUNDED || booking.fact() == Fact.SPLIT)
                .map(booking -> booking.part(Part.BUYER))
                .filter(Money::isPositive)
                .findFirst();
        if (from == null || wish.isEmpty()) {
            return Uni.createFrom().item(consequences);
        }
        return about(session, from, consequences).map(indemnity -> {
            var shares = indemnity.share(wish.get());
            return shares.buyer().equals(wish.get()) ? consequences : limited(consequences, shares);
        });
    }

    /** A ruling about one milestone gives back what was lost by that one. */
    private Uni<Indemnity> about(Mutiny.Session session, Order from, Consequences consequences) {
        return Milestones.frozenOf(from).stream()
                .filter(at -> consequences.bookings().stream()
                        .anyMatch(booking ->
                                booking.subject().equals(at.milestone().id())))
                .findFirst()
                .map(at -> of(session, from, new Matter.OneMilestone(at)))
                .orElseGet(() -> of(session, from));
    }

    private static Consequences limited(Consequences consequences, Shares shares) {
        return new Consequences(
                consequences.events().stream()
                        .<OrderEvent>mapMulti((event, into) -> {
                            var told = limited(event, shares);
                            if (told != null) {
                                into.accept(told);
                            }
                        })
                        .toList(),
                consequences.bookings().stream()
                        .map(booking -> limited(booking, shares))
                        .toList(),
                limited(consequences.moneyBack(), shares));
    }

    private static Occurrence limited(Occurrence booking, Shares shares) {
        if (!booking.part(Part.BUYER).isPositive()) {
            return booking;
        }
        var parts = new EnumMap<Part, Money>(booking.parts());
        parts.put(Part.BUYER, shares.buyer());
        parts.merge(Part.SELLER, shares.seller(), Money::plus);
        parts.merge(Part.EXPENSE, shares.platform(), Money::plus);
        return new Occurrence(Fact.SPLIT, booking.orderId(), booking.sellerId(), booking.subject(), parts);
    }

    private static @Nullable OrderEvent limited(OrderEvent event, Shares shares) {
        if (event instanceof RefundIssuedV1 e) {
            return shares.buyer().isZero()
                    ? null
                    : new RefundIssuedV1(
                            e.orderId(),
                            e.listingId(),
                            e.buyerId(),
                            e.sellerId(),
                            shares.buyer(),
                            e.reason(),
                            e.disputeId(),
                            e.at());
        }
        if (event instanceof PartiallyRefundedV1 e) {
            return new PartiallyRefundedV1(
                    e.orderId(),
                    e.listingId(),
                    e.buyerId(),
                    e.sellerId(),
                    // Some of it may have gone back before, for milestones.
                    e.buyerAmount().minus(shares.seller().plus(shares.platform())),
                    e.sellerAmount().plus(shares.seller()),
                    e.fee().plus(shares.platform()),
                    e.by(),
                    e.disputeId(),
                    e.at());
        }
        if (event instanceof ReleasedV1 e) {
            return new ReleasedV1(
                    e.orderId(),
                    e.listingId(),
                    e.buyerId(),
                    e.sellerId(),
                    e.sellerAmount().plus(shares.seller()),
                    e.fee().plus(shares.platform()),
                    e.disputeId(),
                    e.at());
        }
        return event;
    }

    private static @Nullable MoneyBack limited(@Nullable MoneyBack money, Shares shares) {
        return money == null || shares.buyer().isZero()
                ? null
                : new MoneyBack(money.payment(), shares.buyer(), money.reason(), money.dispute());
    }
}
