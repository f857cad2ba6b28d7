package dev.bonafide.dispute.store;

import dev.bonafide.dispute.dispute.Claim;
import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.Dispute.Closed;
import dev.bonafide.dispute.dispute.Dispute.Executing;
import dev.bonafide.dispute.dispute.Dispute.InHands;
import dev.bonafide.dispute.dispute.Dispute.NotOpened;
import dev.bonafide.dispute.dispute.Dispute.Opening;
import dev.bonafide.dispute.dispute.Dispute.Queued;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.QueuePlace;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Ruling;
import dev.bonafide.dispute.dispute.Stage;
import dev.bonafide.dispute.evidence.ChainHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one place where a row becomes a stage and a stage a row. */
final class DisputeMapping {
    private DisputeMapping() {}

    /** The dispute of a row and of the ruling it names; null if it names none. */
    static StoredDispute stored(DisputeRow row, @Nullable RulingRow ruling) {
        return new StoredDispute(dispute(row, ruling), new ChainHead(row.chainLength, row.chainHead));
    }

    static DisputeRow newRow(Opening dispute) {
        var claim = dispute.claim();
        var row = new DisputeRow();
        row.id = claim.disputeId();
        row.orderId = claim.orderId();
        row.buyerId = claim.buyerId();
        row.sellerId = claim.sellerId();
        row.openedBy = claim.openedBy().name();
        row.reason = claim.reason().name();
        row.claimText = claim.text();
        row.openedAt = claim.openedAt();
        write(ChainHead.EMPTY, row);
        write(dispute, row);
        return row;
    }

    /** Writes what the stage knows. What earlier stages knew stays in the row, for people who look back. */
    static void write(Dispute dispute, DisputeRow row) {
        row.stage = dispute.stage().name();
        switch (dispute) {
            case Opening _ -> {}
            case Queued at -> {
                write(at.place(), row);
                row.arbiterId = null;
                row.assignedAt = null;
            }
            case InHands at -> {
                write(at.place(), row);
                row.arbiterId = at.arbiterId();
                row.assignedAt = at.assignedAt();
            }
            case Executing at -> {
                row.rulingId = at.ruling().id();
                row.payBy = at.payBy();
                row.unpaidSince = at.unpaidSince();
            }
            case Closed at -> row.closedAt = at.closedAt();
            case NotOpened at -> {
                row.freezeRefusal = at.freezeRefusal();
                row.closedAt = at.closedAt();
            }
        }
    }

    static void write(ChainHead chain, DisputeRow row) {
        row.chainLength = chain.length();
        row.chainHead = chain.hash();
    }

    private static void write(QueuePlace place, DisputeRow row) {
        row.frozenAt = place.frozenAt();
        row.assignBy = place.dueAt();
        row.overdueSince = place.overdueSince();
    }

    private static Dispute dispute(DisputeRow row, @Nullable RulingRow ruling) {
        var claim = claim(row);
        return switch (Stage.valueOf(row.stage)) {
            case OPENING -> new Opening(claim);
            case QUEUED -> new Queued(claim, place(row));
            case IN_HANDS -> new InHands(claim, place(row), row.arbiterId, row.assignedAt);
            case EXECUTING -> new Executing(claim, ruled(row, ruling), row.payBy, row.unpaidSince);
            case CLOSED -> new Closed(claim, ruled(row, ruling), row.closedAt);
            case NOT_OPENED -> new NotOpened(claim, row.freezeRefusal, row.closedAt);
        };
    }

    private static Ruling ruled(DisputeRow row, @Nullable RulingRow ruling) {
        return Objects.requireNonNull(ruling, () -> "No ruling " + row.rulingId).ruling();
    }

    private static QueuePlace place(DisputeRow row) {
        return new QueuePlace(row.frozenAt, row.assignBy, row.overdueSince);
    }

    private static Claim claim(DisputeRow row) {
        return new Claim(
                row.id,
                row.orderId,
                row.buyerId,
                row.sellerId,
                Party.valueOf(row.openedBy),
                Reason.valueOf(row.reason),
                row.claimText,
                row.openedAt);
    }
}
