package dev.bonafide.dispute.store;

import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Ruling;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A ruling as the table keeps it. */
@Entity
@Immutable
@Table(name = "ruling")
@NullUnmarked // Hibernate fills the fields; what cannot be absent is checked by the table.
class RulingRow {
    @Id
    UUID id;

    @Column(name = "dispute_id")
    UUID disputeId;

    String by;

    String outcome;

    @Column(name = "arbiter_id")
    UUID arbiterId;

    String reasons;

    @Column(name = "ruled_at")
    Instant ruledAt;

    static RulingRow of(UUID disputeId, Ruling ruling) {
        var row = new RulingRow();
        row.id = ruling.id();
        row.disputeId = disputeId;
        row.by = ruling.by().name();
        row.outcome = ruling.outcome().name();
        row.arbiterId = ruling.arbiterId();
        row.reasons = ruling.reasons();
        row.ruledAt = ruling.ruledAt();
        return row;
    }

    Ruling ruling() {
        return new Ruling(id, Ruling.By.valueOf(by), Party.valueOf(outcome), arbiterId, reasons, ruledAt);
    }
}
