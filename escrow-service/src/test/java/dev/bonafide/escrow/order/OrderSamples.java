package dev.bonafide.escrow.order;

import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Manner;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
    public static final Order.AwaitingPayment AWAITING = new Order.AwaitingPayment(AGREEMENT, NOON);
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
    public static final Order.Accepted ACCEPTED = INSPECTION.acceptByBuyer(NOON);
    public static final Order.Released RELEASED = ACCEPTED.release();
    public static final Order.Disputed DISPUTED = INSPECTION.freeze(DISPUTE, NOON.minusMillis(1));
    public static final Order.Refunded REFUNDED = (Order.Refunded) DISPUTED.refundByRuling(RULING);
    public static final Order.PartiallyRefunded PARTIALLY_REFUNDED =
            (Order.PartiallyRefunded) INSPECTION.refund(1, Money.cny(30_000));
    public static final Order.Cancelled CANCELLED = AWAITING.cancel(CancelReason.UNPAID, null);

    private OrderSamples() {}

    static Agreement agreement(Terms terms) {
        return new Agreement(
                ORDER,
                new UUID(0, 10),
                BUYER,
                SELLER,
                Delivery.PARCEL,
                new UUID(0, 11),
                List.of(),
                SNAPSHOT,
                terms,
                NOON);
    }
}
