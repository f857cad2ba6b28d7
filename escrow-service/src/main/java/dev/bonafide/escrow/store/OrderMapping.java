package dev.bonafide.escrow.store;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.AwaitingPayment;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.LateReturn;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Parcel;
import dev.bonafide.escrow.order.RefundGround;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByBuyer;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByTimer;
import dev.bonafide.escrow.order.ReleaseGround.LastMilestone;
import dev.bonafide.escrow.order.ReleaseGround.Ruled;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.order.Screening;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.store.MilestoneRows.Kept;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.DisputeWindows;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.escrow.terms.Windows;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one place where a row becomes a stage and a stage a row. */
final class OrderMapping {
    private static final String BY_BUYER = "BUYER";
    private static final String BY_TIMER = "TIMER";

    private OrderMapping() {}

    /** The order, with its milestones if it has some. */
    static Order order(OrderRow row, List<Kept> milestones) {
        var agreement = agreement(row, milestones);
        return switch (Stage.valueOf(row.stage)) {
            case PLACED ->
                new Placed(agreement, row.reserved, Screening.valueOf(row.screening), row.agreed, row.answerDueAt);
            case AWAITING_PAYMENT -> new AwaitingPayment(agreement, row.paymentDueAt);
            case FUNDED, SHIPPED, INSPECTION, RETURNING, IN_MILESTONES ->
                underway(agreement, Stage.valueOf(row.stage), row, milestones);
            case ACCEPTED -> new Accepted(agreement, row.paymentId, row.shipmentId, acceptance(agreement, row));
            case RELEASED ->
                new Released(
                        agreement,
                        row.paymentId,
                        row.shipmentId,
                        ground(agreement, row),
                        claim(row),
                        ReturnColumns.late(row));
            case DISPUTED ->
                new Disputed(
                        agreement,
                        row.paymentId,
                        new Standstill(row.disputeId, row.disputedSince, row.freezeExtended),
                        underway(agreement, Stage.valueOf(row.stageBefore), row, milestones),
                        row.releaseReversed);
            case REFUNDED -> new Refunded(agreement, row.paymentId, row.shipmentId, refundGround(row));
            case PARTIALLY_REFUNDED ->
                new PartiallyRefunded(agreement, row.paymentId, row.shipmentId, refundGround(row), legs(row));
            case CANCELLED ->
                new Cancelled(
                        agreement,
                        CancelReason.valueOf(row.cancelReason),
                        row.cancelDetail,
                        row.paymentId,
                        row.feeKept);
        };
    }

    /** The stage from which a dispute may take the order, as what the row knows of it. */
    private static Underway underway(Agreement agreement, Stage stage, OrderRow row, List<Kept> milestones) {
        return switch (stage) {
            case FUNDED ->
                new Funded(agreement, row.paymentId, row.fundedAt, row.shipBy, row.announcedShipment, row.codeIssued);
            case SHIPPED -> new Shipped(agreement, row.paymentId, Objects.requireNonNull(parcel(row)), row.deliverBy);
            case INSPECTION -> inspection(agreement, row);
            case RETURNING -> ReturnColumns.read(agreement, inspection(agreement, row), row);
            case IN_MILESTONES ->
                new InMilestones(
                        agreement,
                        row.paymentId,
                        row.fundedAt,
                        row.deliverBy,
                        new Milestones(milestones.stream()
                                .map(kept -> new Milestones.At(kept.milestone(), Objects.requireNonNull(kept.state())))
                                .toList()));
            case PLACED, AWAITING_PAYMENT, ACCEPTED, RELEASED, DISPUTED, REFUNDED, PARTIALLY_REFUNDED, CANCELLED ->
                throw new IllegalStateException("No dispute takes an order from " + stage);
        };
    }

    private static Inspection inspection(Agreement agreement, OrderRow row) {
        return new Inspection(agreement, row.paymentId, parcel(row), row.deliveredAt, row.autoConfirmAt, row.extended);
    }

    private static @Nullable Claim claim(OrderRow row) {
        return row.claimDispute == null
                ? null
                : new Claim(new Standstill(row.claimDispute, row.claimSince, row.freezeExtended), row.claimRuling);
    }

    private static @Nullable Parcel parcel(OrderRow row) {
        return row.shipmentId == null ? null : new Parcel(row.shipmentId, row.shipmentRevision);
    }

