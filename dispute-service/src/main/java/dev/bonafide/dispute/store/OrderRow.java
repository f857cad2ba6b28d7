package dev.bonafide.dispute.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** An order as the table keeps it. */
@Entity
@Table(name = "disputable_order")
@NullUnmarked // Hibernate fills the fields; which of them a stage has is checked by the table.
class OrderRow {
    @Id
    @Column(name = "order_id")
    UUID orderId;

    @Column(name = "buyer_id")
    UUID buyerId;

    @Column(name = "seller_id")
    UUID sellerId;

    String stage;

    @Column(name = "shipped_at")
    Instant shippedAt;

    @Column(name = "delivered_at")
    Instant deliveredAt;

    @Column(name = "auto_confirm_at")
    Instant autoConfirmAt;

    @Column(name = "ended_at")
    Instant endedAt;
}
