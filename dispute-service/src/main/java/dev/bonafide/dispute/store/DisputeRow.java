package dev.bonafide.dispute.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A dispute as the table keeps it. Only {@link DisputeMapping} reads and writes it. */
@Entity
@Table(name = "dispute")
@NullUnmarked // Hibernate fills the fields; which of them a stage has is checked by the table.
class DisputeRow {
    @Id
    UUID id;

    @Version
    long version;

    String stage;

    @Column(name = "order_id")
    UUID orderId;

    @Column(name = "buyer_id")
    UUID buyerId;

    @Column(name = "seller_id")
    UUID sellerId;

    @Column(name = "opened_by")
    String openedBy;

    String reason;

    @Column(name = "claim_text")
    String claimText;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "frozen_at")
    Instant frozenAt;

    @Column(name = "assign_by")
    Instant assignBy;

    @Column(name = "overdue_since")
    Instant overdueSince;

    @Column(name = "arbiter_id")
    UUID arbiterId;

    @Column(name = "assigned_at")
    Instant assignedAt;

    @Column(name = "ruling_id")
    UUID rulingId;

    @Column(name = "pay_by")
    Instant payBy;

    @Column(name = "unpaid_since")
    Instant unpaidSince;

    @Column(name = "freeze_refusal")
    String freezeRefusal;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "chain_length")
    long chainLength;

    @Column(name = "chain_head")
    String chainHead;
}