    private static RefundGround refundGround(OrderRow row) {
        if (row.refundReturn != null) {
            return new RefundGround.Returned(row.refundReturn);
        }
        if (row.agreedOffer != null) {
            return new RefundGround.Agreed(row.agreedOffer);
        }
        return row.refundRule == null
                ? new RefundGround.Ruled(row.disputeId, row.rulingId)
                : new RefundGround.NotDelivered(row.refundRule);
    }

    private static Legs legs(OrderRow row) {
        return new Legs(
                Money.of(row.buyerLegMinor, row.currency),
                Money.of(row.sellerLegMinor, row.currency),
                Money.of(row.platformLegMinor, row.currency));
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
        row.delivery = agreement.delivery().name();
        row.milestones = agreement.milestones().size();
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
        row.freeCancelWithinSeconds = terms.windows().freeCancelWithin().toSeconds();
        row.shipWithinSeconds = terms.windows().shipWithin().toSeconds();
        row.deliverWithinSeconds = terms.windows().deliverWithin().toSeconds();
        row.confirmWithinSeconds = terms.windows().confirmWithin().toSeconds();
        row.noticeAtLeastSeconds = terms.windows().noticeAtLeast().toSeconds();
        row.extendBySeconds = terms.windows().extendBy().toSeconds();
        row.tellWithinSeconds = terms.windows().tellWithin().toSeconds();
        write(terms.windows().disputes(), row);
        ReturnColumns.write(terms.windows().returns(), row);
        write(order, row);
        return row;
    }

    private static void write(DisputeWindows windows, OrderRow row) {
        row.hiddenDefectWithinSeconds = windows.hiddenDefectWithin().toSeconds();
        row.counterfeitWithinSeconds = windows.counterfeitWithin().toSeconds();
        row.freezeWarnAfterSeconds = windows.freezeWarnAfter().toSeconds();
        row.freezeEndAfterSeconds = windows.freezeEndAfter().toSeconds();
        row.freezeExtendBySeconds = windows.freezeExtendBy().toSeconds();
    }

    /** Writes what the stage knows. What earlier stages knew stays in the row, for people who look back. */
    static void write(Order order, OrderRow row) {
        row.stage = order.stage().name();
        switch (order) {
            case Placed o -> {
                row.agreed = o.agreed();
                row.reserved = o.reserved();
                row.screening = o.screening().name();
                row.answerDueAt = o.answerDueAt();
            }
            case AwaitingPayment o -> {
                row.agreed = true;
                row.reserved = true;
                row.screening = Screening.ALLOWED.name();
                row.paymentDueAt = o.paymentDueAt();
            }
            case Underway o -> {
                writeUnderway(o, row);
                writeUnfrozen(row);
            }
            case Accepted o -> writeGround(o.ground(), row);
            case Released o -> {
                writeGround(o.ground(), row);
                writeClaim(o.claim(), row);
                ReturnColumns.write(o.back(), row);
            }
            case Disputed o -> {
                writeUnderway(o.before(), row);
                row.stageBefore = o.before().stage().name();
                row.disputeId = o.dispute();
                row.disputedSince = o.since();
                row.freezeExtended = o.standstill().extended();
                row.releaseReversed = o.takenBack();
                ReturnColumns.write((LateReturn) null, row);
                // Silence was no consent after all.
                row.acceptedBy = null;
                row.acceptedAt = null;
            }
            case Refunded o -> writeGround(o.ground(), row);
            case PartiallyRefunded o -> {
                writeGround(o.ground(), row);
                row.buyerLegMinor = o.legs().buyer().amountMinor();
                row.sellerLegMinor = o.legs().seller().amountMinor();
                row.platformLegMinor = o.legs().platform().amountMinor();
            }
            case Cancelled o -> {
                row.cancelReason = o.reason().name();
                row.cancelDetail = o.detail();
                row.feeKept = o.feeKept();
            }
        }
    }

    private static void writeUnfrozen(OrderRow row) {
        row.stageBefore = null;
        row.disputeId = null;
        row.disputedSince = null;
        row.freezeExtended = false;
    }

    private static void writeUnderway(Underway order, OrderRow row) {
        row.paymentId = order.payment();
        switch (order) {
            case Funded o -> {
                row.fundedAt = o.fundedAt();
                row.shipBy = o.shipBy();
                row.announcedShipment = o.announcedShipment();
                row.codeIssued = o.codeIssued();
            }
            case InMilestones o -> {
                row.fundedAt = o.fundedAt();
                row.deliverBy = o.deliverBy();
            }
            case Shipped o -> {
                writeParcel(o.parcel(), row);
                row.deliverBy = o.deliverBy();
                row.deliveredAt = null;
                row.autoConfirmAt = null;
            }
            case Inspection o -> writeInspection(o, row);
            case Returning o -> {
                writeInspection(o.before(), row);
                ReturnColumns.write(o, row);
            }
        }
    }

