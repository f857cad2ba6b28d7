package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.AwaitingPayment;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByBuyer;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByTimer;
import dev.bonafide.escrow.order.ReleaseGround.Ruled;
import dev.bonafide.escrow.order.Screening;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.escrow.terms.Windows;
import dev.bonafide.kit.money.Money;
import java.time.Duration;

/** The one place where a row becomes a stage and a stage a row. */
final class OrderMapping {
    private static final String BY_BUYER = "BUYER";
    private static final String BY_TIMER = "TIMER";

    private OrderMapping() {}

    static Order order(OrderRow row) {
        var agreement = agreement(row);
        return switch (Stage.valueOf(row.stage)) {
            case PLACED -> new Placed(agreement, row.reserved, Screening.valueOf(row.screening), row.answerDueAt);
            case AWAITING_PAYMENT -> new AwaitingPayment(agreement, row.paymentDueAt);
            case FUNDED -> new Funded(agreement, row.paymentId, row.shipBy, row.announcedShipment);
            case SHIPPED -> new Shipped(agreement, row.paymentId, row.shipmentId);
            case INSPECTION ->
                new Inspection(agreement, row.paymentId, row.shipmentId, row.deliveredAt, row.autoConfirmAt);
            case ACCEPTED -> new Accepted(agreement, row.paymentId, row.shipmentId, acceptance(row));
            case RELEASED -> new Released(agreement, row.paymentId, row.shipmentId, ground(row));
            case DISPUTED -> new Disputed(agreement, row.paymentId, row.shipmentId, row.disputeId);
            case REFUNDED -> new Refunded(agreement, row.paymentId, row.shipmentId, row.disputeId, row.rulingId);
            case CANCELLED ->
                new Cancelled(agreement, CancelReason.valueOf(row.cancelReason), row.cancelDetail, row.paymentId);
        };
    }

    /** A new row for an order that has just been placed. */
    static OrderRow newRow(Placed order) {
        var row = new OrderRow();
        var agreement = order.agreement();
        var terms = agreement.terms();
        row.id = agreement.orderId();
        row.listingId = agreement.listingId();
        row.buyerId = agreement.buyerId();
        row.sellerId = agreement.sellerId();
        row.deliveryAddressId = agreement.deliveryAddressId();
        row.snapshotHash = agreement.snapshotHash();
        row.placedAt = agreement.placedAt();
        row.termsVersion = terms.version();
        row.feeVersion = terms.feeVersion();
        row.currency = terms.price().currency().getCurrencyCode();
        row.priceMinor = terms.price().amountMinor();
        row.buyerFeeMinor = terms.buyerFee().amountMinor();
        row.sellerFeeMinor = terms.sellerFee().amountMinor();
        ServiceColumns.write(terms.services(), row);
        row.answerWithinSeconds = terms.windows().answerWithin().toSeconds();
        row.reviewWithinSeconds = terms.windows().reviewWithin().toSeconds();
        row.payWithinSeconds = terms.windows().payWithin().toSeconds();
        row.shipWithinSeconds = terms.windows().shipWithin().toSeconds();
        row.confirmWithinSeconds = terms.windows().confirmWithin().toSeconds();
        row.noticeAtLeastSeconds = terms.windows().noticeAtLeast().toSeconds();
        write(order, row);
        return row;
    }

    /** Writes what the stage knows. What earlier stages knew stays in the row, for people who look back. */
    static void write(Order order, OrderRow row) {
        row.stage = order.stage().name();
        switch (order) {
            case Placed o -> {
                row.reserved = o.reserved();
                row.screening = o.screening().name();
                row.answerDueAt = o.answerDueAt();
            }
            case AwaitingPayment o -> {
                row.reserved = true;
                row.screening = Screening.ALLOWED.name();
                row.paymentDueAt = o.paymentDueAt();
            }
            case Funded o -> {
                row.paymentId = o.payment();
                row.shipBy = o.shipBy();
                row.announcedShipment = o.announcedShipment();
            }
            case Shipped o -> row.shipmentId = o.shipment();
            case Inspection o -> {
                row.shipmentId = o.shipment();
                row.deliveredAt = o.deliveredAt();
                row.autoConfirmAt = o.autoConfirmAt();
            }
            case Accepted o -> writeGround(o.ground(), row);
            case Released o -> writeGround(o.ground(), row);
            case Disputed o -> row.disputeId = o.dispute();
            case Refunded o -> row.rulingId = o.ruling();
            case Cancelled o -> {
                row.cancelReason = o.reason().name();
                row.cancelDetail = o.detail();
            }
        }
    }

    private static void writeGround(ReleaseGround ground, OrderRow row) {
        switch (ground) {
            case AcceptedByBuyer(var at) -> {
                row.acceptedBy = BY_BUYER;
                row.acceptedAt = at;
            }
            case AcceptedByTimer(var deadline) -> {
                row.acceptedBy = BY_TIMER;
                row.acceptedAt = deadline;
            }
            case Ruled(var _, var ruling) -> row.rulingId = ruling;
        }
    }

    private static ReleaseGround ground(OrderRow row) {
        return row.rulingId == null ? acceptance(row) : new Ruled(row.disputeId, row.rulingId);
    }

    private static Acceptance acceptance(OrderRow row) {
        return row.acceptedBy.equals(BY_BUYER)
                ? new AcceptedByBuyer(row.acceptedAt)
                : new AcceptedByTimer(row.acceptedAt);
    }

    private static Agreement agreement(OrderRow row) {
        return new Agreement(
                row.id,
                row.listingId,
                row.buyerId,
                row.sellerId,
                row.deliveryAddressId,
                row.snapshotHash,
                new Terms(
                        row.termsVersion,
                        row.feeVersion,
                        Money.of(row.priceMinor, row.currency),
                        Money.of(row.buyerFeeMinor, row.currency),
                        Money.of(row.sellerFeeMinor, row.currency),
                        ServiceColumns.read(row),
                        new Windows(
                                Duration.ofSeconds(row.answerWithinSeconds),
                                Duration.ofSeconds(row.reviewWithinSeconds),
                                Duration.ofSeconds(row.payWithinSeconds),
                                Duration.ofSeconds(row.shipWithinSeconds),
                                Duration.ofSeconds(row.confirmWithinSeconds),
                                Duration.ofSeconds(row.noticeAtLeastSeconds))),
                row.placedAt);
    }
}
