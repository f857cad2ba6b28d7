package dev.bonafide.escrow.order;

import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One order of a phone for CNY 3,000, at every stage it can be at. */
public final class OrderSamples {
    static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    static final Terms TERMS = TermsSamples.policy(0, 60).termsFor(Money.cny(300_000));

    static final UUID ORDER = new UUID(0, 1);
    static final UUID BUYER = new UUID(0, 2);
    static final UUID SELLER = new UUID(0, 3);
    static final UUID STRANGER = new UUID(0, 4);
    static final UUID PAYMENT = new UUID(0, 5);
    static final UUID SHIPMENT = new UUID(0, 6);
    static final Parcel PARCEL = new Parcel(SHIPMENT, 3);
    static final UUID DISPUTE = new UUID(0, 7);
    static final UUID RULING = new UUID(0, 8);
    static final UUID OTHER = new UUID(0, 99);
    static final String SNAPSHOT = "a".repeat(64);

    static final Agreement AGREEMENT =
            new Agreement(ORDER, new UUID(0, 10), BUYER, SELLER, new UUID(0, 11), SNAPSHOT, TERMS, NOON);

    static final Order.Placed PLACED = new Order.Placed(AGREEMENT, false, Screening.WAITING, NOON);
    static final Order.AwaitingPayment AWAITING = new Order.AwaitingPayment(AGREEMENT, NOON);
    static final Order.Funded FUNDED = new Order.Funded(AGREEMENT, PAYMENT, NOON, null);
    static final Order.Shipped SHIPPED = new Order.Shipped(AGREEMENT, PAYMENT, PARCEL, NOON);
    static final Order.Inspection INSPECTION =
            new Order.Inspection(AGREEMENT, PAYMENT, PARCEL, NOON.minus(Duration.ofDays(7)), NOON, false);
    static final Order.Accepted ACCEPTED = INSPECTION.acceptByBuyer(NOON);
    static final Order.Released RELEASED = ACCEPTED.release();
    static final Order.Disputed DISPUTED = INSPECTION.freeze(DISPUTE, NOON.minusMillis(1));
    static final Order.Refunded REFUNDED = DISPUTED.refundByRuling(RULING);
    static final Order.Cancelled CANCELLED = AWAITING.cancel(CancelReason.UNPAID, null);

    private OrderSamples() {}
}
