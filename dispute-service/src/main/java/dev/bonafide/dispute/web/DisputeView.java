package dev.bonafide.dispute.web;

import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.Dispute.Closed;
import dev.bonafide.dispute.dispute.Dispute.Executing;
import dev.bonafide.dispute.dispute.Dispute.InHands;
import dev.bonafide.dispute.dispute.Dispute.NotOpened;
import dev.bonafide.dispute.dispute.Dispute.Opening;
import dev.bonafide.dispute.dispute.Dispute.Queued;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Ruling;
import dev.bonafide.dispute.dispute.Stage;
import dev.bonafide.dispute.store.StoredDispute;
import dev.bonafide.kit.text.Speech;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as people see it. What a stage does not know yet is absent.
 *
 * @param freeze whether the money is held for this dispute
 * @param freezeRefusal why it could not be, as the escrow service says
 * @param assignBy when an arbiter should have it at the latest
 * @param overdue whether that time has passed without one
 * @param moneyMoved whether the money has followed the ruling
 * @param evidenceItems lines in the chain of evidence
 * @param chainHead hash of the last of them; note it down to prove later that nothing was taken away
 */
public record DisputeView(
        UUID disputeId,
        UUID orderId,
        UUID buyerId,
        UUID sellerId,
        Party openedBy,
        Reason reason,
        String text,
        Instant openedAt,
        Stage stage,
        Freeze freeze,
        @Nullable String freezeRefusal,
        @Nullable Instant assignBy,
        @Nullable Boolean overdue,
        @Nullable UUID arbiterId,
        @Nullable RulingView ruling,
        @Nullable Boolean moneyMoved,
        @Nullable Instant closedAt,
        long evidenceItems,
        String chainHead) {

    /** What became of the request to hold the money. */
    public enum Freeze {
        ASKED,
        HELD,
        REFUSED,
        /** The money has gone where the ruling says. */
        ENDED
    }

    static DisputeView of(StoredDispute stored, Speech speech) {
        return of(stored.dispute(), stored.chain().length(), stored.chain().hash(), speech);
    }

    static DisputeView of(Dispute dispute, long evidenceItems, String chainHead, Speech speech) {
        var claim = dispute.claim();
        var ruling = ruling(dispute);
        return new DisputeView(
                claim.disputeId(),
                claim.orderId(),
                claim.buyerId(),
                claim.sellerId(),
                claim.openedBy(),
                claim.reason(),
                claim.text(),
                claim.openedAt(),
                dispute.stage(),
                freeze(dispute),
                dispute instanceof NotOpened at ? at.freezeRefusal() : null,
                dispute instanceof Queued at ? at.place().dueAt() : null,
                dispute instanceof Queued at ? at.place().overdueSince() != null : null,
                dispute.arbiter(),
                ruling == null ? null : RulingView.of(ruling, speech),
                ruling == null ? null : dispute instanceof Closed,
                closedAt(dispute),
                evidenceItems,
                chainHead);
    }

    private static Freeze freeze(Dispute dispute) {
        return switch (dispute) {
            case Opening _ -> Freeze.ASKED;
            case Queued _, InHands _, Executing _ -> Freeze.HELD;
            case Closed _ -> Freeze.ENDED;
            case NotOpened _ -> Freeze.REFUSED;
        };
    }

    private static @Nullable Ruling ruling(Dispute dispute) {
        return switch (dispute) {
            case Executing at -> at.ruling();
            case Closed at -> at.ruling();
            case Opening _, Queued _, InHands _, NotOpened _ -> null;
        };
    }

    private static @Nullable Instant closedAt(Dispute dispute) {
        return switch (dispute) {
            case Closed at -> at.closedAt();
            case NotOpened at -> at.closedAt();
            case Opening _, Queued _, InHands _, Executing _ -> null;
        };
    }
}
