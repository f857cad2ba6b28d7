package dev.bonafide.escrow.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.NullUnmarked;

/** An order as the table keeps it. Only {@link OrderMapping} reads and writes it. */
@Entity
@Table(name = "orders")
@DynamicUpdate // A step changes a few of many columns.
@NullUnmarked // Hibernate fills the fields; which of them a stage has is checked by the table.
class OrderRow {
    @Id
    UUID id;

    @Version
    long version;

    String stage;

    @Column(name = "listing_id")
    UUID listingId;

    @Column(name = "buyer_id")
    UUID buyerId;

    @Column(name = "seller_id")
    UUID sellerId;

    String delivery;

    @Column(name = "delivery_address_id")
    UUID deliveryAddressId;

    /** How many there are; 0 for an order that is delivered at once. */
    int milestones;

    @Column(name = "snapshot_hash")
    String snapshotHash;

    @Column(name = "placed_at")
    Instant placedAt;

    @Column(name = "terms_version")
    String termsVersion;

    @Column(name = "fee_version")
    String feeVersion;

    String currency;

    @Column(name = "price_minor")
    long priceMinor;

    @Column(name = "buyer_fee_minor")
    long buyerFeeMinor;

    @Column(name = "seller_fee_minor")
    long sellerFeeMinor;

    @Column(name = "inspection_paid_by")
    String inspectionPaidBy;

    @Column(name = "inspection_minor")
    long inspectionMinor;

    @Column(name = "insurance_paid_by")
    String insurancePaidBy;

    @Column(name = "insurance_minor")
    long insuranceMinor;

    @Column(name = "warranty_service")
    String warrantyService;

    @Column(name = "warranty_paid_by")
    String warrantyPaidBy;

    @Column(name = "warranty_minor")
    long warrantyMinor;

    @Column(name = "answer_within_s")
    long answerWithinSeconds;

    @Column(name = "review_within_s")
    long reviewWithinSeconds;

    @Column(name = "pay_within_s")
    long payWithinSeconds;

    @Column(name = "free_cancel_within_s")
    long freeCancelWithinSeconds;

    @Column(name = "ship_within_s")
    long shipWithinSeconds;

    @Column(name = "deliver_within_s")
    long deliverWithinSeconds;

    @Column(name = "confirm_within_s")
    long confirmWithinSeconds;

    @Column(name = "notice_at_least_s")
    long noticeAtLeastSeconds;

    @Column(name = "extend_by_s")
    long extendBySeconds;

    @Column(name = "tell_within_s")
    long tellWithinSeconds;

    @Column(name = "hidden_defect_within_s")
    long hiddenDefectWithinSeconds;

    @Column(name = "counterfeit_within_s")
    long counterfeitWithinSeconds;

    @Column(name = "freeze_warn_after_s")
    long freezeWarnAfterSeconds;

    @Column(name = "freeze_end_after_s")
    long freezeEndAfterSeconds;

    @Column(name = "freeze_extend_by_s")
    long freezeExtendBySeconds;

    @Column(name = "return_ask_within_s")
    long returnAskWithinSeconds;

    @Column(name = "return_dispatch_within_s")
    long returnDispatchWithinSeconds;

    @Column(name = "return_arrive_within_s")
    long returnArriveWithinSeconds;

    @Column(name = "return_refund_within_s")
    long returnRefundWithinSeconds;

    boolean reserved;

    boolean agreed;

    String screening;

    @Column(name = "answer_due_at")
    Instant answerDueAt;

    @Column(name = "payment_due_at")
    Instant paymentDueAt;

    @Column(name = "payment_id")
    UUID paymentId;

    @Column(name = "funded_at")
    Instant fundedAt;

    @Column(name = "ship_by")
    Instant shipBy;

    @Column(name = "announced_shipment")
    UUID announcedShipment;

    @Column(name = "code_issued")
    boolean codeIssued;

    @Column(name = "shipment_id")
    UUID shipmentId;

    @Column(name = "shipment_revision")
    long shipmentRevision;

    @Column(name = "deliver_by")
    Instant deliverBy;

    @Column(name = "delivered_at")
    Instant deliveredAt;

    @Column(name = "auto_confirm_at")
    Instant autoConfirmAt;

    boolean extended;

    @Column(name = "accepted_by")
    String acceptedBy;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "dispute_id")
    UUID disputeId;

    @Column(name = "stage_before")
    String stageBefore;

    @Column(name = "disputed_since")
    Instant disputedSince;

    @Column(name = "release_reversed")
    boolean releaseReversed;

    @Column(name = "freeze_extended")
    boolean freezeExtended;

    @Column(name = "claim_dispute")
    UUID claimDispute;

    @Column(name = "claim_since")
    Instant claimSince;

    @Column(name = "claim_ruling")
    UUID claimRuling;

    @Column(name = "return_id")
    UUID returnId;

    @Column(name = "return_after_release")
    boolean returnAfterRelease;

    @Column(name = "return_since")
    Instant returnSince;

    @Column(name = "return_progress")
    String returnProgress;

    @Column(name = "return_due_at")
    Instant returnDueAt;

    @Column(name = "return_kept_minor")
    Long returnKeptMinor;

    @Column(name = "return_freight_minor")
    Long returnFreightMinor;

    @Column(name = "refund_return")
    UUID refundReturn;

    @Column(name = "ruling_id")
    UUID rulingId;

    @Column(name = "refund_rule")
    String refundRule;

    @Column(name = "agreed_offer")
    Integer agreedOffer;

    @Column(name = "leg_buyer_minor")
    Long buyerLegMinor;

    @Column(name = "leg_seller_minor")
    Long sellerLegMinor;

    @Column(name = "leg_platform_minor")
    Long platformLegMinor;

    @Column(name = "cancel_reason")
    String cancelReason;

    @Column(name = "cancel_detail")
    String cancelDetail;

    @Column(name = "fee_kept")
    boolean feeKept;
}