    private static void writeInspection(Inspection order, OrderRow row) {
        var parcel = order.parcel();
        if (parcel != null) {
            writeParcel(parcel, row);
        }
        row.deliveredAt = order.deliveredAt();
        row.autoConfirmAt = order.autoConfirmAt();
        row.extended = order.extended();
    }

    private static void writeParcel(Parcel parcel, OrderRow row) {
        row.shipmentId = parcel.shipment();
        row.shipmentRevision = parcel.revision();
    }

    private static void writeClaim(@Nullable Claim claim, OrderRow row) {
        if (claim != null) {
            row.claimDispute = claim.standstill().cause();
            row.claimSince = claim.standstill().since();
            row.freezeExtended = claim.standstill().extended();
            row.claimRuling = claim.ruling();
        } else if (row.claimDispute != null) {
            // The doubt about what had come back has ended.
            row.claimDispute = null;
            row.claimSince = null;
            row.freezeExtended = false;
        }
    }

    private static void writeGround(RefundGround ground, OrderRow row) {
        switch (ground) {
            case RefundGround.Ruled(var dispute, var ruling) -> writeRuling(dispute, ruling, row);
            case RefundGround.Agreed(var offer) -> row.agreedOffer = offer;
            case RefundGround.NotDelivered(var rule) -> row.refundRule = rule;
            case RefundGround.Returned(var by) -> {
                row.returnId = by;
                row.refundReturn = by;
                // Whoever has frozen it has let it go first.
                writeUnfrozen(row);
            }
        }
    }

    private static void writeGround(ReleaseGround ground, OrderRow row) {
        switch (ground) {
            case AcceptedByBuyer word -> {
                row.acceptedBy = BY_BUYER;
                row.acceptedAt = word.at();
            }
            case AcceptedByTimer silence -> {
                row.acceptedBy = BY_TIMER;
                row.acceptedAt = silence.at();
            }
            case LastMilestone(var by, var at) -> {
                row.acceptedBy = by.name();
                row.acceptedAt = at;
            }
            case Ruled(var dispute, var ruling) -> writeRuling(dispute, ruling, row);
        }
    }

    /** A dispute about the last milestone has ended the order, and has never frozen all of it. */
    private static void writeRuling(UUID dispute, UUID ruling, OrderRow row) {
        row.disputeId = dispute;
        row.rulingId = ruling;
    }

    private static ReleaseGround ground(Agreement agreement, OrderRow row) {
        if (row.rulingId != null) {
            return new Ruled(row.disputeId, row.rulingId);
        }
        return row.milestones == 0
                ? acceptance(agreement, row)
                : new LastMilestone(MilestoneState.AcceptedBy.valueOf(row.acceptedBy), row.acceptedAt);
    }

    private static Acceptance acceptance(Agreement agreement, OrderRow row) {
        var over = inspection(agreement, row);
        return row.acceptedBy.equals(BY_BUYER) ? new AcceptedByBuyer(over, row.acceptedAt) : new AcceptedByTimer(over);
    }

    private static Agreement agreement(OrderRow row, List<Kept> milestones) {
        return new Agreement(
                row.id,
                row.listingId,
                row.buyerId,
                row.sellerId,
                Delivery.valueOf(row.delivery),
                row.deliveryAddressId,
                milestones.stream().map(Kept::milestone).toList(),
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
                                Duration.ofSeconds(row.freeCancelWithinSeconds),
                                Duration.ofSeconds(row.shipWithinSeconds),
                                Duration.ofSeconds(row.deliverWithinSeconds),
                                Duration.ofSeconds(row.confirmWithinSeconds),
                                Duration.ofSeconds(row.noticeAtLeastSeconds),
                                Duration.ofSeconds(row.extendBySeconds),
                                Duration.ofSeconds(row.tellWithinSeconds),
                                new DisputeWindows(
                                        Duration.ofSeconds(row.hiddenDefectWithinSeconds),
                                        Duration.ofSeconds(row.counterfeitWithinSeconds),
                                        Duration.ofSeconds(row.freezeWarnAfterSeconds),
                                        Duration.ofSeconds(row.freezeEndAfterSeconds),
                                        Duration.ofSeconds(row.freezeExtendBySeconds)),
                                ReturnColumns.windows(row))),
                row.placedAt);
    }
}
