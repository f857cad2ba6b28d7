package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Manner;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One order of a phone for CNY 3,000, at every stage it can be at. */
public final class OrderSamples {
    public static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    public static final Terms TERMS = TermsSamples.policy(0, 60).termsFor(Money.cny(300_000));

    public static final UUID ORDER = new UUID(0, 1);
    public static final UUID BUYER = new UUID(0, 2);
    public static final UUID SELLER = new UUID(0, 3);
    public static final UUID STRANGER = new UUID(0, 4);
    public static final UUID PAYMENT = new UUID(0, 5);
    public static final UUID SHIPMENT = new UUID(0, 6);
    public static final Parcel PARCEL = new Parcel(SHIPMENT, 3);
    public static final UUID DISPUTE = new UUID(0, 7);
    public static final UUID RULING = new UUID(0, 8);
    public static final UUID OTHER = new UUID(0, 99);
    public static final String SNAPSHOT = "a".repeat(64);

    public static final Agreement AGREEMENT = agreement(TERMS);

    public static final Order.Placed PLACED = Order.Placed.first(AGREEMENT, NOON);
    public static final AwaitingPayment AWAITING = new AwaitingPayment(AGREEMENT, NOON);
    public static final Order.Funded FUNDED =
            new Order.Funded(AGREEMENT, PAYMENT, NOON.minus(Duration.ofHours(48)), NOON, null, false);
    public static final Order.Funded MEETING = new Order.Funded(
            new Agreement(
                    ORDER,
                    new UUID(0, 10),
                    BUYER,
                    SELLER,
                    Delivery.MEET,
                    null,
                    List.of(),
                    SNAPSHOT,
                    TERMS.within(TermsSamples.policy(0, 60).windowsFor(new Manner(Delivery.MEET, false, false))),
                    NOON),
            PAYMENT,
            NOON.minus(Duration.ofDays(7)),
            NOON,
            null,
            false);
    public static final Order.Shipped SHIPPED = new Order.Shipped(AGREEMENT, PAYMENT, PARCEL, NOON);
    public static final Order.Inspection INSPECTION =
            new Order.Inspection(AGREEMENT, PAYMENT, PARCEL, NOON.minus(Duration.ofDays(7)), NOON, false);
    public static final UUID RETURN = new UUID(0, 9);
    public static final Returning RETURNING = new Returning(
            AGREEMENT, PAYMENT, RETURN, INSPECTION, NOON.minus(Duration.ofDays(2)), new ReturnState.Awaited(NOON));
    public static final Order.Accepted ACCEPTED = INSPECTION.acceptByBuyer(NOON);
    public static final Order.Released RELEASED = ACCEPTED.release();
    public static final Order.Disputed DISPUTED = INSPECTION.freeze(DISPUTE, NOON.minusMillis(1));
    public static final Order.Refunded REFUNDED = (Order.Refunded) DISPUTED.refundByRuling(RULING);
    public static final Order.PartiallyRefunded PARTIALLY_REFUNDED =
            (Order.PartiallyRefunded) INSPECTION.refund(1, Money.cny(30_000));
    public static final Order.Cancelled CANCELLED = AWAITING.cancel(CancelReason.UNPAID, null);

    /** The same phone with its accessories, in two milestones of CNY 2,000 and CNY 1,000. */
    public static final Agreement IN_PARTS = inParts(
            TERMS.within(TermsSamples.policy(0, 60).windowsFor(new Manner(Delivery.PARCEL, false, true))),
            200_000,
            100_000);

    public static final Order.Placed PLACED_IN_PARTS = Order.Placed.first(IN_PARTS, NOON);
    public static final AwaitingPayment AWAITING_PARTS = new AwaitingPayment(IN_PARTS, NOON);
    /** Nothing is delivered yet. */
    public static final InMilestones IN_MILESTONES = new InMilestones(
            IN_PARTS, PAYMENT, NOON.minus(Duration.ofDays(60)), NOON, Milestones.awaited(IN_PARTS.milestones()));

    private static final MilestoneState.Delivered DELIVERED =
            new MilestoneState.Delivered(NOON.minus(Duration.ofDays(7)), NOON);
    /** The first is delivered, the second is not. */
    public static final InMilestones BEGUN =
            IN_MILESTONES.with(IN_MILESTONES.milestones().with(1, DELIVERED));
    /** The first is delivered, the second has been accepted. */
    public static final InMilestones LAST = BEGUN.with(BEGUN.milestones()
            .with(2, new MilestoneState.Released(MilestoneState.AcceptedBy.BUYER, NOON.minus(Duration.ofDays(1)))));

    /** The first is in dispute, the second was not delivered. */
    public static final InMilestones LAST_IN_DISPUTE = BEGUN.with(BEGUN.milestones()
            .with(1, new MilestoneState.Frozen(Standstill.of(DISPUTE, NOON.minusMillis(1)), DELIVERED))
            .with(2, new MilestoneState.Refunded()));

    static final Parcel PARCEL_THERE = new Parcel(SHIPMENT, 4);

    private OrderSamples() {}

    /** A dispute after the release; all that it has brought is still there. */
    static Freeze hidden(Instant openedAt, Grievance grievance) {
        return new Freeze(DISPUTE, openedAt, FrozenBy.DISPUTE, null, grievance, false, true);
    }

    static Ruling split(long buyer, long seller, long platform) {
        return new Ruling.Split(new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(platform)));
    }

    static Agreement inParts(Terms terms, long... prices) {
        var holds = Hold.of(terms)
                .inParts(LongStream.of(prices).mapToObj(Money::cny).toList());
        var milestones = IntStream.range(0, prices.length)
                .mapToObj(i -> new Milestone(new UUID(1, i + 1), i + 1, "Part " + (i + 1), holds.get(i)))
                .toList();
        return agreement(terms, milestones);
    }

    static Agreement agreement(Terms terms) {
        return agreement(terms, List.of());
    }

    private static Agreement agreement(Terms terms, List<Milestone> milestones) {
        return new Agreement(
                ORDER,
                new UUID(0, 10),
                BUYER,
                SELLER,
                Delivery.PARCEL,
                new UUID(0, 11),
                milestones,
                SNAPSHOT,
                terms,
                NOON);
    }
}
