package dev.bonafide.community.notice;

import static dev.bonafide.community.notice.Template.*;

import dev.bonafide.community.events.OrderHeard;
import dev.bonafide.community.notice.Notice.SubjectKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who hears of which step of an order. */
public final class OrderNotices {
    private OrderNotices() {}

    /** The notices that follow from the step. */
    public static List<Notice> of(OrderHeard order) {
        return switch (order) {
            case OrderHeard.AwaitingPayment e ->
                List.of(
                        buyer(
                                e,
                                ORDER_AWAITING_PAYMENT_BUYER,
                                Map.of("total", e.total(), "paymentDueAt", e.paymentDueAt())),
                        seller(e, ORDER_AWAITING_PAYMENT_SELLER, Map.of("paymentDueAt", e.paymentDueAt())));
            case OrderHeard.Funded e ->
                List.of(
                        buyer(e, ORDER_FUNDED_BUYER, Map.of("amount", e.amount(), "shipBy", e.shipBy())),
                        seller(e, ORDER_FUNDED_SELLER, Map.of("shipBy", e.shipBy())));
            case OrderHeard.Shipped e -> both(e, ORDER_SHIPPED_BUYER, ORDER_SHIPPED_SELLER, Map.of());
            case OrderHeard.InspectionStarted e ->
                both(e, ORDER_INSPECTION_BUYER, ORDER_INSPECTION_SELLER, Map.of("autoConfirmAt", e.autoConfirmAt()));
            case OrderHeard.ReminderDue e ->
                List.of(buyer(e, ORDER_REMINDER_BUYER, Map.of("autoConfirmAt", e.autoConfirmAt())));
            case OrderHeard.Accepted e ->
                both(
                        e,
                        e.by().equals("TIMER") ? ORDER_ACCEPTED_BY_TIME_BUYER : ORDER_ACCEPTED_BUYER,
                        ORDER_ACCEPTED_SELLER,
                        Map.of());
            case OrderHeard.Released e ->
                List.of(
                        buyer(e, ORDER_RELEASED_BUYER, Map.of()),
                        seller(e, ORDER_RELEASED_SELLER, Map.of("sellerAmount", e.sellerAmount(), "fee", e.fee())));
            case OrderHeard.Cancelled e ->
                both(e, ORDER_CANCELLED_BUYER, ORDER_CANCELLED_SELLER, Map.of("reason", e.reason()));
            case OrderHeard.Frozen e -> both(e, ORDER_FROZEN_BUYER, ORDER_FROZEN_SELLER, Map.of("held", e.held()));
            case OrderHeard.FreezeRefused e ->
                List.of(buyer(e, ORDER_FREEZE_REFUSED_BUYER, Map.of("reason", e.reason())));
            case OrderHeard.Refunded e ->
                both(e, ORDER_REFUNDED_BUYER, ORDER_REFUNDED_SELLER, Map.of("amount", e.amount()));
        };
    }

    private static List<Notice> both(
            OrderHeard order, Template forBuyer, Template forSeller, Map<String, Object> facts) {
        return List.of(buyer(order, forBuyer, facts), seller(order, forSeller, facts));
    }

    private static Notice buyer(OrderHeard order, Template template, Map<String, Object> facts) {
        return notice(order, order.buyerId(), template, facts);
    }

    private static Notice seller(OrderHeard order, Template template, Map<String, Object> facts) {
        return notice(order, order.sellerId(), template, facts);
    }

    private static Notice notice(OrderHeard order, UUID recipient, Template template, Map<String, Object> facts) {
        return new Notice(recipient, template, SubjectKind.ORDER, order.orderId(), facts);
    }
}
